"""Tidewell: the organisation, its staff and its postings."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from applications.demo import content
from applications.demo.sign_ins import DEMO_PASSWORD, STAFF
from ats.organisation.models import Organisation
from ats.users.models import User
from postings.models import (
    Criterion,
    CriterionLevel,
    Department,
    LibraryCriterion,
    Location,
    Opening,
    Posting,
    Question,
    Stage,
    StageKind,
    TeamMember,
    TemplateStage,
)

OPEN_FOR_DAYS = 84  # so the history goes back almost three months
STAGES = (
    ("New", StageKind.NEW),
    ("First look", StageKind.REVIEW),
    ("Conversation", StageKind.INTERVIEW),
    ("Work sample", StageKind.INTERVIEW),
    ("Offer", StageKind.OFFER),
)
# Who works on which posting, besides the recruiters.
MANAGERS = {
    "Engineering": "hanna",
    "Design": "ines",
    "Passenger care": "ines",
    "Finance": "marco",
    "Operations": "marco",
}
ABOUT = "Tidewell makes the software that ferries, buses and bike docks of nine port towns run on."


def create_organisation() -> None:
    Organisation.objects.create(
        pk=1,
        name="Tidewell",
        about=ABOUT,
        time_zone="Europe/Lisbon",
        contact_email="people@tidewell.example",
        mail_from="people@tidewell.example",
        privacy_notice=(
            "We use what you send us to decide about this posting, and for nothing else. The people"
            " who decide with us can read it. We delete it six months after our answer. You can see"
            " and withdraw it at any time on your status page."
        ),
    )


def create_shared_lists() -> None:
    """Create what all postings take copies of: the company's stages, its library of criteria."""
    TemplateStage.objects.bulk_create(
        TemplateStage(name=name, kind=kind, position=position)
        for position, (name, kind) in enumerate(STAGES)
    )
    LibraryCriterion.objects.bulk_create(
        LibraryCriterion(
            name=entry["name"],
            guidance=entry["guidance"],
            levels=entry["levels"],
            position=position,
        )
        for position, entry in enumerate(content.people()["criteria"].values())
    )


def create_staff() -> dict[str, User]:
    """Create everybody who can sign in; keys are the part of the address before the @."""
    password = make_password(DEMO_PASSWORD)
    staff = User.objects.bulk_create(
        User(email=s.email, name=s.name, role=s.role, password=password, time_zone="Europe/Lisbon")
        for s in STAFF
    )
    return {user.email.split("@")[0]: user for user in staff}


def create_posting(text: content.PostingText, staff: dict[str, User], now: datetime) -> Posting:
    """Create one posting with everything that is set up before anyone applies."""
    facts = text.facts
    began = now - timedelta(days=OPEN_FOR_DAYS)
    made = began - timedelta(days=3)
    if facts["status"] == "in_review":
        made = now - timedelta(days=facts["made_days_ago"])
    is_published = facts["status"] not in ("draft", "in_review")
    posting = Posting.objects.create(
        **{key: facts[key] for key in ("title", "reference", "employment_type", "status")},
        **{key: facts[key] for key in ("workplace_type", "reports_to", "resume_policy")},
        **_window_and_pay(facts),
        slug=slugify(f"{facts['title']} {facts['reference']}"),
        department=Department.objects.get_or_create(name=facts["department"])[0],
        description=text.description,
        reply_within_days=facts["reply_within_days"],
        apply_by_on=_day(now, facts.get("apply_by_days")),
        created_by=staff["renata"],
        created_at=made,
        updated_at=max(made, began),
        published_at=began if is_published else None,
        **_end(facts, now),
    )
    _create_places(posting, facts)
    _create_form_and_criteria(posting, facts)
    _create_team(posting, staff)
    return posting


def _window_and_pay(facts: dict[str, Any]) -> dict[str, Any]:
    low, high, currency, period = facts["pay"]
    window = facts.get("window") or [None, None]
    return {
        "window_from_minutes": window[0],
        "window_to_minutes": window[1],
        "pay_min": Decimal(low),
        "pay_max": Decimal(high),
        "pay_currency": currency,
        "pay_period": period,
    }


def _end(facts: dict[str, Any], now: datetime) -> dict[str, datetime]:
    if facts["status"] not in ("closed", "archived"):
        return {}
    closed_at = now - timedelta(days=facts["closed_days_ago"])
    if facts["status"] == "closed":
        return {"closed_at": closed_at}
    return {"closed_at": closed_at, "archived_at": closed_at + timedelta(days=7)}


def _create_places(posting: Posting, facts: dict[str, Any]) -> None:
    for position, place in enumerate(facts["countries"]):
        country, _, city = place.partition(":")
        Location.objects.create(posting=posting, country=country, city=city, position=position)
    for position, (team, seats) in enumerate(facts["teams"].items()):
        Opening.objects.create(posting=posting, team=team, seats=seats, position=position)


def _create_form_and_criteria(posting: Posting, facts: dict[str, Any]) -> None:
    Stage.objects.bulk_create(
        Stage(posting=posting, name=name, kind=kind, position=position)
        for position, (name, kind) in enumerate(STAGES)
    )
    for position, question in enumerate(facts["questions"]):
        Question.objects.create(
            posting=posting,
            label=question["label"],
            kind=question["kind"],
            choices=question.get("choices", []),
            is_required=question["required"],
            is_private=question.get("private", False),
            help_text=question.get("help", ""),
            knock_out=question.get("flag", {}),
            position=position,
        )
    for position, key in enumerate(facts["criteria"]):
        entry = content.people()["criteria"][key]
        criterion = Criterion.objects.create(
            posting=posting, name=entry["name"], guidance=entry["guidance"], position=position
        )
        CriterionLevel.objects.bulk_create(
            CriterionLevel(criterion=criterion, value=value, text=level)
            for value, level in enumerate(entry["levels"], start=1)
        )


def _create_team(posting: Posting, staff: dict[str, User]) -> None:
    department = posting.department
    manager = staff[MANAGERS[department.name if department else "Operations"]]
    recruiter = staff["renata" if posting.pk % 2 else "piet"]
    TeamMember.objects.bulk_create(
        [
            TeamMember(posting=posting, user=recruiter, role="recruiter"),
            TeamMember(posting=posting, user=manager, role="hiring_manager"),
            *(
                TeamMember(posting=posting, user=staff[name], role="interviewer")
                for name in ("ivo", "jo", "samir")
            ),
        ]
    )


def _day(now: datetime, days: int | None) -> date | None:
    return (now + timedelta(days=days)).date() if days else None
