"""Settings, all from the environment; docs/settings.md lists them.

Without DATABASE_URL the embedded servers are used and the environment is "development".
With DATABASE_URL it is "production" unless FAIRLEAD_ENV says otherwise.
"""

import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from ats import logs
from ats.embedded import paths

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = paths.var_folder(BASE_DIR)

env = environ.Env()

EMBEDDED = not env.str("DATABASE_URL", "")
ENVIRONMENT = env.str("FAIRLEAD_ENV", "development" if EMBEDDED else "production")
if ENVIRONMENT not in ("production", "development", "test"):
    # "prod" would quietly be something else than production.
    raise ImproperlyConfigured("FAIRLEAD_ENV is production, development or test.")
PRODUCTION = ENVIRONMENT == "production"
DEMO = not PRODUCTION and env.bool("FAIRLEAD_DEMO", EMBEDDED)
DEBUG = False


def _secret_key() -> str:
    """Read SECRET_KEY; outside production make one and keep it in var/secret-key."""
    if key := env.str("SECRET_KEY", ""):
        return key
    if PRODUCTION:
        raise ImproperlyConfigured("Set SECRET_KEY to a long random text.")
    kept = VAR_DIR / "secret-key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(60))
        kept.chmod(0o600)
    return kept.read_text()


SECRET_KEY = _secret_key()

# The address under which everybody reaches this installation; links in mails start with it.
PUBLIC_URL = env.str("FAIRLEAD_URL", "http://127.0.0.1:8000").rstrip("/")
_public = urlsplit(PUBLIC_URL)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_public.hostname or "127.0.0.1"])
if not PRODUCTION:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "testserver"]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[PUBLIC_URL])
HTTPS = _public.scheme == "https"
TRUSTED_PROXIES = env.int("FAIRLEAD_TRUSTED_PROXIES", 0)

INSTALLED_APPS = [
    # Ours come first: their templates go before those of the packages.
    "ats",
    "postings",
    "applications",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "lucide",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "ats.organisation.middleware.LanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ats.users.sign_in.middleware.SessionLimitsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ats.api.middleware.ApiMiddleware",
    "ats.setup.middleware.FirstStepsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "ats.urls"
WSGI_APPLICATION = "ats.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ats.organisation.context.organisation",
            ],
        },
    },
]
FORM_RENDERER = "ats.web.forms.FormRenderer"

DATABASES = {"default": env.db_url("DATABASE_URL", default=paths.database_url(VAR_DIR))}
DATABASES["default"]["HOST"] = unquote(DATABASES["default"]["HOST"])
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if env.bool("FAIRLEAD_DB_POOL", False):
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# redis-py and Celery spell the same socket differently.
REDIS_URL = env.str("REDIS_URL", paths.redis_url(VAR_DIR))
CACHES = {
    "default": {
        "BACKEND": "ats.cache.FallbackCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": env.str("FAIRLEAD_CACHE_PREFIX", "fairlead"),
        "OPTIONS": {
            "serializer": "ats.cache.JsonSerializer",
            "socket_connect_timeout": 1,
            "socket_timeout": 1,
        },
    },
    # Finished public pages under their ETags. In each process: whoever can write to Redis must not
    # be able to write our pages.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}
# Not cached: a session that was ended while Redis was away must not come back with it.
SESSION_ENGINE = "django.contrib.sessions.backends.db"

CELERY_BROKER_URL = (
    REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")
    if REDIS_URL.startswith("unix://")
    else REDIS_URL
)
CELERY_TASK_DEFAULT_QUEUE = env.str("FAIRLEAD_QUEUE", "fairlead")
CELERY_TASK_IGNORE_RESULT = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
    "max_retries": 0,
}
CELERY_TASK_SOFT_TIME_LIMIT = 100
CELERY_TASK_TIME_LIMIT = 120
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Celery does not look into feature folders; a test compares this list with the disk.
CELERY_IMPORTS = (
    "applications.documents.tasks",
    "ats.events.tasks",
    "postings.lifecycle.tasks",
)

