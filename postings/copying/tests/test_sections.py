"""Every section is known, and survives the way to JSON and back."""

import inspect
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings.application_form.queries import QuestionRow
from postings.copying.sections import KINDS
from postings.criteria.queries import CriterionRow
from postings.hiring_team.queries import MemberRow
from postings.posting.plain import DoesNotFit, from_plain, to_plain
from postings.posting.sections import (
    Applying,
    Basics,
    Description,
    OpeningRow,
    Pay,
    Place,
    Places,
)
from postings.staff.editor.sections import SECTIONS
from postings.stages.models import StageKind
from postings.stages.queries import StageRow

VALUES = {
    "basics": Basics(title="Cook", reference="2026-AAAA", is_confidential=True),
    "description": Description(description="# Cook\n\nfor us"),
    "places": Places(
        workplace_type="remote",
        window_from_minutes=-60,
        window_to_minutes=0,
        places=(Place(country="PT", city="Lisbon"), Place(country="DE")),
    ),
    "openings": (OpeningRow(id=3, team="Kitchen", seats=2), OpeningRow(team="Bar")),
    "pay": Pay(pay_min=Decimal("70000.50"), pay_max=None, pay_currency="EUR"),
    "applying": Applying(apply_by_on=date(2027, 1, 31)),
    "questions": (QuestionRow(id=1, label="Which?", kind="one_choice", choices=("A", "B")),),
    "stages": (StageRow(id=4, name="New", kind=StageKind.NEW), StageRow(name="R", kind="review")),
    "criteria": (CriterionRow(id=9, name="Taste", levels=("a", "", "", "d")),),
    "team": (MemberRow(user=7, role="recruiter"),),
}


@pytest.mark.parametrize("key", SECTIONS)
def test_the_editor_has_no_section_that_cannot_be_copied(key) -> None:
    section, kind = SECTIONS[key], KINDS[key]
    assert (section.stored, section.save) == (kind.stored, kind.save)
    assert section.argument == (kind.argument or kind.key)


@pytest.mark.parametrize("key", KINDS)
def test_the_action_takes_the_value_by_its_name(key) -> None:
    parameters = inspect.signature(KINDS[key].save).parameters.values()
    needed = {parameter.name for parameter in parameters if parameter.default is parameter.empty}
    assert needed == {"actor", "posting_id", "now", KINDS[key].argument or key}


@pytest.mark.parametrize("key", VALUES)
def test_a_section_survives_json(key) -> None:
    written = json.loads(json.dumps(KINDS[key].to_json(VALUES[key])))
    assert KINDS[key].from_json(written) == VALUES[key]


def test_a_moment_survives_json() -> None:
    moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert from_plain(datetime | None, to_plain(moment)) == moment
    assert from_plain(datetime | None, None) is None


def test_a_value_of_an_older_version_gets_the_defaults_of_what_it_lacks() -> None:
    older = {"title": "Cook", "reference": "1", "shoe_size": 43}
    assert KINDS["basics"].from_json(older) == Basics(title="Cook", reference="1")


@pytest.mark.parametrize(
    ("key", "data", "where"),
    [
        ("basics", None, "basics"),
        ("basics", [], "basics"),
        ("basics", {"title": "Cook"}, "basics.reference"),
        ("basics", {"title": 3, "reference": "1"}, "basics.title"),
        ("basics", {"title": "a\x00b", "reference": "1"}, "basics.title"),
        ("pay", {"pay_min": 70000}, "pay.pay_min"),
        ("pay", {"pay_min": "NaN"}, "pay.pay_min"),
        ("pay", {"pay_min": "lots"}, "pay.pay_min"),
        ("applying", {"apply_by_on": "31/01/2027"}, "applying.apply_by_on"),
        ("applying", {"reply_within_days": True}, "applying.reply_within_days"),
        ("stages", {"name": "New"}, "stages"),
        ("stages", [{"name": "New", "kind": "new"}, {"name": "X"}], "stages[1].kind"),
        ("questions", [{"label": "A", "kind": "x", "choices": "AB"}], "questions[0].choices"),
        ("places", {"places": [{"country": None}]}, "places.places[0].country"),
        ("team", [{"user": "7", "role": "recruiter"}], "team[0].user"),
    ],
)
def test_what_does_not_fit_is_named(key, data, where) -> None:
    with pytest.raises(DoesNotFit) as caught:
        KINDS[key].from_json(data)
    assert caught.value.where == where


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)


@given(st.sampled_from(sorted(KINDS)), JSON)
def test_whatever_is_stored_fits_or_says_that_it_does_not(key, data) -> None:
    try:
        value = KINDS[key].from_json(data)
    except DoesNotFit:
        return
    assert KINDS[key].from_json(KINDS[key].to_json(value)) == value
