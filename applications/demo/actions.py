"""Fills an empty installation with the demo company and three months of its history."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from applications.demo import (
    adverts,
    applicants,
    company,
    content,
    documents,
    history,
    life,
    mails,
)
from applications.demo.applicants import Applicant
from ats.events.models import Event
from ats.mail.models import Message
from ats.organisation.models import Organisation
from ats.users.models import User
from postings.models import Posting, TeamRole

HOUR = timedelta(hours=1)


class NotEmpty(Exception):
    """There is an organisation already; the demo is never mixed with anybody's data."""


@dataclass(frozen=True)
class Loaded:
    postings: int
    applications: int


def load_demo(*, seed: int, now: datetime) -> Loaded:
    """Write the demo company as it stands at `now`; the same seed gives the same people.

    Raises NotEmpty when the installation is in use.
    """
    with transaction.atomic():
        if Organisation.objects.exists() or User.objects.exists():
            raise NotEmpty
        random = Random(seed)
        company.create_organisation()
        company.create_shared_lists()
        staff = company.create_staff()
        began = now - timedelta(days=company.OPEN_FOR_DAYS)
        adverts.create_shared_texts(actor=staff["renata"], now=began)
        texts = content.postings()
        people: list[tuple[Applicant, Posting]] = []
        for text in texts:
            posting = company.create_posting(text, staff, now)
            life.write_life(posting, text.facts, now)
            adverts.complete(posting, text)
            people += [(one, posting) for one in _invent(posting, text.facts, random, now)]
        _write_all(people, random)
        mails.write_waiting_answers(random, now)
    return Loaded(len(texts), len(people))


def _invent(
    posting: Posting, facts: dict[str, Any], random: Random, now: datetime
) -> list[Applicant]:
    people = [applicants.invent(posting, facts, random, now) for _ in range(facts["share"])]
    people.sort(key=lambda one: one.submitted_at)
    if posting.closed_at:
        _choose_hire(people, posting)
    return people


def _write_all(people: list[tuple[Applicant, Posting]], random: Random) -> None:
    """Write everybody with all that happened to them, in the order of time as ids are given."""
    crews = {posting.pk: _crew_of(posting) for posting in Posting.objects.all()}
    events: list[Event] = []
    letters: list[Message] = []
    for person, posting in sorted(people, key=lambda pair: pair[0].submitted_at):
        _write(person, posting, crews[posting.pk], random, events, letters)
    Event.objects.bulk_create(sorted(events, key=lambda one: one.occurred_at))
    Message.objects.bulk_create(letters)


def _write(
    person: Applicant,
    posting: Posting,
    crew: history.Crew,
    random: Random,
    events: list[Event],
    letters: list[Message],
) -> None:
    application = history.write_application(person, posting)
    if person.door == "resume":
        documents.write_resume(person, application, random)
    documents.write_answer_files(person, application)
    events += history.write_moves(person, application, crew)
    events += history.write_scores(person, application, crew, random)
    letters.append(mails.confirmation(application))
    if person.status == "withdrawn":
        events.append(history.event("application.withdrawn", application, None, person.decided_at))
    elif person.status in ("rejected", "hired"):
        decision, more = history.write_decision(person, application, crew)
        events += more
        letters.append(mails.answer(decision))


def _crew_of(posting: Posting) -> history.Crew:
    team = list(posting.team.select_related("user").order_by("pk"))
    by_role = {role: [m.user for m in team if m.role == role] for role in TeamRole.values}
    return history.Crew(
        by_role["recruiter"][0], by_role["hiring_manager"][0], by_role["interviewer"]
    )


def _choose_hire(people: list[Applicant], posting: Posting) -> None:
    """Let the person who came furthest fill the seat of a closed posting."""
    best = max(people, key=lambda one: one.stage)
    last = best.moves[-1].at if best.moves else best.submitted_at
    best.status, best.reason, best.decided_at = "hired", "", last + 30 * HOUR
