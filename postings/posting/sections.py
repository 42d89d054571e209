"""The parts of a posting as they are shown, compared and saved, each as one value.

Other features have their own: `StageRow`, `CriterionRow`, `QuestionRow`, `MemberRow`. In rows `id`
is None for a new one.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from postings.posting.plain import to_plain


@dataclass(frozen=True, kw_only=True)
class Basics:
    title: str
    reference: str
    department: str = ""  # by name; a new name makes a new department
    employment_type: str = ""
    reports_to: str = ""
    company: str = ""
    source_url: str = ""
    is_confidential: bool = False
    is_listed: bool = True
    language: str = "en"  # in which title and description are written


@dataclass(frozen=True, kw_only=True)
class TranslationRow:
    """Title and description in another language."""

    id: int | None = None
    language: str
    title: str
    description: str = ""  # Markdown


@dataclass(frozen=True, kw_only=True)
class Place:
    country: str  # ISO 3166-1 alpha-2
    region: str = ""
    city: str = ""


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where and when: the window is offsets from UTC in minutes, both or neither."""

    workplace_type: str = ""
    window_from_minutes: int | None = None
    window_to_minutes: int | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OpeningRow:
    id: int | None = None
    team: str = ""
    seats: int = 1


@dataclass(frozen=True, kw_only=True)
class Pay:
    pay_min: Decimal | None = None
    pay_max: Decimal | None = None
    pay_currency: str = ""  # ISO 4217
    pay_period: str = "year"


@dataclass(frozen=True, kw_only=True)
class Applying:
    resume_policy: str = "optional"
    reply_within_days: int = 21
    apply_by_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Description:
    description: str = ""  # Markdown


def fingerprint(section: Any) -> str:
    """A short text that changes whenever the section, a dataclass or a tuple of them, does."""
    text = json.dumps(to_plain(section), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
