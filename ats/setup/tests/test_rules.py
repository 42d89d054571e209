"""What holds for all postings: clock, language, second look, pay."""

import pytest
from django.urls import reverse

from ats.organisation.models import Organisation
from ats.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
URL = "/staff/settings/rules"


@pytest.fixture
def admin(client):
    Organisation.objects.update_or_create(pk=1, defaults={"name": "Harbour Lifts"})
    client.force_login(UserFactory(role="admin"))
    return client


def data(**changes):
    return {
        "time_zone": "Europe/Lisbon",
        "language": "pt",
        "board_name": "harbour",
        "needs_review": "on",
        "pay_countries": ["IT", "PT"],
        "more_countries": "us, CA",
    } | changes


def test_the_page_begins_with_what_is_stored_and_says_what_the_law_says(admin):
    page = admin.get(URL).content.decode()
    assert "Malta" in page and "In force; on request since August 2025." in page
    assert page.count("checked") == 5
    assert URL in admin.get(reverse("settings")).content.decode()


def test_everything_is_saved(admin):
    assert admin.post(URL, data()).status_code == 302
    stored = Organisation.objects.current()
    assert (stored.time_zone, stored.language, stored.board_name) == (
        "Europe/Lisbon", "pt", "harbour"
    )  # fmt: skip
    assert stored.needs_review
    assert stored.pay_required_in == ["CA", "IT", "PT", "US"]
    assert 'value="CA, US"' in admin.get(URL).content.decode()


def test_nothing_may_be_required(admin):
    admin.post(URL, data(pay_countries=[], more_countries="", needs_review=""))
    stored = Organisation.objects.current()
    assert (stored.pay_required_in, stored.needs_review) == ([], False)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"language": "xx"}, "Select a valid choice"),
        ({"board_name": "two words"}, "slug"),
        ({"board_name": ""}, "Fill in"),
        ({"pay_countries": ["XX"]}, "Select a valid choice"),
        ({"more_countries": "US, Narnia"}, "There is no country with the code “NARNIA”."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(admin, changes, said):
    response = admin.post(URL, data(**changes))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert Organisation.objects.current().board_name == "jobs"


def test_recruiters_do_not_change_the_rules(client):
    client.force_login(UserFactory(role="recruiter"))
    assert client.get(URL).status_code == 404
    assert client.post(URL, data()).status_code == 404
