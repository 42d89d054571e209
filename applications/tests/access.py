"""What each route of this app answers to each role (see ats/testing/access.py)."""

from typing import Any

from applications.tests.factories import (
    ApplicationFactory,
    AssignmentFactory,
    DecisionFactory,
    MessageFactory,
    ProfileFactory,
    SubmissionFactory,
)
from ats.testing.access import KINDS, Answers, Row, World, everyone, only, staff


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
    messages = {kind: MessageFactory(about_id=a.pk) for kind, a in applications.items()}
    world.put("message", **messages)


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
