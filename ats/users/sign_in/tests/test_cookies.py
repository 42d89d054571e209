"""Cookies as production sends them."""

import json
import os
import subprocess
import sys

import pytest

SHOW = """
import json, django
from django.conf import settings
django.setup()
from ats.users.people.invitation_views import COOKIE
from ats.users.sign_in import throttling
names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
         "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE"]
print(json.dumps({name: getattr(settings, name) for name in names}
                 | {"invitation": COOKIE, "device": throttling.COOKIE}))
"""


@pytest.fixture
def production():
    environment = {
        **os.environ,
        "FAIRLEAD_ENV": "production",
        "FAIRLEAD_URL": "https://jobs.example.org",
        "SECRET_KEY": "only-for-this-test-" + "x" * 50,
        "DJANGO_SETTINGS_MODULE": "ats.settings",
    }
    shown = subprocess.run(
        [sys.executable, "-c", SHOW], env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(shown.stdout)


def test_over_https_cookies_are_bound_to_the_host_and_to_https(production):
    assert production == {
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        # Limited to one path, which __Host- does not allow.
        "invitation": "__Secure-invitation",
        "device": "__Host-known-device",
    }
