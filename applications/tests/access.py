"""What each route of this app answers to each role (see ats/testing/access.py)."""

from dataclasses import replace
from typing import Any

from applications.documents.files import files
from applications.models import Document, DocumentText, Submission
from applications.tests.factories import (
    SENT_AT,
    ApplicationFactory,
    AssignmentFactory,
    DecisionFactory,
    DocumentFactory,
    MessageFactory,
    ProfileFactory,
    SubmissionFactory,
)
from ats.testing.access import KINDS, Answers, Row, World, everyone, only, staff
from ats.tests.factories import UserFactory


def build(world: World) -> None:
    applications = {kind: ApplicationFactory(posting=world.get("posting", kind)) for kind in KINDS}
    AssignmentFactory(application=applications["own"], user=world.user("interviewer"))
    world.put("application", **applications)
    world.put("candidate", **{kind: a.candidate for kind, a in applications.items()})
    submissions = {kind: SubmissionFactory(application=a) for kind, a in applications.items()}
    world.put("submission", **submissions)
    for application in applications.values():
        ProfileFactory(application=application)
    world.put("stage", **{kind: a.stage for kind, a in applications.items()})
    decisions = {
        kind: DecisionFactory(
            application=ApplicationFactory(posting=world.get("posting", kind), status="rejected")
        )
        for kind in KINDS
    }
    world.put("decision", **decisions)
    world.put("document", **{kind: _read_document(s) for kind, s in submissions.items()})
    reviewer = UserFactory(role="interviewer")
    world.put("reviewer", own=reviewer, other=reviewer)
    messages = {kind: MessageFactory(about_id=a.pk) for kind, a in applications.items()}
    world.put("message", **messages)


def _read_document(submission: Submission) -> Document:
    name = files.save([b"Ten years at sea."]).name
    document = DocumentFactory(submission=submission, stored_name=name)
    DocumentText.objects.create(document=document, text="Ten years at sea.", extracted_at=SENT_AT)
    return document


# For everyone alike: signing in gives nobody a way round the form or into a stranger's page.
NOWHERE = everyone(404)

ROWS: dict[str, Row | tuple[Row, ...]] = {
    "apply": (
        Row(
            path={"slug": "posting.slug"},
            own=everyone(200),
            other=everyone(200),
            confidential=NOWHERE,
        ),
        Row(
            method="POST",
            path={"slug": "posting.slug"},
            own=everyone(422),
            other=everyone(422),
            confidential=NOWHERE,
        ),
    ),
    "apply-done": Row(own=NOWHERE),
    "status": Row(own=NOWHERE),
    "status-open": Row(own=NOWHERE, path="dummy"),
    "status-withdraw": (Row(own=NOWHERE), Row(own=NOWHERE, method="POST")),
    "status-confirm": Row(own=NOWHERE, method="POST"),
}


def assigned(status: int, path: str, **more: Any) -> Row:
    """For whoever sees the object; interviewers see what they are asked to score."""
    return _row(staff(status), status, path, **more)


def contact(status: int, path: str, **more: Any) -> Row:
    """For whoever sees the object and contact data: no interviewers."""
    return _row(staff(status)._replace(interviewer=404), status, path, **more)


def recruiting(status: int, path: str, **more: Any) -> Row:
    """For recruiters and administrators."""
    return _row(only(recruiter=status, admin=status, otherwise=404), status, path, **more)


def _row(own: Answers, status: int, path: str, **more: Any) -> Row:
    return Row(
        own=own,
        other=only(recruiter=status, admin=status, otherwise=404),
        confidential=only(admin=status, otherwise=404),
        path=more.pop("more_path", {}) | {"pk": path},
        **more,
    )


def move(world: World, kind: str, role: str) -> dict[str, int]:
    application = world.get("application", kind)
    return {
        "to_stage": application.posting.stages.get(kind="offer").pk,
        "from_stage": application.stage_id,
        "version": application.version,
    }


# Board APIs: anyone reads what is listed; applications are handed in by a token alone.
JOB = {"board": "board.name", "job_id": "posting.pk"}
LEVER_JOB = {"board": "board.name", "posting_id": "posting.public_id"}
TOKENLESS = everyone(401)
ROWS |= {
    name: (
        Row(path=path, own=everyone(200), other=everyone(200), confidential=NOWHERE),
        Row(path=path, method="POST", own=TOKENLESS, other=TOKENLESS, confidential=TOKENLESS),
    )
    for name, path in (("greenhouse-job", JOB), ("lever-posting", LEVER_JOB))
}
ROWS["greenhouse-applications"] = Row(
    path={"board": "board.name"},
    method="POST",
    own=TOKENLESS,
    other=TOKENLESS,
    confidential=TOKENLESS,
)

