"""Making a draft out of an advert that was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from ats.organisation.models import Organisation
from postings.application_form.actions import QuestionsInvalid, set_questions
from postings.importing.documents.reading import Job
from postings.importing.parsing import ParsedPosting
from postings.lifecycle.actions import create_posting
from postings.posting import actions
from postings.posting.editing import NotAllowed, making
from postings.posting.models import Posting
from postings.posting.sections import (
    Applying,
    Basics,
    Description,
    OpeningRow,
    Pay,
    Place,
    Places,
)
from postings.posting.texts import UnusableText

if TYPE_CHECKING:
    from ats.users.models import User

__all__ = ["NotAllowed", "Outcome", "import_jobs", "import_posting"]


def import_posting(*, actor: "User | None", parsed: ParsedPosting, now: datetime) -> Posting:
    """Make a draft with everything that was found; what was not found stays empty or usual.

    All of it is one transaction: there is a whole draft or none. Raises NotAllowed.
    """
    with transaction.atomic():
        posting = create_posting(actor=actor, title=parsed.title, now=now)
        with making():
            _fill(posting, parsed, actor=actor, now=now)
    posting.refresh_from_db()
    return posting


def _fill(posting: Posting, parsed: ParsedPosting, *, actor: "User | None", now: datetime) -> None:
    common: dict[str, Any] = {"actor": actor, "posting_id": posting.pk, "now": now}
    actions.set_basics(basics=_basics(posting, parsed), **common)
    actions.set_description(description=Description(description=parsed.description), **common)
    actions.set_places(places=_places(parsed), **common)
    actions.set_applying(applying=_applying(posting, parsed), **common)
    if parsed.teams:
        actions.set_openings(openings=_openings(parsed), **common)
    if parsed.questions:
        set_questions(questions=parsed.questions, **common)
    if parsed.pay:
        actions.set_pay(pay=_pay(parsed), **common)


@dataclass(frozen=True)
class Outcome:
    """What became of one job: its draft, or why there is none."""

    name: str
    posting: Posting | None = None
    problem: str = ""


def import_jobs(*, actor: "User | None", jobs: Sequence[Job], now: datetime) -> list[Outcome]:
    """Make a draft of each job; one that is refused keeps none of the others from being made.

    Raises NotAllowed.
    """
    return [_import_job(job, actor=actor, now=now) for job in jobs]


def _import_job(job: Job, *, actor: "User | None", now: datetime) -> Outcome:
    if job.parsed is None:
        return Outcome(job.name, problem=job.problem)
    try:
        posting = import_posting(actor=actor, parsed=job.parsed, now=now)
    except UnusableText as error:
        return Outcome(job.name, problem=error.problem)
    except QuestionsInvalid as error:
        return Outcome(job.name, problem=str(error))
    return Outcome(job.name, posting)


def _basics(posting: Posting, parsed: ParsedPosting) -> Basics:
    ours = Organisation.objects.current().name.casefold()
    return Basics(
        title=parsed.title,
        reference=posting.reference,
        department=parsed.department,
        employment_type=parsed.employment,
        reports_to=parsed.reports_to,
        company="" if parsed.company.casefold() == ours else parsed.company,
        source_url=parsed.source_url,
    )


def _places(parsed: ParsedPosting) -> Places:
    return Places(
        workplace_type=parsed.workplace,
        window_from_minutes=parsed.window.first if parsed.window else None,
        window_to_minutes=parsed.window.last if parsed.window else None,
        places=tuple(
            Place(country=place.country, region=place.region, city=place.city)
            for place in parsed.places
        ),
    )


def _openings(parsed: ParsedPosting) -> list[OpeningRow]:
    seats: dict[str, int] = {}
    for opening in parsed.teams:
        seats.setdefault(opening.team[:100], opening.seats or 1)
    return [OpeningRow(team=team, seats=count) for team, count in seats.items()]


def _pay(parsed: ParsedPosting) -> Pay:
    assert parsed.pay
    return Pay(
        pay_min=parsed.pay.low,
        pay_max=parsed.pay.high,
        pay_currency=parsed.pay.currency,
        pay_period=parsed.pay.period,
    )


def _applying(posting: Posting, parsed: ParsedPosting) -> Applying:
    return Applying(
        resume_policy=parsed.resume_policy or posting.resume_policy,
        reply_within_days=posting.reply_within_days,
        apply_by_on=parsed.apply_by,
    )