# A worker renews its lease while it works; what a dead one held is taken again after this time.
DELIVERY_LEASE = timedelta(seconds=env.float("FAIRLEAD_LEASE_SECONDS", 30))
SWEEP_SECONDS = env.float("FAIRLEAD_SWEEP_SECONDS", 15)
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "ats.events.tasks.sweep",
        "schedule": timedelta(seconds=SWEEP_SECONDS),
        "options": {"expires": SWEEP_SECONDS},
    },
    "schedule": {
        "task": "postings.lifecycle.tasks.run_schedule",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "prune": {"task": "ats.events.tasks.prune", "schedule": timedelta(hours=6)},
    "tidy uploads": {"task": "applications.documents.tasks.tidy", "schedule": timedelta(hours=1)},
    "check files": {
        "task": "applications.documents.tasks.check_files",
        "schedule": timedelta(days=1),
    },
}

AUTH_USER_MODEL = "ats.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 2 * 3600
ACCOUNT_ADAPTER = "ats.users.sign_in.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "ats.users.sign_in.forms.SignInForm",
    "reset_password": "ats.users.sign_in.forms.ResetPasswordForm",
    "reset_password_from_key": "ats.users.sign_in.forms.NewPasswordForm",
    "change_password": "ats.users.sign_in.forms.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# Mail to an address that has no account would let anybody send mail to anybody through us.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "ats.users.tokens.PasswordLinkTokens"  # noqa: S105
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
# Failed sign-ins are counted by ats.users.sign_in.throttling instead of "login_failed".
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "reset_password": "20/m/ip,3/h/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

LANGUAGE_CODE = "en"
# Of the public face, with their own names; staff pages are English (docs/languages.md).
LANGUAGES = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("nl", "Nederlands"),
    ("pt", "Português"),
]
LOCALE_PATHS = [BASE_DIR / "ats" / "locale"]
FORMAT_MODULE_PATH = ["ats.formats"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Application forms that one network may send in a minute, and the least seconds that a form is
# open before it is sent without being shown once more; 0 is no limit.
APPLY_PER_MINUTE: int = env.int("FAIRLEAD_APPLY_PER_MINUTE", 120)
APPLY_MINIMUM_SECONDS: int = env.int("FAIRLEAD_APPLY_MINIMUM_SECONDS", 3)

# What candidates send lies here under random names; no address maps to this folder.
PRIVATE_FILES_DIR = Path(env.str("FAIRLEAD_FILES", str(VAR_DIR / "files")))
UPLOAD_LIMIT_BYTES = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
# Far above the limit for a file nothing is read at all; below it, what was typed is kept.
LARGEST_BODY_BYTES = 64 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "ats.files.body_limit.BodyLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# SMTP comes from EMAIL_URL, or from the first-steps page; without either, mails are files.
EMAIL_URL = env.str("EMAIL_URL", "")
MAIL_FOLDER = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "jobs@example.org")
EMAIL_TIMEOUT = 20  # seconds for each answer of the mail server
EMAIL_DEADLINE = 60  # seconds for a mail as a whole

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "ats.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["ats.api.permissions.IsStaffWithScope"],
    "DEFAULT_PAGINATION_CLASS": "ats.api.pagination.KeysetPagination",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["ats.api.throttling.CallerThrottle"],
    "EXCEPTION_HANDLER": "ats.api.errors.problem_response",
    "PAGE_SIZE": 50,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
# Calls of one token or user in a minute; 0 is no limit.
API_REQUESTS_PER_MINUTE = env.int("FAIRLEAD_API_REQUESTS_PER_MINUTE", 1200)
SPECTACULAR_SETTINGS = {
    "TITLE": "Fairlead API",
    "DESCRIPTION": "Everything the pages do, by the same rules.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "ENUM_NAME_OVERRIDES": {
        "ApplicationStatusEnum": "applications.candidates.models.ApplicationStatus",
        "PostingStatusEnum": "postings.posting.models.PostingStatus",
        "WrittenLanguageEnum": "postings.posting.translations.written_languages",
    },
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["ats.api.permissions.IsStaffWithScope"],
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "ats.api.schema.add_problems",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "persistAuthorization": False},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The browser itself guarantees that a __Host- cookie came from this host, over HTTPS, for "/".
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True  # pages carry the token in forms and in a <meta> element
CSRF_FAILURE_VIEW = "ats.api.error_views.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^api/", r"^v0/postings/", r"^v1/boards/"]
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = logs.configure(production=PRODUCTION, level=env.str("LOG_LEVEL", "INFO"))
