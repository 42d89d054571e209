"""The test pages, on the live server."""

import copy
from pathlib import Path

import pytest

from ats.tests.factories import UserFactory

TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture(autouse=True)
def components_site(settings):
    settings.ROOT_URLCONF = "ats.web.tests.browser.site"
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [TEMPLATES]
    settings.TEMPLATES = templates


@pytest.fixture
def session_cookie(client, live_url, settings):
    """The cookie of a signed-in recruiter."""
    client.force_login(UserFactory(name="Maren Oddvik", role="recruiter"))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_url}


@pytest.fixture
def staff_page(open_page, session_cookie):
    """Open a window in which a recruiter is signed in."""

    def open_staff_page(**options):
        options.setdefault("viewport", {"width": 1440, "height": 900})
        page = open_page(**options)
        page.context.add_cookies([session_cookie])
        return page

    return open_staff_page