# The working pages of recruiters and hiring managers.
ROWS |= {
    "home": Row(own=staff(200)),
    "pipeline-board": contact(200, "posting.pk"),
    "pipeline-column": contact(200, "posting.pk", more_path={"stage_pk": "stage.pk"}),
    "pipeline-card": contact(200, "application.pk"),
    "application-move": (
        contact(200, "application.pk"),
        contact(302, "application.pk", method="POST", data=move),
    ),
    "application-undo-move": contact(422, "application.pk", method="POST"),
    "application-reject": (
        recruiting(200, "application.pk"),
        recruiting(422, "application.pk", method="POST"),
    ),
    "application-hire": (
        recruiting(200, "application.pk"),
        recruiting(422, "application.pk", method="POST"),
    ),
    # Somebody in each posting waits for an answer.
    "posting-close": (
        recruiting(200, "posting.pk"),
        recruiting(409, "posting.pk", method="POST"),
    ),
    "decision-undo": recruiting(302, "decision.pk", method="POST"),
    "application-list": Row(own=staff(200)._replace(interviewer=404)),
    "application-detail": assigned(200, "application.pk"),
    "application-history": assigned(200, "application.pk"),
    "application-ask": contact(200, "application.pk"),
    "submission-accept": recruiting(302, "submission.pk", method="POST"),
    "candidate-list": Row(own=staff(200)._replace(interviewer=404)),
    "candidate-detail": contact(200, "candidate.pk"),
}

# The Outbox: mails about applications that one may see; those to colleagues for administrators.
ROWS |= {
    "outbox": Row(own=only(recruiter=200, admin=200, otherwise=404)),
    "outbox-message": recruiting(200, "message.pk"),
    "outbox-retry": recruiting(302, "message.pk", method="POST"),
}


def api(row: Row) -> Row:
    """The same answers as on the pages; the API asks for a sign-in by 401, not by a redirect."""
    return replace(
        row,
        own=row.own._replace(anonymous=401),
        other=row.other and row.other._replace(anonymous=401),
        confidential=row.confidential and row.confidential._replace(anonymous=401),
        json=row.method != "GET",
    )


def deciding(status: int, path: str, **more: Any) -> Row:
    """Everybody on it may ask; only recruiters and administrators are not refused by their role."""
    row = recruiting(status, path, **more)
    return replace(row, own=row.own._replace(hiring_manager=403, interviewer=403))


def answer(world: World, kind: str, role: str) -> dict[str, object]:
    version = world.get("application", kind).version
    return {
        "version": version,
        "subject": "Your application",
        "body": "Thank you.",
        "reason": "pay",
    }


CARD = {"levels": [], "recommendation": "yes", "note": ""}
NOBODY = {"user_pk": "reviewer.pk"}

# Scores, and everything over the API.
ROWS |= {
    "scorecard": (
        assigned(200, "application.pk"),
        assigned(302, "application.pk", method="POST", data={"recommendation": "yes"}),
    ),
    "reviewers": contact(302, "application.pk", method="POST"),
    "api:application-list": api(Row(own=staff(200))),
    "api:application-detail": api(assigned(200, "application.pk")),
    "api:application-moves": (
        api(assigned(200, "application.pk")),
        api(
            replace(
                contact(200, "application.pk", method="POST", data=move),
                own=staff(200)._replace(interviewer=403),
            )
        ),
    ),
    "api:application-rejection": api(deciding(201, "application.pk", method="POST", data=answer)),
    "api:application-hire": api(assigned(400, "application.pk", method="POST")),
    "api:decision-undo": api(
        replace(
            recruiting(200, "decision.pk", method="POST"),
            own=only(recruiter=200, admin=200, hiring_manager=403, otherwise=404),
        )
    ),
    "api:application-scorecards": api(assigned(200, "application.pk")),
    "api:scorecard-own": (
        api(assigned(204, "application.pk")),
        api(assigned(200, "application.pk", method="PUT", data=CARD)),
    ),
    "api:scorecard-submit": api(assigned(200, "application.pk", method="POST", data=CARD)),
    "api:application-reviewer": tuple(
        api(
            replace(
                contact(204, "application.pk", method=method, more_path=NOBODY),
                own=staff(204)._replace(interviewer=403),
            )
        )
        for method in ("PUT", "DELETE")
    ),
    "api:candidate-list": api(Row(own=staff(200)._replace(interviewer=404))),
    "api:candidate-detail": api(contact(200, "candidate.pk")),
}

# Documents hold contact data.
ROWS |= {
    "document-download": contact(200, "document.pk"),
    "document-text": contact(200, "document.pk"),
    "document-check-again": recruiting(302, "document.pk", method="POST"),
}
