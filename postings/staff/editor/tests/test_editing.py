"""Saving each section, wrong values, two people, and the page itself."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.criteria.queries import criteria_of
from postings.models import Posting
from postings.staff.editor.tests.editor_page import EditorPage, rows_of
from postings.tests.factories import (
    CriterionFactory,
    CriterionLevelFactory,
    LocationFactory,
    OpeningFactory,
    PostingFactory,
    QuestionFactory,
    StageFactory,
    TeamMemberFactory,
)

pytestmark = pytest.mark.django_db


def stored(editor: EditorPage) -> Posting:
    return Posting.objects.get(pk=editor.posting.pk)


def test_pay_is_shown_as_it_is_written(editor) -> None:
    editor.change("pay", pay_min="60,000", pay_max="60,000.50", pay_currency="EUR")
    page = editor.open().content.decode()
    assert 'value="60000"' in page and 'value="60000.50"' in page


def test_basics(editor) -> None:
    response = editor.change("basics", title="Head Cook", department="Kitchen", reports_to="CEO")
    assert response.status_code == 302
    assert response["Location"].endswith("#basics")
    assert (stored(editor).title, stored(editor).department.name) == ("Head Cook", "Kitchen")


def test_description(editor) -> None:
    editor.change("description", description="# Hello\r\n\r\nCome!")
    assert stored(editor).description == "# Hello\n\nCome!"


def test_places_and_window(editor) -> None:
    form = editor.form("places", editor.change("places", button="add"))
    form |= {
        "places-workplace_type": "remote",
        "places-window_from_minutes": "-60",
        "places-window_to_minutes": "180",
        "places-rows-0-country": "PT",
        "places-rows-0-city": "Lisbon",
    }
    assert editor.press("places", form).status_code == 302
    assert (stored(editor).window_from_minutes, stored(editor).window_to_minutes) == (-60, 180)
    assert str(stored(editor).locations.get()) == "Lisbon, PT"


def test_openings_split_over_teams(editor) -> None:
    OpeningFactory(posting=editor.posting, team="Retention")
    form = editor.form("openings", editor.change("openings", button="add"))
    form |= {"openings-rows-1-team": "Portfolio", "openings-rows-1-seats": "3"}
    assert editor.press("openings", form).status_code == 302
    assert sorted(map(str, stored(editor).openings.all())) == ["Portfolio (3)", "Retention (1)"]


def test_pay_as_people_write_it(editor) -> None:
    editor.change("pay", pay_min="70,000", pay_max="85.000", pay_currency="eur", pay_period="year")
    saved = stored(editor)
    assert (saved.pay_min, saved.pay_max) == (Decimal(70000), Decimal(85000))
    assert saved.pay_currency == "EUR"


def test_applying(editor) -> None:
    editor.change(
        "applying", resume_policy="not_asked", reply_within_days="14", apply_by_on="2027-01-31"
    )
    saved = stored(editor)
    assert (saved.resume_policy, saved.reply_within_days) == ("not_asked", 14)
    assert saved.apply_by_on == date(2027, 1, 31)


def test_questions(editor) -> None:
    form = editor.form("questions", editor.change("questions", button="add"))
    form |= {
        "questions-rows-0-label": "Where do you live?",
        "questions-rows-0-kind": "one_choice",
        "questions-rows-0-choices": "Here\r\n\r\nThere",
        "questions-rows-0-is_private": "on",
    }
    editor.press("questions", form)
    question = stored(editor).questions.get()
    assert (question.label, question.choices) == ("Where do you live?", ["Here", "There"])
    assert (question.is_private, question.is_required) == (True, False)


def test_criteria_with_a_text_for_each_level(editor) -> None:
    form = editor.form("criteria", editor.change("criteria", button="add"))
    form |= {"criteria-rows-0-name": "Taste", "criteria-rows-0-level_4": "Finds the one spice"}
    editor.press("criteria", form)
    (criterion,) = criteria_of(stored(editor))
    assert criterion.levels == ("", "", "", "Finds the one spice")


def test_team(editor) -> None:
    manager = UserFactory(role="hiring_manager")
    form = editor.form("team", editor.change("team", button="add"))
    form |= {"team-rows-1-user": str(manager.pk), "team-rows-1-role": "hiring_manager"}
    assert editor.press("team", form).status_code == 302
    assert Posting.objects.visible_to(manager).filter(pk=editor.posting.pk).exists()


@pytest.mark.parametrize(
    ("key", "values", "message"),
    [
        ("basics", {"title": " "}, "Fill in “Title”."),
        ("basics", {"source_url": "javascript:alert(1)"}, "Enter a valid URL."),
        ("description", {"description": "x" * 120_001}, "at most 120000 characters"),
        ("places", {"workplace_type": "remote", "window_from_minutes": "60"}, "neither"),
        ("pay", {"pay_min": "2", "pay_max": "1", "pay_currency": "EUR"}, "below the lower"),
        ("pay", {"pay_min": "2"}, "in which currency"),
        ("pay", {"pay_min": "lots", "pay_currency": "EUR"}, "Enter a number."),
        ("pay", {"pay_min": "NaN", "pay_currency": "EUR"}, "Enter a number."),
        ("applying", {"reply_within_days": "0"}, "greater than or equal to 1"),
        ("applying", {"apply_by_on": "31/31/2027"}, "Enter a valid date."),
        ("stages", {"rows__0__name": ""}, "Fill in “Name”."),
        ("stages", {"rows__1__name": "New"}, "This is there already."),
        ("stages", {"rows__0__kind": "offer"}, "first stage"),
        ("stages", {"rows__0__id": "x"}, "There is a problem"),
        ("stages", {"rows-TOTAL_FORMS": "51"}, "There is a problem"),
        ("stages", {"rows-TOTAL_FORMS": "nonsense"}, "There is a problem"),
    ],
)
def test_a_wrong_value_is_explained_and_nothing_typed_is_lost(editor, key, values, message) -> None:
    response = editor.change(key, **values)
    text = response.content.decode()
    assert response.status_code == 422
    assert message in text
    assert "<title>Error: " in text
    assert stored(editor).version == 1
    typed = [value.strip() for value in values.values() if len(value) < 1000 and value.strip()]
    if "TOTAL_FORMS" not in next(iter(values)):
        assert all(value in text for value in typed)


def test_a_recruiter_does_not_lock_themselves_out(editor) -> None:
    editor.change("basics", is_confidential="on")
    form = editor.form("team", editor.change("team", button="remove:0"))
    response = editor.press("team", form)
    assert response.status_code == 422
    assert "stay on its hiring team" in response.content.decode()
    assert stored(editor).team.count() == 1


def test_the_second_of_two_people_sees_what_changed_and_keeps_their_text(editor) -> None:
    form = editor.form("description") | {"description-description": "Mine"}
    other = UserFactory(role="admin", name="Ada Admin")
    second = Client()
    second.force_login(other)
    EditorPage(second, editor.posting).change("description", description="Theirs")

    response = editor.press("description", form)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Ada Admin changed this section" in text
    assert "<li>Theirs</li>" in text
    assert "Mine</textarea>" in text
    assert stored(editor).description == "Theirs"

    assert editor.press("description", editor.form("description", response)).status_code == 302
    assert stored(editor).description == "Mine"


def test_a_conflict_in_columns_names_them(editor) -> None:
    form = editor.form("pay") | {"pay-pay_min": "10", "pay-pay_currency": "GBP"}
    editor.change("pay", pay_min="20", pay_currency="EUR")
    text = editor.press("pay", form).content.decode()
    assert "<li>Pay from: 20.00</li>" in text
    assert "<li>Pay from: 10</li>" in text
    assert "<li>Currency: GBP</li>" in text


def test_a_conflict_in_rows_names_the_rows(editor) -> None:
    form = editor.form("stages") | {"stages-rows-1-name": "Reading"}
    editor.change("stages", rows__1__name="Screening")
    text = editor.press("stages", form).content.decode()
    assert "<li>Screening · Review</li>" in text
    assert "<li>Reading · Review</li>" in text


def test_a_conflict_in_the_team_names_people_not_numbers(editor) -> None:
    form = editor.form("team")
    newcomer = UserFactory(role="interviewer", name="Ines Interviewer")
    TeamMemberFactory(posting=editor.posting, user=newcomer, role="interviewer")
    response = editor.press("team", form)
    assert response.status_code == 409
    assert "Ines Interviewer · Interviewer" in response.content.decode()


def test_two_sections_changed_by_two_people_are_both_saved(editor) -> None:
    form = editor.form("pay") | {"pay-pay_min": "1", "pay-pay_currency": "EUR"}
    editor.change("basics", title="Head Cook")
    assert editor.press("pay", form).status_code == 302
    assert (stored(editor).title, stored(editor).pay_min) == ("Head Cook", 1)


def test_a_form_without_what_was_seen_does_not_overwrite(editor) -> None:
    form = editor.form("basics")
    del form["seen"]
    assert editor.press("basics", form).status_code == 409


def test_htmx_gets_only_the_section_and_can_save_again(editor) -> None:
    form = editor.form("basics") | {"basics-title": "Head Cook"}
    response = editor.press("basics", form, **{"HX-Request": "true"})
    text = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in text
    assert 'id="basics"' in text
    assert 'id="missing"' in text
    assert json.loads(response["HX-Trigger"])["toast"]["text"] == "“Basics” is saved."
    again = editor.form("basics", response) | {"basics-title": "Sous-chef"}
    assert editor.press("basics", again, **{"HX-Request": "true"}).status_code == 200
    assert stored(editor).title == "Sous-chef"


def test_a_closed_posting_is_shown_but_not_saved(editor) -> None:
    form = editor.form("basics")
    Posting.objects.filter(pk=editor.posting.pk).update(status="closed")
    assert "This posting is closed" in editor.open().content.decode()
    response = editor.press("basics", form | {"basics-title": "Late"})
    assert response.status_code == 409
    assert "closed meanwhile" in response.content.decode()
    assert stored(editor).title == "Cook"


def test_what_is_missing_for_publishing_is_listed_with_links(editor) -> None:
    editor.change("description", description="")
    text = editor.open().content.decode()
    assert "Before you can publish" in text
    assert '<a href="#description">' in text


def test_the_preview_shows_harmless_html(editor) -> None:
    address = reverse("posting-preview", kwargs={"pk": editor.posting.pk})
    response = editor.client.post(
        address, {"description-description": "# Hi\n<script>alert(1)</script> [x](javascript:y)"}
    )
    text = response.content.decode()
    assert "<h2>Hi</h2>" in text
    assert "<script" not in text
    assert 'href="javascript' not in text


def test_a_section_address_opened_by_itself_leads_to_the_editor(editor) -> None:
    address = reverse("posting-edit-section", kwargs={"pk": editor.posting.pk, "key": "pay"})
    assert editor.client.get(address)["Location"] == f"{editor.address}#pay"


@pytest.mark.parametrize("role", ["hiring_manager", "interviewer"])
def test_a_section_that_does_not_exist_or_is_not_theirs(editor, role) -> None:
    address = reverse("posting-edit-section", kwargs={"pk": editor.posting.pk, "key": "nonsense"})
    assert editor.client.post(address).status_code == 404
    member = UserFactory(role=role)
    TeamMemberFactory(posting=editor.posting, user=member, role="interviewer")
    editor.client.force_login(member)
    assert editor.open().status_code == 404
    assert editor.press("pay", {}).status_code == 404


def test_a_confidential_posting_of_others_is_not_there(editor) -> None:
    foreign = EditorPage(editor.client, PostingFactory(is_confidential=True))
    assert foreign.open().status_code == 404
    assert foreign.press("pay", {}).status_code == 404


def test_the_editor_needs_as_many_statements_for_many_rows_as_for_one(editor) -> None:
    def make(size: int) -> None:
        posting = editor.posting
        while posting.locations.count() < size:
            LocationFactory(posting=posting, city=f"City {posting.locations.count()}")
            OpeningFactory(posting=posting)
            QuestionFactory(posting=posting)
            CriterionLevelFactory(criterion=CriterionFactory(posting=posting))
            StageFactory(posting=posting)
            TeamMemberFactory(posting=posting, user=UserFactory(role="interviewer"))

    assert_same_queries(make=make, act=editor.open, sizes=(1, 5), most=21)


def test_rows_keep_their_order(editor) -> None:
    assert rows_of(editor.form("stages"), "stages", "name") == [
        "New", "Review", "Interview", "Offer"
    ]  # fmt: skip
