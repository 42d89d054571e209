"""Fills an empty database with a named amount of applications, the same ones every time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db import connection

from applications.bench import company
from applications.bench.company import Staff
from applications.candidates.references import ALPHABET
from applications.candidates.rules import fold
from applications.models import (
    Application,
    Assignment,
    Candidate,
    Profile,
    Score,
    Scorecard,
    Submission,
    Transition,
    WorkHistory,
)
from ats.events.models import Event
from postings.models import Posting, Stage

POSTINGS = 20
SMALL = 100
BATCH = 2_000
STAGE_WEIGHTS = (55, 25, 14, 6)
ENDED_SHARE = 0.3  # rejected or withdrawn
FIRST = ("Ana", "Bo", "Chidi", "Dana", "Elif", "Femi", "Grete", "Hana", "Ivo", "Jun", "Kaja", "Léa")
LAST = ("Almeida", "Brandt", "Costa", "Dvořák", "Eriksen", "Farah", "García", "Haddad", "Ito")
SKILLS = (
    "Linux",
    "Python",
    "SQL",
    "Networks",
    "Writing",
    "Monitoring",
    "Go",
    "Backups",
    "Teaching",
)
SUMMARY = (
    "Kept the systems of a hospital group running through two moves of its data centre, and wrote"
    " the handbook that the night shift uses now."
)
PROUD_OF = (
    "Nobody noticed the move. We had rehearsed each step three times, and every one could be taken"
    " back; the last of them took eleven minutes instead of the hour that was planned."
)


@dataclass(frozen=True)
class Seeded:
    """What there is: the largest posting, one with at most a hundred, and the others."""

    largest: Posting
    small: Posting
    others: list[Posting]
    staff: Staff


def fill(count: int, *, now: datetime) -> Seeded:
    """Write `count` applications over 20 postings: half of them in one, 100 in another.

    Those of the small posting are all active and spread evenly over the stages, so that its board
    shows as many cards as that of the largest one.
    """
    staff = company.create_organisation()
    postings = [company.create_posting(n, staff, now) for n in range(1, POSTINGS + 1)]
    random = Random(1)
    for posting, share in zip(postings, shares(count), strict=True):
        writer = _Writer(posting, staff, random, now, is_even=posting is postings[1])
        for size in _batches(share):
            writer.write(size)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")
    return Seeded(postings[0], postings[1], postings[2:], staff)


def shares(count: int) -> list[int]:
    """Return how many applications each of the postings gets.

    Raises ValueError when there are not enough for all of them.
    """
    largest, small, others = count // 2, min(SMALL, count // 4), POSTINGS - 2
    rest = count - largest - small
    if rest < others:
        raise ValueError(f"At least {4 * others} applications are needed.")
    return [largest, small, *(rest // others + (n < rest % others) for n in range(others))]


def _batches(count: int) -> Iterator[int]:
    for start in range(0, count, BATCH):
        yield min(BATCH, count - start)


class _Writer:
    """Writes applicants of one posting, a batch of rows of each table at a time."""

    def __init__(
        self, posting: Posting, staff: Staff, random: Random, now: datetime, *, is_even: bool
    ) -> None:
        self.posting, self.staff, self.random, self.now = posting, staff, random, now
        self.is_even = is_even
        self.stages = list(Stage.objects.filter(posting=posting).order_by("position"))
        self.criteria = list(posting.criteria.order_by("position"))
        self.questions = list(posting.questions.order_by("position"))
        self.written = 0

    def write(self, size: int) -> None:
        people = Candidate.objects.bulk_create(self._candidate(n) for n in range(size))
        made = Application.objects.bulk_create(
            self._application(number, person) for number, person in enumerate(people)
        )
        Submission.objects.bulk_create(map(self._submission, made))
        self._write_profiles(made)
        self._write_history(made)
        self._write_scores([one for one in made if one.stage.position >= 2])
        self.written += size

    def _candidate(self, number: int) -> Candidate:
        name = f"{self.random.choice(FIRST)} {self.random.choice(LAST)}"
        mark = f"{self.posting.pk}.{self.written + number}"
        return Candidate(
            name=name,
            name_folded=fold(name),
            email=f"{fold(name).replace(' ', '.')}.{mark}@mail.example",
            phone="+351 21 555 01 00",
            country="PT",
            time_zone="Europe/Lisbon",
            created_at=self.now - timedelta(minutes=self.random.randint(60, 120_000)),
        )

    def _application(self, number: int, person: Candidate) -> Application:
        at = person.created_at
        stage = self._stage(number)
        status = "active"
        if not self.is_even and self.random.random() < ENDED_SHARE:
            status = self.random.choice(("rejected", "rejected", "rejected", "withdrawn"))
        return Application(
            reference=self._reference(),
            candidate=person,
            posting=self.posting,
            stage=stage,
            status=status,
            version=1 + stage.position,
            door=self.random.choice(("resume", "resume", "profile")),
            source=self.random.choice(("", "", "referral", "newsletter")),
            submitted_at=at,
            stage_entered_at=at + timedelta(hours=stage.position * 20),
            reply_by_on=(at + timedelta(days=self.posting.reply_within_days)).date(),
            answered_at=None if status == "active" else at + timedelta(hours=70),
        )

    def _stage(self, number: int) -> Stage:
        if self.is_even:
            return self.stages[number % len(self.stages)]
        return self.random.choices(self.stages, STAGE_WEIGHTS)[0]

    def _reference(self) -> str:
        letters = "".join(self.random.choices(ALPHABET, k=8))
        return f"{letters[:4]}-{letters[4:]}"

    def _submission(self, application: Application) -> Submission:
        person = application.candidate
        return Submission(
            reference=application.reference,
            application=application,
            door=application.door,
            name=person.name,
            email=person.email,
            phone=person.phone,
            country=person.country,
            time_zone=person.time_zone,
            profile={"recent_work": self._roles(), "skills": [], "proud_of": PROUD_OF, "links": []},
            answers=self._answers(),
            notice_version=1,
            received_at=application.submitted_at,
            accepted_at=application.submitted_at,
        )

    def _roles(self) -> list[dict[str, str]]:
        year = self.random.randint(2012, 2020)
        return [
            {"employer": employer, "title": title, "period": period, "summary": SUMMARY}
            for employer, title, period in (
                ("Harbour Hospital Group", "Lead engineer", f"{year} – now"),
                ("Northern Rail", "Engineer", f"{year - 5} – {year}"),
            )
        ]

    def _answers(self) -> list[dict[str, object]]:
        values = ("I like what you wrote about it.", "70,000", "It depends")
        return [
            {
                "question": question.pk,
                "label": question.label,
                "kind": question.kind,
                "private": question.is_private,
                "value": value,
            }
            for question, value in zip(self.questions, values, strict=True)
        ]

    def _write_profiles(self, made: list[Application]) -> None:
        profiles = Profile.objects.bulk_create(
            Profile(
                application=one,
                skills=self.random.sample(SKILLS, 4),
                proud_of=PROUD_OF,
                links=["https://portfolio.example/work"],
                origins=dict.fromkeys(("recent_work", "skills", "proud_of", "links"), "form"),
                updated_at=one.submitted_at,
            )
            for one in made
        )
        WorkHistory.objects.bulk_create(
            WorkHistory(profile=profile, position=position, **role)
            for profile in profiles
            for position, role in enumerate(self._roles())
        )

    def _write_history(self, made: list[Application]) -> None:
        Event.objects.bulk_create(
            _event("application.submitted", one, None, one.submitted_at) for one in made
        )
        moves = [(one, position) for one in made for position in range(1, one.stage.position + 1)]
        Transition.objects.bulk_create(
            Transition(
                application=one,
                from_stage=self.stages[position - 1],
                to_stage=self.stages[position],
                version=1 + position,
                actor=self.staff.recruiter,
                moved_at=one.submitted_at + timedelta(hours=position * 20),
            )
            for one, position in moves
        )
        Event.objects.bulk_create(
            _event(
                "application.moved",
                one,
                self.staff.recruiter.pk,
                one.submitted_at + timedelta(hours=position * 20),
                {"from": self.stages[position - 1].pk, "to": self.stages[position].pk},
            )
            for one, position in moves
        )

    def _write_scores(self, made: list[Application]) -> None:
        """Ask two reviewers about each of those who were invited; the first one has answered."""
        pairs = [(one, self.random.sample(self.staff.reviewers, 2)) for one in made]
        Assignment.objects.bulk_create(
            Assignment(application=one, user=user, created_at=one.stage_entered_at)
            for one, users in pairs
            for user in users
        )
        cards = Scorecard.objects.bulk_create(
            Scorecard(
                application=one,
                reviewer=users[0],
                recommendation=self.random.choice(("yes", "no", "strong_yes")),
                note=SUMMARY,
                created_at=one.stage_entered_at,
                updated_at=one.stage_entered_at,
                submitted_at=one.stage_entered_at,
            )
            for one, users in pairs
        )
        Score.objects.bulk_create(
            Score(scorecard=card, criterion=criterion, level=self.random.randint(1, 4))
            for card in cards
            for criterion in self.criteria
        )


def _event(
    verb: str,
    application: Application,
    actor_id: int | None,
    at: datetime,
    data: dict[str, int] | None = None,
) -> Event:
    return Event(
        verb=verb,
        subject_type="application",
        subject_id=application.pk,
        actor_id=actor_id,
        actor_kind="staff" if actor_id else "candidate",
        data={"posting": application.posting_id, **(data or {})},
        occurred_at=at,
    )
