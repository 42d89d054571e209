"""The posting's own questions on the form."""

import pytest

from applications.candidates.models import Submission
from applications.intake.tests.conftest import Applicant
from applications.intake.tests.pages import assert_refused, text_of
from postings.models import QuestionKind
from postings.tests.factories import QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (QuestionKind.SHORT_TEXT, "Two lines\nof text", "Two lines of text"),
        (QuestionKind.LONG_TEXT, "Two lines\r\nof text", "Two lines\nof text"),
        (QuestionKind.ONE_CHOICE, "100% remote", "100% remote"),
        (QuestionKind.SEVERAL_CHOICES, ["100% remote", "Office"], ["100% remote", "Office"]),
        (QuestionKind.YES_NO, "yes", True),
        (QuestionKind.YES_NO, "no", False),
        (QuestionKind.NUMBER, "60000.50", "60000.5"),
        (QuestionKind.DATE, "2026-05-31", "2026-05-31"),
        (QuestionKind.LINK, "example.net/me", "https://example.net/me"),
    ],
)
def test_every_kind_of_question_is_stored(kind, typed, stored, client, posting):
    choices = ["100% remote", "Office"]
    question = QuestionFactory(posting=posting, kind=kind, choices=choices, is_private=True)

    Applicant(client, posting).send(**{f"q{question.pk}": typed})

    [answer] = Submission.objects.get().answers
    assert answer == {
        "question": question.pk,
        "label": question.label,
        "kind": kind,
        "private": True,
        "value": stored,
    }


@pytest.mark.parametrize("kind", [kind for kind in QuestionKind if kind != QuestionKind.FILE])
def test_a_required_question_is_required_and_an_optional_one_is_not(kind, client, posting):
    required = QuestionFactory(
        posting=posting, kind=kind, choices=["a"], is_required=True, label="100% sure?"
    )
    QuestionFactory(posting=posting, kind=kind, choices=["a"])
    applicant = Applicant(client, posting)

    assert_refused(applicant.check(), "Answer the question “100% sure?”")

    value = {"yes_no": "no", "number": "0", "date": "2026-01-01", "link": "a.example"}
    value["time_zone"] = "Europe/Lisbon"
    applicant.send(**{f"q{required.pk}": value.get(kind, "a")})
    assert Submission.objects.get().answers[1]["value"] is None


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (QuestionKind.ONE_CHOICE, "c"),
        (QuestionKind.SEVERAL_CHOICES, ["a", "c"]),
        (QuestionKind.YES_NO, "maybe"),
        (QuestionKind.NUMBER, "many"),
        (QuestionKind.NUMBER, "1e999"),
        (QuestionKind.NUMBER, "NaN"),
        (QuestionKind.DATE, "31.02.2026"),
        (QuestionKind.LINK, "javascript:x"),
        (QuestionKind.SHORT_TEXT, "x" * 501),
        (QuestionKind.TIME_ZONE, "Europe/Atlantis"),
        (QuestionKind.TIME_ZONE, "../../etc/passwd"),
    ],
)
def test_an_answer_of_the_wrong_kind_is_refused(kind, typed, client, posting):
    question = QuestionFactory(posting=posting, kind=kind, choices=["a"], label="100% sure?")

    page = Applicant(client, posting).check(**{f"q{question.pk}": typed})

    assert page.status_code == 422
    assert "There is a problem" in text_of(page)


def test_private_questions_say_so(client, posting):
    QuestionFactory(posting=posting, is_private=True, help_text="A year.")

    assert "A year. Interviewers do not see this answer." in text_of(
        Applicant(client, posting).page
    )


@pytest.mark.parametrize(("typed", "is_flagged"), [("no", True), ("yes", False), ("", False)])
def test_an_answer_is_flagged_as_the_question_said_then(typed, is_flagged, client, posting):
    question = QuestionFactory(
        posting=posting,
        kind=QuestionKind.YES_NO,
        knock_out={"flag_if": "is", "values": ["no"]},
    )

    assert Applicant(client, posting).send(**{f"q{question.pk}": typed}).status_code == 303

    question.knock_out = {"flag_if": "is", "values": ["yes"]}
    question.save()
    submission = Submission.objects.get()
    assert submission.answers[0].get("flagged", False) is is_flagged
    # It marks, and does nothing else.
    assert submission.application.status == "active"
    assert submission.application.stage.kind == "new"


def hours(question, zone="Asia/Kolkata", starts="09:00", ends="17:00"):
    name = f"q{question.pk}"
    return {name: zone, f"{name}-from": starts, f"{name}-to": ends}


@pytest.fixture
def zone_question(posting):
    posting.window_from_minutes, posting.window_to_minutes = -60, 180
    posting.save()
    return QuestionFactory(
        posting=posting,
        kind=QuestionKind.TIME_ZONE,
        knock_out={"flag_if": "overlap_below", "hours": "6"},
    )


def test_hours_are_counted_against_the_window_and_shown_before_sending(
    zone_question, client, posting
):
    applicant = Applicant(client, posting)
    text = text_of(applicant.page)
    assert "The team works between 06:00 and 18:00 UTC." in text
    assert 'value="09:00"' in text and "data-time-zone" in text

    page = applicant.check(**hours(zone_question))
    assert "Asia/Kolkata, 09:00 to 17:00 (5.5 hours in common with the team)" in text_of(page)
    applicant.send()

    [answer] = Submission.objects.get().answers
    assert answer["flagged"] is True
    assert answer["value"] == {
        "time_zone": "Asia/Kolkata", "from": "09:00", "to": "17:00", "overlap_hours": 5.5,
    }  # fmt: skip


def test_without_a_window_hours_are_kept_and_nothing_is_counted(client, posting):
    question = QuestionFactory(posting=posting, kind=QuestionKind.TIME_ZONE)

    Applicant(client, posting).send(**hours(question, "Europe/Lisbon", "08:30", "12:00"))

    assert Submission.objects.get().answers[0]["value"] == {
        "time_zone": "Europe/Lisbon", "from": "08:30", "to": "12:00", "overlap_hours": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("starts", "ends", "message"),
    [
        ("9", "", "Say from when to when"),
        ("25:00", "17:00", "Say from when to when"),
        ("09:00", "09:00", "begin and end at one time"),
    ],
)
def test_hours_that_make_no_sense_are_explained(
    starts, ends, message, zone_question, client, posting
):
    page = Applicant(client, posting).check(**hours(zone_question, starts=starts, ends=ends))
    assert_refused(page, message)
    assert f'value="{starts}"' in text_of(page)
