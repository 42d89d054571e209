"""The organisation, its staff and its postings: what is there before anyone applies."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from ats.organisation.models import Organisation
from ats.users.models import User
from postings.models import (
    Criterion,
    CriterionLevel,
    Department,
    Location,
    Opening,
    Posting,
    Question,
    Stage,
    StageKind,
    TeamMember,
)

REVIEWERS = 3
STAGES = (
    ("New", StageKind.NEW),
    ("Review", StageKind.REVIEW),
    ("Interview", StageKind.INTERVIEW),
    ("Offer", StageKind.OFFER),
)
CRITERIA = ("Craft", "Judgement", "Working with others", "Writing")
LEVELS = (
    "No example of it.",
    "One example, with help.",
    "Several examples, and what came of them.",
    "Others learn it from this person.",
)
PLACES = (("PT", "Lisbon"), ("DE", ""), ("PL", ""), ("CA", ""))
PARAGRAPH = (
    "You keep the services of this team **running and understandable**: you plan changes with those"
    " who depend on them, measure before and after, and write down what you learned. Half of a week"
    " is your own work, a quarter is reading and answering what others wrote, and the rest is"
    " talking to the people who use it."
)
DUTIES = (
    "plan and make changes that can be taken back",
    "answer when something does not work, and find out why",
    "write so that somebody who joins next year understands it",
    "help others to do the same",
)


@dataclass(frozen=True)
class Staff:
    recruiter: User
    manager: User
    reviewers: list[User]


def create_organisation() -> Staff:
    """Create the organisation and those who sign in to it; nobody has a password."""
    Organisation.objects.create(
        pk=1,
        name="Bench",
        contact_email="people@bench.example",
        privacy_notice=" ".join(["We use what you send us to decide about this posting."] * 8),
    )
    people = [("recruiter", "recruiter"), ("manager", "hiring_manager")]
    people += [(f"reviewer{n}", "interviewer") for n in range(REVIEWERS)]
    users = User.objects.bulk_create(
        User(
            email=f"{name}@bench.example",
            name=name.title(),
            role=role,
            password="!",
        )
        for name, role in people
    )
    return Staff(users[0], users[1], users[2:])


def create_posting(number: int, staff: Staff, now: datetime) -> Posting:
    """Create an open posting with everything on it: places, questions, stages, criteria, team."""
    began = now - timedelta(days=90)
    posting = Posting.objects.create(
        title=f"Engineer for services {number}",
        reference=f"BENCH-{number:02}",
        slug=f"engineer-for-services-{number}",
        department=Department.objects.get_or_create(name=f"Department {number % 4}")[0],
        workplace_type="remote",
        window_from_minutes=-60,
        window_to_minutes=180,
        description=_description(),
        pay_min=60_000,
        pay_max=80_000,
        pay_currency="EUR",
        reports_to="Head of engineering",
        status="open",
        created_by=staff.recruiter,
        created_at=began,
        updated_at=began,
        published_at=began + timedelta(hours=number),
    )
    _create_parts(posting, staff)
    return posting


def add_postings(count: int, *, now: datetime) -> None:
    """Write further open postings with all that the careers site shows of them."""
    department = Department.objects.order_by("pk").first()
    made = Posting.objects.bulk_create(
        Posting(
            title=f"Further engineer {number}",
            reference=f"FURTHER-{number:05}",
            slug=f"further-engineer-{number}",
            department=department,
            workplace_type="remote",
            window_from_minutes=-60,
            window_to_minutes=180,
            description=_description(),
            status="open",
            created_at=now,
            updated_at=now,
            published_at=now - timedelta(minutes=number),
        )
        for number in range(count)
    )
    Location.objects.bulk_create(
        Location(posting=posting, country=country, city=city, position=position)
        for posting in made
        for position, (country, city) in enumerate(PLACES)
    )
    Opening.objects.bulk_create(
        Opening(posting=posting, team=team, seats=2, position=position)
        for posting in made
        for position, team in enumerate(("Storage", "Network"))
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _description() -> str:
    duties = "\n".join(f"- {duty}" for duty in DUTIES)
    parts = (f"## {title}\n\n{PARAGRAPH}\n\n{duties}" for title in ("The team", "The work", "You"))
    return "\n\n".join(parts)


def _create_parts(posting: Posting, staff: Staff) -> None:
    Location.objects.bulk_create(
        Location(posting=posting, country=country, city=city, position=position)
        for position, (country, city) in enumerate(PLACES)
    )
    Opening.objects.bulk_create(
        Opening(posting=posting, team=team, seats=2, position=position)
        for position, team in enumerate(("Storage", "Network"))
    )
    Stage.objects.bulk_create(
        Stage(posting=posting, name=name, kind=kind, position=position)
        for position, (name, kind) in enumerate(STAGES)
    )
    _create_questions(posting)
    _create_criteria(posting)
    team = [(staff.recruiter, "recruiter"), (staff.manager, "hiring_manager")]
    team += [(user, "interviewer") for user in staff.reviewers]
    TeamMember.objects.bulk_create(
        TeamMember(posting=posting, user=user, role=role) for user, role in team
    )


def _create_questions(posting: Posting) -> None:
    Question.objects.bulk_create(
        [
            Question(posting=posting, label="Why this team?", kind="long_text", position=0),
            Question(
                posting=posting, label="What do you want to earn?", kind="short_text",
                is_private=True, position=1,
            ),
            Question(
                posting=posting, label="How do you like to work?", kind="one_choice",
                choices=["Alone", "In pairs", "It depends"], position=2,
            ),
        ]
    )  # fmt: skip


def _create_criteria(posting: Posting) -> None:
    criteria = Criterion.objects.bulk_create(
        Criterion(posting=posting, name=name, position=position)
        for position, name in enumerate(CRITERIA)
    )
    CriterionLevel.objects.bulk_create(
        CriterionLevel(criterion=criterion, value=value, text=text)
        for criterion in criteria
        for value, text in enumerate(LEVELS, start=1)
    )
