"""The content of a posting as JSON, and a new posting with such content."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from postings.copying.fitting import Fitted, fitted
from postings.copying.refusals import Refused, refusing
from postings.copying.sections import KINDS, Kind
from postings.hiring_team.models import TeamRole
from postings.hiring_team.queries import MemberRow
from postings.posting.editing import making
from postings.posting.models import Posting

if TYPE_CHECKING:
    from ats.users.models import User

Content = Mapping[str, Any]


def content_of(posting: Posting) -> dict[str, Any]:
    """Every section that copies carry along, by its key."""
    return {
        kind.key: kind.to_json(kind.stored(posting)) for kind in KINDS.values() if kind.is_copied
    }


def fill(posting: Posting, content: Content, *, actor: "User | None", now: datetime) -> list[str]:
    """Lay the content into a posting that was just made; title and reference stay its own.

    Returns, for people, what could not be taken along: whole sections by their title, and people
    by their name. A section that is missing stays as it is in every new posting.
    """
    left_out: list[str] = []
    with making():
        for kind in _in_order():
            if kind.key not in content:
                continue
            data = _own(kind, content[kind.key], posting)
            try:
                with refusing():
                    found = _with_maker(kind, fitted(kind, data, posting), actor)
                    kind.save_value(found.value, actor=actor, posting_id=posting.pk, now=now)
            except Refused as refused:
                left_out.append(f"{kind.title} ({refused.reason})")
            else:
                left_out.extend(found.left_out)
    return left_out


def _in_order() -> Iterator[Kind]:
    """The team first: whoever fills a confidential posting is on it by then."""
    yield KINDS["team"]
    yield from (kind for kind in KINDS.values() if kind.is_copied and kind.key != "team")


def _own(kind: Kind, data: Any, posting: Posting) -> Any:
    if kind.key != "basics" or not isinstance(data, dict):
        return data
    return {**data, "title": posting.title, "reference": posting.reference}


def _with_maker(kind: Kind, found: Fitted, actor: "User | None") -> Fitted:
    """Whoever makes a posting is on its team, to see it and to lead it."""
    if kind.key != "team" or actor is None or any(row.user == actor.pk for row in found.value):
        return found
    maker = MemberRow(user=actor.pk, role=TeamRole.RECRUITER)
    return Fitted((maker, *found.value), found.left_out)
