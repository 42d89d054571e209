"""Turns invented applicants into rows: applications, moves, scores, decisions, events.

Rows are written in bulk and in the past, so no delivery is due and nothing is sent for them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from applications.candidates.rules import fold
from applications.demo import texts
from applications.demo.applicants import Applicant
from applications.models import (
    Application,
    Assignment,
    Candidate,
    Decision,
    Profile,
    Score,
    Scorecard,
    Submission,
    Transition,
    WorkHistory,
)
from ats.events.models import Event
from ats.users.models import User
from postings.models import Posting

HOLD = timedelta(hours=1)
NOTES = (
    "Gave a concrete example for each question and said what went wrong in it.",
    "Strong on the craft, thinner on working with others. Worth a second conversation.",
    "Answered a different question than the one asked, twice. Kind, prepared, honest.",
    "Would raise the level of the team. Asked better questions than I did.",
)


@dataclass
class Crew:
    """Who acts in a posting's history."""

    recruiter: User
    manager: User
    interviewers: list[User]


def write_application(applicant: Applicant, posting: Posting) -> Application:
    """Create the candidate, the application as it stands today, its submission and profile."""
    at = applicant.submitted_at
    stages = list(posting.stages.order_by("position"))
    candidate = Candidate.objects.create(
        name=applicant.name,
        name_folded=fold(applicant.name),
        email=applicant.email,
        phone=applicant.phone,
        country=applicant.country,
        time_zone=applicant.time_zone,
        created_at=at,
    )
    application = Application.objects.create(
        reference=applicant.reference,
        candidate=candidate,
        posting=posting,
        stage=stages[applicant.stage],
        status=applicant.status,
        version=1 + len(applicant.moves) + (applicant.status != "active"),
        door=applicant.door,
        source=applicant.source,
        submitted_at=at,
        stage_entered_at=applicant.moves[-1].at if applicant.moves else at,
        reply_by_on=(at + timedelta(days=posting.reply_within_days)).date(),
    )
    _write_submission(applicant, application)
    _write_profile(applicant, application)
    return application


def _write_submission(applicant: Applicant, application: Application) -> None:
    # Who sends a file types less: the form asks only for what the file does not say.
    is_typed = applicant.door == "profile"
    Submission.objects.create(
        reference=applicant.reference,
        application=application,
        door=applicant.door,
        name=applicant.name,
        email=applicant.email,
        phone=applicant.phone,
        country=applicant.country,
        time_zone=applicant.time_zone,
        profile=applicant.profile if is_typed else {"proud_of": applicant.profile["proud_of"]},
        answers=applicant.answers,
        source=applicant.source,
        notice_version=1,
        received_at=applicant.submitted_at,
        accepted_at=applicant.submitted_at,
    )


def _write_profile(applicant: Applicant, application: Application) -> None:
    is_typed = applicant.door == "profile"
    told = applicant.profile
    origin = "form" if is_typed else "resume"
    filled = [key for key in ("recent_work", "skills", "links", "about") if told[key]]
    profile = Profile.objects.create(
        application=application,
        skills=told["skills"],
        proud_of=told["proud_of"],
        links=told["links"],
        about=told["about"],
        work_text="" if is_typed else work_text(applicant),
        origins={"proud_of": "form", **dict.fromkeys(filled, origin)},
        updated_at=applicant.submitted_at,
    )
    if is_typed:
        WorkHistory.objects.bulk_create(
            WorkHistory(profile=profile, position=position, **role)
            for position, role in enumerate(told["recent_work"])
        )


def work_text(applicant: Applicant) -> str:
    """Return the work section as it stands in the applicant's résumé."""
    return "\n\n".join(
        f"{role['title']}, {role['employer']} ({role['period']})\n{role['summary']}"
        for role in applicant.profile["recent_work"]
    )


