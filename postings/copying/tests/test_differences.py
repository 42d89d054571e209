"""Differences as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ats.testing.queries import statements_of
from ats.tests.factories import UserFactory
from postings.application_form.queries import QuestionRow
from postings.copying.differences import (
    MOST_COMPARED,
    compared,
    differences,
    lines_of,
    names_in,
)
from postings.copying.sections import KINDS
from postings.criteria.queries import CriterionRow
from postings.hiring_team.queries import MemberRow
from postings.lifecycle.rules import Schedule
from postings.posting.sections import (
    Applying,
    Description,
    OpeningRow,
    Pay,
    Place,
    Places,
    TranslationRow,
)
from postings.stages.queries import StageRow

MARKS = {"added": "+", "removed": "-", "same": " ", "gap": "…"}


def marked(key, before, after, names=None) -> list[str]:
    lines = differences(KINDS[key], before, after, names or {})
    return [f"{MARKS[line.change]} {line.text}".rstrip() for line in lines]


def text(*lines) -> Description:
    return Description(description="\n".join(lines))


def test_columns_are_named_as_in_the_form() -> None:
    before = Pay(pay_min=Decimal("50000.00"), pay_currency="EUR")
    after = Pay(pay_min=Decimal("60000.00"), pay_currency="EUR", pay_period="month")
    assert marked("pay", before, after) == [
        "- Pay from: 50000.00",
        "+ Pay from: 60000.00",
        "- Pay period: a year",
        "+ Pay period: a month",
    ]


def test_what_says_nothing_is_no_line() -> None:
    before, after = Applying(), Applying(apply_by_on=date(2027, 1, 31))
    assert marked("applying", before, after) == ["+ Apply by: 31 January 2027"]


def test_places_hours_and_countries_have_words() -> None:
    after = Places(
        workplace_type="remote",
        window_from_minutes=-60,
        window_to_minutes=0,
        places=(Place(country="PT", city="Lisbon"), Place(country="DE")),
    )
    assert lines_of(KINDS["places"], after, {}) == [
        "Workplace: Remote",
        "Working hours from: UTC−1",
        "Working hours to: UTC",
        "Portugal · Lisbon",
        "Germany",
    ]


def test_rows_are_a_line_each_with_words_for_their_kinds() -> None:
    question = QuestionRow(
        id=4, label="Which?", kind="one_choice", choices=("A", "B"), is_required=True
    )
    assert lines_of(KINDS["questions"], (question,), {}) == [
        "Which? · One choice · A / B · Required"
    ]
    assert lines_of(KINDS["openings"], (OpeningRow(id=1, team="Bar", seats=2),), {}) == [
        "Bar · Seats: 2"
    ]
    criterion = CriterionRow(name="Taste", guidance="Look.\nSmell.", levels=("bad", "", "", "ok"))
    assert lines_of(KINDS["criteria"], (criterion,), {}) == ["Taste · bad / ok", "Look.", "Smell."]


def test_flags_are_said_in_words() -> None:
    swim = QuestionRow(
        label="Can you swim?", kind="yes_no", knock_out={"flag_if": "is", "values": ["no"]}
    )
    years = QuestionRow(label="Years?", kind="number", knock_out={"flag_if": "below", "value": "3"})
    assert lines_of(KINDS["questions"], (swim, years), {}) == [
        "Can you swim? · Yes or no · Flagged answers: No",
        "Years? · Number · Flagged answers: below 3",
    ]


def test_languages_have_names() -> None:
    german = TranslationRow(language="de", title="Bäcker", description="")
    assert lines_of(KINDS["translations"], (german,), {}) == ["Deutsch · Bäcker"]


def test_a_row_that_moved_is_seen() -> None:
    new, review = StageRow(id=1, name="New", kind="new"), StageRow(id=2, name="R", kind="review")
    assert marked("stages", (new, review), (review, new)) == ["- New · New", "+ New · New"] or (
        marked("stages", (new, review), (review, new)) == ["+ R · Review", "- R · Review"]
    )


@pytest.mark.django_db
def test_people_have_names_in_one_statement_and_those_who_are_gone_none() -> None:
    kind, rita = KINDS["team"], UserFactory(name="Rita Ruiz")
    before = (MemberRow(user=rita.pk, role="recruiter"),)
    after = (*before, MemberRow(user=0, role="interviewer"))
    assert len(statements_of(lambda: names_in(kind, [before, after]))) == 1
    names = names_in(kind, [before, after])
    assert marked("team", (), after, names) == [
        "+ Rita Ruiz · Recruiter",
        "+ nobody knows any more · Interviewer",
    ]


def test_a_text_shows_the_lines_around_a_change_and_gaps() -> None:
    before = text("1", "2", "3", "4", "5", "6", "7")
    after = text("1", "2", "3", "x", "5", "6", "7")
    assert marked("description", before, after) == ["…", "  3", "- 4", "+ x", "  5", "…"]


def test_a_text_that_is_the_same_has_no_lines() -> None:
    assert marked("description", text("1"), text("1")) == []


def test_a_moment_is_shown_in_the_zone_of_the_reader() -> None:
    schedule = Schedule(publish_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    with timezone.override("Asia/Tokyo"):
        assert marked("schedule", Schedule(), schedule) == ["+ Publish at: 2 March 2026, 18:00"]


def test_texts_without_an_end_are_compared_without_one() -> None:
    many = ["same"] * MOST_COMPARED + ["a", "b"] * MOST_COMPARED
    other = ["same"] * MOST_COMPARED + ["b", "c"] * MOST_COMPARED
    lines = marked("description", text(*many), text(*other))
    assert len([line for line in lines if line.startswith("-")]) == 2 * MOST_COMPARED


LINES = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12)


@given(LINES, LINES)
def test_whatever_changed_both_sides_can_be_read_from_the_marks(old, new) -> None:
    lines = list(compared(old, new))
    assert [line.text for line in lines if line.change != "added"] == old
    assert [line.text for line in lines if line.change != "removed"] == new
