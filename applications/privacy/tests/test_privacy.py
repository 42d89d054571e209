"""What is kept about a person can be handed out, and is gone when erased, in every column."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.test import TestCase
from django.utils import timezone

from applications.documents.files import files
from applications.models import DocumentText, Score
from applications.privacy.actions import StillWaiting, erase_candidate
from applications.privacy.queries import everything_about
from applications.scorecards.models import Scorecard
from applications.tests.factories import (
    ApplicationFactory,
    CandidateFactory,
    DecisionFactory,
    DocumentFactory,
    MessageFactory,
    ProfileFactory,
    SubmissionFactory,
    WorkHistoryFactory,
)
from ats.models import Event
from ats.tests.factories import UserFactory
from postings.tests.factories import CriterionFactory, QuestionFactory

CANARY = "zxcanary"
# Columns that hold words about a candidate. Every other text column says nothing about one; a
# new column must be put here, with a collector, or into IMPERSONAL.
PERSONAL = {
    "ats.message": {"recipient_name", "recipient_email", "subject", "body"},
    "applications.candidate": {"name", "name_folded", "email", "phone", "country", "time_zone"},
    "applications.submission": {
        "name", "email", "phone", "country", "time_zone", "profile", "answers",
        "attribution",
    },
    "applications.profile": {"skills", "proud_of", "links", "about", "work_text"},
    "applications.workhistory": {"employer", "title", "period", "summary"},
    "applications.document": {"original_name"},
    "applications.documenttext": {"text"},
    "applications.decision": {"message_subject", "message_body"},
    "applications.scorecard": {"note"},
}  # fmt: skip
IMPERSONAL = {
    # One text for many, and ids of applications.
    "applications.bulkanswer": {"reason", "texts", "members"},
    "applications.transition": {"from_name", "to_name"},
    "ats.message": {
        "key", "kind", "about_type", "reply_to", "language", "message_id", "state", "last_error",
    },
    "applications.application": {"reference", "status", "door", "source"},
    "applications.submission": {"reference", "door", "language", "source"},
    "applications.profile": {"origins"},
    "applications.document": {
        "kind", "stored_name", "file_type", "sha256", "state", "state_reason",
    },
    "applications.decision": {"kind", "reason"},
    "applications.scorecard": {"recommendation"},
    "applications.statuslink": {"token_hash"},
}  # fmt: skip


@pytest.fixture
def person(db: None) -> SimpleNamespace:
    """Somebody with the canary in every personal column of every feature."""
    candidate = CandidateFactory(
        name=CANARY, name_folded=CANARY, email=f"{CANARY}@example.net", phone=CANARY
    )
    application = ApplicationFactory(candidate=candidate, status="rejected")
    application.answered_at = timezone.now()
    application.save()
    submission = SubmissionFactory(
        application=application,
        profile={"about": CANARY},
        answers=[{"value": CANARY}],
        attribution={"utm_term": CANARY},
    )
    profile = ProfileFactory(
        application=application,
        skills=[CANARY],
        links=[CANARY],
        proud_of=CANARY,
        about=CANARY,
        work_text=CANARY,
    )
    WorkHistoryFactory(profile=profile, employer=CANARY, title=CANARY, summary=CANARY)
    stored = files.save([CANARY.encode()]).name
    document = DocumentFactory(
        submission=submission, stored_name=stored, original_name=f"{CANARY}.txt"
    )
    DocumentText.objects.create(document=document, text=CANARY, extracted_at=timezone.now())
    DecisionFactory(
        application=application,
        message_subject=CANARY,
        message_body=CANARY,
        answered_at=application.answered_at,
    )
    MessageFactory(about_id=application.pk, subject=CANARY, body=CANARY, recipient_name=CANARY)
    card = Scorecard.objects.create(
        application=application,
        reviewer=UserFactory(),
        note=CANARY,
        recommendation="yes",
        created_at=timezone.now(),
        updated_at=timezone.now(),
        submitted_at=timezone.now(),
    )
    criterion = CriterionFactory(posting=application.posting)
    Score.objects.create(scorecard=card, criterion=criterion, level=3)
    return SimpleNamespace(candidate=candidate, application=application, stored=stored)


def text_columns(model: type[models.Model]) -> set[str]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return {
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) or field.get_internal_type() == "ArrayField"
    }


def tables_with(word: str) -> set[str]:
    """Search every table of the database for a word."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT 1 FROM {name} t WHERE t::text ILIKE %s LIMIT 1", [f"%{word}%"])
            if cursor.fetchone():
                found.add(table)
    return found


