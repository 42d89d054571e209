"""Postings that have everything an API can show, and the ways in which one is not public."""

from datetime import timedelta

from django.utils import timezone

from postings.models import PostingStatus, QuestionKind, WorkplaceType
from postings.tests.factories import (
    DepartmentFactory,
    LocationFactory,
    OpeningFactory,
    PostingFactory,
    QuestionFactory,
)

DESCRIPTION = """We look for a lead. Salt & pepper < sugar.

## What you will do

- Build **bridges**
- Keep them

## Our way of working

Calm days.

## What you bring

1. Patience
2. A [portfolio](https://example.net/)

## How we hire

Two talks.
"""


def full_posting(**changed):
    values = {
        "title": "Backend Lead",
        "slug": "backend-lead",
        "reference": "VE-7",
        "workplace_type": WorkplaceType.REMOTE,
        "description": DESCRIPTION,
        "pay_min": 70_000,
        "pay_max": 90_000,
        "pay_currency": "EUR",
        "apply_by_on": (timezone.now() + timedelta(days=10)).date(),
    }
    if "department" not in changed:
        values["department"] = DepartmentFactory(name="Engineering")
    posting = PostingFactory(**(values | changed))
    posting.refresh_from_db()
    LocationFactory(posting=posting, country="PT", city="Lisbon", position=0)
    LocationFactory(posting=posting, country="DE", region="Hesse", city="Kassel", position=1)
    OpeningFactory(posting=posting, team="Retention", position=0)
    return posting


def hidden_postings():
    """Return a posting for each way in which one is in no list; each title begins with "Hidden"."""
    past = (timezone.now() - timedelta(days=3)).date()
    ways = {
        "draft": {"draft": True},
        "in review": {"status": PostingStatus.IN_REVIEW, "published_at": None},
        "paused": {"paused": True},
        "closed": {"closed": True},
        "archived": {"status": PostingStatus.ARCHIVED},
        "confidential": {"is_confidential": True},
        "unlisted": {"is_listed": False},
        "over": {"apply_by_on": past},
    }
    return {
        way: PostingFactory(title=f"Hidden {way}", slug=f"hidden-{way.replace(' ', '-')}", **how)
        for way, how in ways.items()
    }


def ask_everything(posting):
    """Give a posting one question of each kind, the choices with texts of their own."""
    choices = {
        QuestionKind.ONE_CHOICE: ["Red", "Blue"],
        QuestionKind.SEVERAL_CHOICES: ["Sea", "Land", "Air"],
    }
    return {
        kind: QuestionFactory(
            posting=posting,
            kind=kind,
            label=f"About {kind.label}?",
            choices=choices.get(kind, []),
            is_required=kind == QuestionKind.YES_NO,
            help_text="As you like." if kind == QuestionKind.LONG_TEXT else "",
        )
        for kind in QuestionKind
    }
