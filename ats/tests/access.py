"""What each route of this app answers to each role (see ats/testing/access.py)."""

from datetime import timedelta

from django.utils import timezone

from ats.organisation.models import Organisation
from ats.testing.access import Answers, Row, World, everyone, only, staff
from ats.tests.factories import UserFactory
from ats.users.api_tokens.actions import create_token
from ats.users.models import ApiToken, User

ROLES = ("interviewer", "hiring_manager", "recruiter", "admin")
ADMIN_PAGE = only(admin=200, otherwise=404)
ADMIN_REFUSED = only(admin=422, otherwise=404)
ADMIN_DONE = only(admin=302, otherwise=404)
PERSON = {"pk": "person.pk"}
TOKEN = {"pk": "token.pk"}


def build(world: World) -> None:
    for role in ROLES:
        world.users[role] = UserFactory(role=role, email=f"{role}@example.org")
    stranger = UserFactory(name="Somebody else")
    world.put("person", own=UserFactory(), other=stranger)
    mine = {role: _token(world.users[role]) for role in ROLES}
    world.put("token", own=mine, other=_token(stranger))
    Organisation.objects.update_or_create(pk=1, defaults={"name": "Tidewater Instruments"})


def _token(user: User) -> ApiToken:
    token, _secret = create_token(
        actor=user, name="cron", scope="read", lifetime=timedelta(days=1), now=timezone.now()
    )
    return token


def of_person(answers: Answers, **options: object) -> Row:
    """Administrators manage everybody alike."""
    return Row(path=PERSON, own=answers, other=answers, confidential=answers, **options)


ROWS: dict[str, Row | tuple[Row, ...]] = {
    "healthz": Row(own=everyone(200)),
    "logo": Row(own=everyone(404)),  # there is none
    # Signing in and out
    "account_login": (
        Row(own=staff(302, anonymous=200)),
        Row(method="POST", own=staff(302, anonymous=422)),
    ),
    "account_logout": (
        Row(own=staff(200, anonymous=302)),
        Row(method="POST", own=everyone(302)),
    ),
    "account_inactive": Row(own=everyone(200)),
    "account_change_password": (Row(own=staff(200)), Row(method="POST", own=staff(422))),
    "account_reset_password": (Row(own=everyone(200)), Row(method="POST", own=everyone(422))),
    "account_reset_password_done": Row(own=everyone(200)),
    "account_reset_password_from_key": (
        Row(path="dummy", own=everyone(404)),
        Row(path="dummy", method="POST", own=everyone(404)),
    ),
    "invitation": (Row(own=everyone(404)), Row(method="POST", own=everyone(404))),
    "invitation-open": Row(path="dummy", own=everyone(302)),
    # Settings
    "first-steps": (Row(own=ADMIN_DONE), Row(method="POST", own=ADMIN_REFUSED)),
    "settings": Row(own=staff(200)),
    "organisation-rules": (Row(own=ADMIN_PAGE), Row(method="POST", own=ADMIN_REFUSED)),
    "organisation": (Row(own=ADMIN_PAGE), Row(method="POST", own=ADMIN_REFUSED)),
    "mail-test": Row(method="POST", own=ADMIN_PAGE),
    "profile": (Row(own=staff(200)), Row(method="POST", own=staff(422))),
    "people": Row(own=ADMIN_PAGE),
    "people-invite": (Row(own=ADMIN_PAGE), Row(method="POST", own=ADMIN_REFUSED)),
    "people-person": (
        of_person(ADMIN_PAGE),
        of_person(ADMIN_DONE, method="POST", data={"role": "interviewer"}),
    ),
    "people-resend": of_person(ADMIN_DONE, method="POST"),
    "people-deactivate": of_person(ADMIN_DONE, method="POST"),
    "people-reactivate": of_person(ADMIN_DONE, method="POST"),
    "tokens": Row(own=staff(200)),
    "token-create": (Row(own=staff(200)), Row(method="POST", own=staff(422))),
    "token-revoke": (
        Row(path=TOKEN, own=staff(200), other=ADMIN_PAGE, confidential=ADMIN_PAGE),
        Row(path=TOKEN, method="POST", own=staff(302), other=ADMIN_DONE, confidential=ADMIN_DONE),
    ),
    # API
    "api:schema": Row(own=staff(200, anonymous=401)),
    "api:docs": Row(own=staff(200)),
    "api:me": Row(own=staff(200, anonymous=401)),
}