def test_every_text_column_is_known_as_personal_or_not() -> None:
    about_people = [
        *apps.get_app_config("applications").get_models(),
        apps.get_model("ats.Message"),
    ]
    for model in about_people:
        label = model._meta.label_lower
        known = PERSONAL.get(label, set()) | IMPERSONAL.get(label, set())
        assert text_columns(model) == known, f"classify the columns of {label}"


def test_everything_about_a_person_can_be_handed_out(person: SimpleNamespace) -> None:
    everything = everything_about(person.candidate)
    silent = {"pipeline", "status_page"}  # times and stages only
    for feature, rows in everything.items():
        text = json.dumps(rows, cls=DjangoJSONEncoder)
        assert (CANARY in text) != (feature in silent), feature


def test_nothing_of_a_person_is_left_after_erasing(person: SimpleNamespace) -> None:
    assert len(tables_with(CANARY)) >= 9  # the search does find what is there
    with TestCase.captureOnCommitCallbacks(execute=True):
        erase_candidate(actor=None, candidate_id=person.candidate.pk, now=timezone.now())
    assert tables_with(CANARY) == set()
    assert not files.exists(person.stored)
    assert Event.objects.filter(verb="candidate.erased").count() == 1


def test_who_waits_for_an_answer_gets_it_first(person: SimpleNamespace) -> None:
    person.application.answered_at = None
    person.application.save()
    person.application.decisions.update(answered_at=None)
    with pytest.raises(StillWaiting):
        erase_candidate(actor=None, candidate_id=person.candidate.pk, now=timezone.now())
    assert tables_with(CANARY)


def test_who_cannot_be_reached_can_be_erased(person: SimpleNamespace) -> None:
    person.application.answered_at = None
    person.application.save()
    person.application.decisions.update(answered_at=None, failed_at=timezone.now())
    with TestCase.captureOnCommitCallbacks(execute=True):
        erase_candidate(actor=None, candidate_id=person.candidate.pk, now=timezone.now())
    assert tables_with(CANARY) == set()


def test_the_command_exports_and_erases(person: SimpleNamespace, capsys: Any) -> None:
    call_command("candidate_data", "export", str(person.candidate.pk))
    assert json.loads(capsys.readouterr().out)["candidates"][0]["name"] == CANARY
    call_command("candidate_data", "erase", str(person.candidate.pk))
    assert "is erased" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no candidate"):
        call_command("candidate_data", "export", "0")


@pytest.mark.django_db
def test_a_file_that_answers_a_question_is_handed_out_with_it_and_erased(person: Any) -> None:
    question = QuestionFactory(kind="file", label="A sample")
    submission = person.application.submissions.get()
    stored = files.save([CANARY.encode()]).name
    document = DocumentFactory(
        submission=submission,
        stored_name=stored,
        kind="other",
        question=question,
        original_name=f"{CANARY}-sample.txt",
    )
    value = {"document": document.pk, "name": f"{CANARY}-sample.txt"}
    submission.answers = [{"question": question.pk, "kind": "file", "value": value}]
    submission.save()

    known = json.dumps(everything_about(person.candidate), cls=DjangoJSONEncoder)
    assert f'"document": {document.pk}, "answers_question": "A sample"' in known
    with TestCase.captureOnCommitCallbacks(execute=True):
        erase_candidate(candidate_id=person.candidate.pk, actor=None, now=timezone.now())

    assert tables_with(f"{CANARY}-sample") == set()
    assert not files.exists(stored)
