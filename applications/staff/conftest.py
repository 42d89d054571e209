"""A posting with its people, and somebody signed in."""

import pytest
from django.conf import settings
from django.test import Client

from applications.tests.factories import ApplicationFactory, AssignmentFactory, CandidateFactory
from ats.organisation.models import Organisation
from ats.tests.factories import UserFactory
from postings.tests.factories import PostingFactory, TeamMemberFactory


@pytest.fixture(autouse=True)
def organisation(db):
    """An installation past its first steps."""
    organisation, _ = Organisation.objects.get_or_create(pk=1, defaults={"name": "Harbour Lifts"})
    return organisation


@pytest.fixture
def posting(db):
    return PostingFactory(title="Lift Engineer", with_stages=True)


@pytest.fixture
def recruiter(db):
    return UserFactory(name="Rita Recruiter", role="recruiter")


@pytest.fixture
def manager(posting):
    user = UserFactory(name="Mia Manager", role="hiring_manager")
    TeamMemberFactory(posting=posting, user=user, role="hiring_manager")
    return user


@pytest.fixture
def interviewer(application):
    user = UserFactory(name="Ivan Interviewer", role="interviewer")
    AssignmentFactory(application=application, user=user)
    return user


@pytest.fixture
def application(posting):
    return ApplicationFactory(posting=posting, candidate=CandidateFactory(name="Zoë Silva"))


@pytest.fixture
def signed_in(client):
    """Return the client after signing somebody in."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def stage(posting):
    """Return a stage of the posting by its kind."""
    return lambda kind: posting.stages.get(kind=kind)


@pytest.fixture
def enter(open_page):
    """Open a page as somebody, without going through the sign-in form each time."""

    def enter_as(user, path, **options):
        client = Client()
        client.force_login(user)
        page = open_page(**options)
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        page.goto("/healthz")
        page.context.add_cookies([{"name": name, "value": value, "url": page.url}])
        page.goto(path)
        return page

    return enter_as
