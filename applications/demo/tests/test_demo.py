"""The demo company: whole, plausible, the same for a seed, and never mixed with real data."""

import pytest
from django.core.management import CommandError, call_command

from applications.demo.actions import NotEmpty, load_demo
from applications.demo.sign_ins import DEMO_PASSWORD, SIGN_INS
from applications.demo.tests.conftest import NOW
from applications.documents.files import files
from applications.models import Application, Decision, Document, Scorecard, Submission
from ats.models import Delivery, Message, User
from postings.models import Posting


@pytest.mark.django_db
def test_the_amounts_that_are_promised(loaded: object) -> None:
    total = Application.objects.count()
    without = Application.objects.filter(door="profile").count()
    assert Posting.objects.count() == 10
    assert 380 <= total <= 420
    assert 0.28 <= without / total <= 0.39
    assert set(Posting.objects.values_list("status", flat=True)) == {
        "draft", "in_review", "open", "paused", "closed", "archived",
    }  # fmt: skip


@pytest.mark.django_db
def test_every_stage_and_status_is_there(loaded: object) -> None:
    active = Application.objects.filter(status="active")
    assert set(active.values_list("stage__position", flat=True)) == {0, 1, 2, 3, 4}
    assert set(Application.objects.values_list("status", flat=True)) == {
        "active", "rejected", "withdrawn", "hired",
    }  # fmt: skip
    assert Scorecard.objects.filter(submitted_at__isnull=False).count() > 100


@pytest.mark.django_db
def test_everybody_decided_about_was_told_or_will_be(loaded: object) -> None:
    told = set(Message.objects.filter(state="sent").values_list("key", flat=True))
    decisions = Decision.objects.exclude(answered_at=None)
    assert {f"decision:{d.pk}" for d in decisions} <= told
    waiting = Decision.objects.filter(answered_at=None)
    assert {d.answer_due_at > NOW for d in waiting} == {True}
    # Only those few answers are still to be worked off; the past sends nothing.
    assert set(Delivery.objects.values_list("event__verb", flat=True)) == {"application.rejected"}


@pytest.mark.django_db
def test_files_are_really_there(loaded: object) -> None:
    for document in Document.objects.order_by("?")[:5]:
        assert files.path_of(document.stored_name).stat().st_size == document.size


@pytest.mark.django_db
def test_answers_are_flagged_and_files_answer_questions(loaded: object) -> None:
    answers = [a for s in Submission.objects.all() for a in s.answers]
    flagged = {
        (a["kind"], a["value"]) for a in answers if a.get("flagged") and a["kind"] == "yes_no"
    }
    assert flagged == {("yes_no", False)}
    assert any(a["value"]["overlap_hours"] == 8 for a in answers if a["kind"] == "time_zone")
    given = {a["value"]["document"] for a in answers if a["kind"] == "file"}
    assert given == set(Document.objects.filter(kind="other").values_list("pk", flat=True)) != set()


@pytest.mark.django_db
def test_the_past_lies_in_the_past(loaded: object) -> None:
    assert Application.objects.filter(stage_entered_at__gt=NOW).count() == 0
    oldest = Application.objects.order_by("submitted_at").first()
    assert oldest is not None and (NOW - oldest.submitted_at).days > 70


@pytest.mark.django_db
def test_signing_in_works(loaded: object) -> None:
    for person in SIGN_INS:
        user = User.objects.get(email=person.email)
        assert user.role == person.role and user.check_password(DEMO_PASSWORD)


@pytest.mark.django_db
def test_never_on_top_of_data(loaded: object) -> None:
    with pytest.raises(NotEmpty):
        load_demo(seed=2, now=NOW)


@pytest.mark.django_db
def test_refused_where_demo_data_is_not_meant(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="FAIRLEAD_DEMO"):
        call_command("load_demo")
