"""The people pages as an administrator sees them."""

import pytest

from ats.testing.queries import assert_same_queries
from ats.users.models import User
from ats.users.tests.helpers import person, sign_in, signed_in

pytestmark = pytest.mark.django_db
PEOPLE = "/staff/settings/people/"


@pytest.fixture
def page():
    return signed_in(person("admin", name="Ada Boss"))


def test_the_list_shows_everybody_with_role_and_state(page):
    person("hiring_manager", name="Mei Lin")
    person("interviewer", name="Oskar Ek", password=None)
    gone = person("recruiter", name="Gone Person", password=None)
    gone.is_active = False
    gone.save()
    text = page.get(PEOPLE).content.decode()
    for words in ("Mei Lin", "Hiring manager", "Oskar Ek", "Invited", "Gone Person", "Deactivated"):
        assert words in text


def test_the_list_costs_the_same_for_one_and_for_ten(page):
    assert_same_queries(
        make=lambda n: [person() for _ in range(n)], act=lambda: page.get(PEOPLE), sizes=(1, 10)
    )


def test_more_than_a_page_of_people_is_paged(page):
    for number in range(60):
        person(name=f"Person {number:02}", password=None)
    first = page.get(PEOPLE).content.decode()
    assert "Person 10" in first and "Person 59" not in first
    after = first.partition("after=")[2].partition('"')[0]
    assert "Person 59" in page.get(PEOPLE, {"after": after}).content.decode()


def test_an_address_that_is_here_already_is_said_so_and_nothing_is_lost(page):
    mei = person(email="mei@example.org")
    answer = page.post(
        f"{PEOPLE}invite", {"name": "Mei Lin", "email": mei.email, "role": "interviewer"}
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "is here already" in text and 'value="Mei Lin"' in text


@pytest.mark.parametrize("role", ["owner", "", "admin\x00"])
def test_an_unknown_role_is_refused(page, role):
    answer = page.post(f"{PEOPLE}invite", {"name": "M", "email": "m@example.org", "role": role})
    assert answer.status_code == 422
    assert not User.objects.filter(email="m@example.org").exists()


def test_the_last_administrator_reads_why_not(page):
    ada = User.objects.get()
    answer = page.post(f"{PEOPLE}{ada.pk}", {"role": "recruiter"})
    assert answer.status_code == 422
    assert "last administrator" in answer.content.decode()
    answer = page.post(f"{PEOPLE}{ada.pk}/deactivate", follow=True)
    assert "last administrator" in answer.content.decode()
    ada.refresh_from_db()
    assert ada.is_active and ada.is_admin


def test_a_deactivated_person_is_out_at_once(page):
    mei = person()
    browser = sign_in(mei.email).client
    assert browser.get("/api/v1/me").status_code == 200
    page.post(f"{PEOPLE}{mei.pk}/deactivate")
    assert browser.get("/api/v1/me").status_code == 401
    assert browser.get("/staff/settings/").status_code == 302
    assert sign_in(mei.email).status_code == 422


def test_old_sessions_do_not_come_back_with_a_reactivated_person(page):
    mei = person()
    browser = sign_in(mei.email).client
    page.post(f"{PEOPLE}{mei.pk}/deactivate")
    page.post(f"{PEOPLE}{mei.pk}/reactivate")
    assert browser.get("/api/v1/me").status_code == 401


def test_a_changed_role_counts_from_the_next_request_and_ends_the_session(page):
    boss = person("admin")
    browser = sign_in(boss.email).client
    assert browser.get(PEOPLE).status_code == 200
    page.post(f"{PEOPLE}{boss.pk}", {"role": "interviewer"})
    assert browser.get(PEOPLE).status_code == 302
    again = sign_in(boss.email).client
    assert again.get(PEOPLE).status_code == 404


def test_nobody_makes_themselves_more_by_extra_fields():
    mei = person("interviewer", name="Mei")
    data = {"name": "Mei L", "time_zone": "Asia/Taipei", "role": "admin", "email": "x@example.org"}
    signed_in(mei).post("/staff/settings/profile", data)
    mei.refresh_from_db()
    assert (mei.name, mei.time_zone, mei.role) == ("Mei L", "Asia/Taipei", "interviewer")
    assert mei.email != "x@example.org"


def test_an_unknown_time_zone_is_refused():
    mei = person()
    answer = signed_in(mei).post(
        "/staff/settings/profile", {"name": "Mei", "time_zone": "Mars/Olympus"}
    )
    assert answer.status_code == 422
