"""Invents applicants and what happens to each, from a seeded random source.

Everything is decided here, as plain values; history.py only turns it into rows.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from applications.candidates.references import ALPHABET
from applications.candidates.rules import fold
from applications.demo import content
from applications.demo.company import OPEN_FOR_DAYS, STAGES
from applications.intake.hours_field import Hours
from applications.intake.question_fields import window_of
from postings.application_form.knock_out import is_flagged
from postings.models import Posting, Question

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
REASONS = ("experience", "skills", "location", "other_candidate", "pay")
SOURCES = ("", "", "", "linkedin", "referral", "remote-jobs", "newsletter")
WITHOUT_RESUME_SHARE = 0.34
OFFER_DAYS = 6
STILL_OPEN_AFTER_PROMISE_SHARE = 0.03  # a few answers are overdue, as in life


@dataclass(frozen=True)
class Move:
    to: int  # index into the posting's stages
    at: datetime


@dataclass
class Applicant:
    """One person, one application, and everything that happened to it until now."""

    reference: str
    name: str
    email: str
    phone: str
    country: str
    time_zone: str
    door: str
    source: str
    submitted_at: datetime
    profile: dict[str, Any]
    answers: list[dict[str, Any]]
    moves: list[Move] = field(default_factory=list)
    status: str = "active"
    decided_at: datetime | None = None
    reason: str = ""

    @property
    def stage(self) -> int:
        return self.moves[-1].to if self.moves else 0


def invent(posting: Posting, facts: dict[str, Any], random: Random, now: datetime) -> Applicant:
    """Invent one applicant for `posting`; the same random state gives the same person."""
    country = random.choice([place.partition(":")[0] for place in facts["countries"]])
    names = content.people()["countries"][country]
    name = f"{random.choice(names['first'])} {random.choice(names['last'])}"
    until = posting.closed_at or now - facts.get("paused_days_ago", 0) * DAY
    # More of them lately: the adverts have been passed on, and the boards have work on them.
    age = (until - (now - OPEN_FOR_DAYS * DAY)) * random.random() ** 1.9
    applicant = Applicant(
        reference=_reference(random),
        name=name,
        email=_address(name, random),
        phone=f"{names['dial']} {random.randint(1000, 9999)}" if random.random() < 0.7 else "",
        country=country,
        time_zone=names["zone"],
        door=_door(facts, random),
        source=random.choice(SOURCES),
        submitted_at=until - age - random.randint(5, 900) * MINUTE,
        profile={},
        answers=[],
    )
    words = content.people()["disciplines"][facts["discipline"]]
    applicant.profile = _profile(words, applicant.door, random)
    applicant.answers = [
        _answer(question, words, _hours(applicant, random), applicant.submitted_at.date(), random)
        for question in posting.questions.select_related("posting").order_by("position")
        if question.is_required or random.random() < 0.7
    ]
    _decide_fate(applicant, posting, random, now)
    return applicant


def _hours(applicant: Applicant, random: Random) -> Hours:
    begins = random.choice((7, 8, 9, 9, 9, 10, 13))
    return Hours(applicant.time_zone, time(begins), time(begins + 8))


def _reference(random: Random) -> str:
    letters = "".join(random.choices(ALPHABET, k=8))
    return f"{letters[:4]}-{letters[4:]}"


def _address(name: str, random: Random) -> str:
    return (
        f"{fold(name).replace(' ', '.').replace(chr(39), '')}{random.randint(1, 9999)}@mail.example"
    )


def _door(facts: dict[str, Any], random: Random) -> str:
    if facts["resume_policy"] == "required":
        return "resume"
    if facts["resume_policy"] == "not_asked":
        return "profile"
    # Those that are asked for none count towards the third, so here it is a little less.
    return "profile" if random.random() < WITHOUT_RESUME_SHARE - 0.14 else "resume"


def _profile(words: dict[str, Any], door: str, random: Random) -> dict[str, Any]:
    year = random.randint(2016, 2022)
    roles = [
        {
            "employer": employer,
            "title": random.choice(words["titles"]),
            "period": f"{year - 3 * place} – {'now' if not place else year - 3 * place + 3}",
            "summary": summary,
        }
        for place, (employer, summary) in enumerate(
            zip(
                random.sample(words["employers"], 2),
                random.sample(words["work"], 2),
                strict=True,
            )
        )
    ]
    profile: dict[str, Any] = {
        "recent_work": roles,
        "skills": random.sample(words["skills"], random.randint(3, min(6, len(words["skills"])))),
        "proud_of": random.choice(words["proud"]),
        "links": [],
        "about": "",
    }
    if random.random() < 0.4:
        profile["links"] = [f"https://portfolio.example/{random.randint(100, 999)}"]
    if door == "profile" and random.random() < 0.5:
        profile["about"] = "I have no current résumé and was glad that you do not need one."
    return profile


def _answer(
    question: Question, words: dict[str, Any], hours: Hours, on: date, random: Random
) -> dict[str, Any]:
    value: Any = ""
    if question.kind in ("long_text", "short_text"):
        value = random.choice(words["answers"]) if words["answers"] else "To be agreed."
    if question.is_private:
        value = random.choice(["Within your range.", "80,000", "65,000 or more"])
    if question.kind == "number":
        value = str(random.randint(5, 8))
    if question.kind == "yes_no":
        value = random.choice(["yes", "yes", "no"]) == "yes"
    if question.kind == "several_choices":
        value = random.sample(question.choices, random.randint(2, 3))
    if question.kind == "date":
        value = f"2027-0{random.randint(1, 9)}-01"
    if question.kind == "link":
        value = f"https://portfolio.example/{random.randint(100, 999)}"
    if question.kind == "time_zone":
        value = hours.as_answer(window=window_of(question.posting), on=on)
    answer = {
        "question": question.pk,
        "label": question.label,
        "kind": question.kind,
        "private": question.is_private,
        # A file gets its value with its document, see documents.write_answer_files.
        "value": None if question.kind == "file" else value,
    }
    if is_flagged(question.kind, question.knock_out, answer["value"]):
        answer["flagged"] = True
    return answer


def _decide_fate(applicant: Applicant, posting: Posting, random: Random, now: datetime) -> None:
    """Walk the person through the stages until a decision, a withdrawal, or today."""
    clock = applicant.submitted_at
    promise = applicant.submitted_at + posting.reply_within_days * DAY
    patience = random.random()
    for stage in range(1, len(STAGES)):
        clock += random.randint(1, 6) * DAY + random.randint(0, 500) * MINUTE
        if clock > now - HOUR:
            break
        if random.random() > (0.66, 0.55, 0.6, 0.6)[stage - 1]:
            _end(applicant, clock, random)
            return
        applicant.moves.append(Move(stage, clock))
    # Whoever has a fresh offer is in touch with us anyway.
    last = applicant.moves[-1].at if applicant.moves else applicant.submitted_at
    has_offer = applicant.stage == len(STAGES) - 1 and now - last < OFFER_DAYS * DAY
    is_kept_waiting = has_offer or patience < STILL_OPEN_AFTER_PROMISE_SHARE
    if promise < now - 2 * DAY and not is_kept_waiting:
        _end(applicant, promise - random.randint(2, 40) * HOUR, random)
    elif posting.closed_at:
        _end(applicant, posting.closed_at - 2 * DAY, random)


def _end(applicant: Applicant, at: datetime, random: Random) -> None:
    last = applicant.moves[-1].at if applicant.moves else applicant.submitted_at
    applicant.decided_at = max(at, last + HOUR)
    if random.random() < 0.07:
        applicant.status = "withdrawn"
    else:
        applicant.status, applicant.reason = "rejected", random.choice(REASONS)