def write_moves(applicant: Applicant, application: Application, crew: Crew) -> list[Event]:
    """Create the transitions and return the events, still unsaved."""
    stages = list(application.posting.stages.order_by("position"))
    events = [event("application.submitted", application, None, applicant.submitted_at)]
    before, entered_at = 0, applicant.submitted_at
    for version, move in enumerate(applicant.moves, start=2):
        Transition.objects.create(
            application=application,
            from_stage=stages[before],
            to_stage=stages[move.to],
            version=version,
            actor=crew.recruiter,
            moved_at=move.at,
            from_entered_at=entered_at,
        )
        data = {"from": stages[before].pk, "to": stages[move.to].pk}
        events.append(event("application.moved", application, crew.recruiter, move.at, data))
        before, entered_at = move.to, move.at
    return events


def write_scores(
    applicant: Applicant, application: Application, crew: Crew, random: Random
) -> list[Event]:
    """Ask reviewers once somebody is past the first look, and let most of them answer."""
    if len(applicant.moves) < 2:
        return []
    asked_at = applicant.moves[1].at
    reviewers = [crew.manager, *random.sample(crew.interviewers, 2)]
    Assignment.objects.bulk_create(
        Assignment(application=application, user=user, created_at=asked_at) for user in reviewers
    )
    is_over = applicant.status != "active" or applicant.stage > 2
    has_gone_far = applicant.stage > 2 or applicant.status == "hired"
    talent = random.choice((3, 3, 4) if has_gone_far else (2, 2, 3, 3, 4))
    events = []
    for place, reviewer in enumerate(reviewers):
        if is_over or random.random() < (0.35, 0.6, 0.5)[place]:
            at = asked_at + timedelta(hours=random.randint(3, 40))
            events.append(_write_card(application, reviewer, talent, at, random))
    return events


def _write_card(
    application: Application, reviewer: User, talent: int, at: datetime, random: Random
) -> Event:
    levels = {
        criterion.pk: max(1, min(4, talent + random.choice((-1, 0, 0, 1))))
        for criterion in application.posting.criteria.all()
    }
    average = sum(levels.values()) / len(levels)
    steps = ((3.5, "strong_yes"), (2.6, "yes"), (1.8, "no"), (0, "strong_no"))
    card = Scorecard.objects.create(
        application=application,
        reviewer=reviewer,
        recommendation=next(word for least, word in steps if average >= least),
        note=random.choice(NOTES),
        created_at=at,
        updated_at=at,
        submitted_at=at,
    )
    Score.objects.bulk_create(
        Score(scorecard=card, criterion_id=pk, level=level) for pk, level in levels.items()
    )
    data = {"scorecard": card.pk, "posting": application.posting_id}
    return event("scorecard.submitted", application, reviewer, at, data)


def write_decision(
    applicant: Applicant, application: Application, crew: Crew
) -> tuple[Decision, list[Event]]:
    """Create a decision whose answer went out an hour later."""
    at = applicant.decided_at
    assert at is not None
    kind = "hire" if applicant.status == "hired" else "reject"
    subject, body = texts.default_answer(kind, application)
    decision = Decision.objects.create(
        application=application,
        kind=kind,
        reason=applicant.reason,
        message_subject=subject,
        message_body=body,
        decided_by=crew.recruiter,
        decided_at=at,
        answer_due_at=at + HOLD,
        answered_at=at + HOLD,
    )
    application.answered_at = at + HOLD
    application.opening = application.posting.openings.first() if kind == "hire" else None
    application.save(update_fields=["answered_at", "opening"])
    data = {"decision": decision.pk, "posting": application.posting_id}
    verb = f"application.{applicant.status}"
    return decision, [
        event(verb, application, crew.recruiter, at, data),
        event("application.answered", application, None, at + HOLD, data),
    ]


def event(
    verb: str,
    application: Application,
    actor: User | None,
    at: datetime,
    data: dict[str, object] | None = None,
) -> Event:
    return Event(
        verb=verb,
        subject_type="application",
        subject_id=application.pk,
        actor_id=actor.pk if actor else None,
        actor_kind="staff" if actor else "candidate" if "submitted" in verb else "system",
        data=data or {"posting": application.posting_id},
        occurred_at=at,
    )
