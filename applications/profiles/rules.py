"""The sections that both doors end in, always in this order, and how much each may hold."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_ROLES = 4
MOST_SKILLS, SKILL_LENGTH = 50, 100
MOST_LINKS, LINK_LENGTH = 10, 500
LINE_LENGTH, PERIOD_LENGTH = 200, 100
SUMMARY_LENGTH, PROUD_OF_LENGTH, ABOUT_LENGTH = 3_000, 5_000, 10_000

SECTION_LABELS: dict[str, Promise] = {
    "recent_work": _("Recent work"),
    "skills": _("Skills"),
    "proud_of": _("Something to be proud of"),
    "links": _("Links"),
    "about": _("Anything else"),
}


@dataclass(frozen=True, slots=True)
class Role:
    """A piece of recent work. `period` is as typed: "2021 – now", "about 3 years"."""

    employer: str = ""
    title: str = ""
    period: str = ""
    summary: str = ""

    def __bool__(self) -> bool:
        return any((self.employer, self.title, self.period, self.summary))


@dataclass(frozen=True, slots=True)
class Sections:
    """What somebody says about themselves, whichever door they came through."""

    recent_work: tuple[Role, ...] = ()
    skills: tuple[str, ...] = ()
    proud_of: str = ""
    links: tuple[str, ...] = ()
    about: str = ""

    def filled(self) -> list[str]:
        """Return the keys of the sections that say something, in order."""
        return [key for key in SECTION_LABELS if getattr(self, key)]

    def as_json(self) -> dict[str, object]:
        """Return the shape of Submission.profile."""
        return {
            "recent_work": [asdict(role) for role in self.recent_work],
            "skills": list(self.skills),
            "proud_of": self.proud_of,
            "links": list(self.links),
            "about": self.about,
        }


def sections_from_json(stored: Mapping[str, object]) -> Sections:
    """Return the sections of a Submission.profile; what is missing there is empty."""
    roles = stored.get("recent_work")
    return Sections(
        recent_work=tuple(_role(entry) for entry in roles if isinstance(entry, Mapping))
        if isinstance(roles, list)
        else (),
        skills=_texts(stored.get("skills")),
        proud_of=_text(stored.get("proud_of")),
        links=_texts(stored.get("links")),
        about=_text(stored.get("about")),
    )


def split_skills(typed: str) -> tuple[str, ...]:
    """Return skills typed one per line or between commas, each once, in the order typed.

    A comma inside brackets does not split: "Cloud (AWS, Azure)" is one skill.
    """
    parts = (part for line in re.split(r"[\n;•]", typed) for part in _between_commas(line))
    return _once(part.strip(" \t-–*").rstrip(" \t.-–*") for part in parts)


def split_lines(typed: str) -> tuple[str, ...]:
    """Return what was typed one per line, each once, in the order typed."""
    return _once(line.strip() for line in typed.splitlines())


def _between_commas(line: str) -> list[str]:
    parts, depth = [""], 0
    for character in line:
        # Brackets that never close protect nothing.
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts if depth == 0 else line.split(",")


def _once(parts: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for part in parts:
        if part:
            found.setdefault(part.casefold(), part)
    return tuple(found.values())


def _role(entry: Mapping[str, object]) -> Role:
    return Role(*(_text(entry.get(key)) for key in ("employer", "title", "period", "summary")))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_text(item) for item in value) if isinstance(value, list) else ()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
