import pytest

from postings.tests.factories import PostingFactory

pytestmark = pytest.mark.django_db


def test_only_the_embedded_list_may_stand_on_other_sites(client):
    PostingFactory(slug="cook")
    embedded, page, posting = client.get("/embed/jobs"), client.get("/"), client.get("/jobs/cook")

    assert "frame-ancestors *" in embedded["Content-Security-Policy"]
    assert "script-src 'self'" in embedded["Content-Security-Policy"]
    assert "X-Frame-Options" not in embedded
    for other in (page, posting):
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
        assert other["X-Frame-Options"] == "DENY"


def test_its_links_leave_the_frame_and_say_where_it_stood(client):
    PostingFactory(title="Cook", slug="cook")
    response = client.get(
        "/embed/jobs", {"workplace": "onsite"}, headers={"Referer": "https://www.inn.example/jobs"}
    )
    text = response.content.decode()

    assert 'href="/jobs/cook?referrer=inn.example" target="_top"' in text
    assert not response.cookies
    assert "<header" not in text and "<form" not in text


def test_it_is_narrowed_by_its_address_and_pages_within_the_frame(client):
    PostingFactory.create_batch(51, workplace_type="remote")
    PostingFactory(title="Cook")
    text = client.get("/embed/jobs", {"workplace": "remote"}).content.decode()

    assert "Cook" not in text
    assert 'href="/embed/jobs?workplace=remote&amp;after=' in text


def test_the_settings_give_what_a_webmaster_needs(client, recruiter, settings):
    settings.PUBLIC_URL = "https://jobs.example.org"
    client.force_login(recruiter)
    text = client.get("/staff/settings/embed").content.decode()

    assert "&lt;fairlead-jobs src=&quot;https://jobs.example.org&quot;" in text or (
        '&lt;fairlead-jobs src="https://jobs.example.org"' in text
    )
    assert "https://jobs.example.org/embed/jobs" in text


@pytest.fixture
def recruiter():
    from ats.tests.factories import UserFactory

    return UserFactory(role="recruiter")


def test_where_nothing_fits_it_does_not_point_to_choices_that_the_frame_lacks(client):
    PostingFactory(workplace_type="onsite")
    text = client.get("/embed/jobs", {"workplace": "remote"}).content.decode()

    assert "No open positions at the moment" in text
    assert "above" not in text
    assert 'href="/embed/jobs"' in text
