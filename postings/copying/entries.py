"""What the history of a posting says about each thing that happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ats.events.models import Event
from ats.users.models import User
from postings.copying.differences import Line, differences, names_in
from postings.copying.models import PostingTemplate
from postings.copying.sections import KINDS, Kind
from postings.posting.models import Posting, Revision
from postings.posting.plain import DoesNotFit

MOST_LINES = 60  # of one change on the page of all
_LONG, _AT_ONCE = 12, 8  # lines: of a change that is folded, and what of it is seen at once

LIFE: dict[str, str | Promise] = {
    "posting.created": gettext_lazy("%(who)s made this draft"),
    "posting.duplicated": gettext_lazy("%(who)s made this as a copy of “%(original)s”"),
    "posting.begun_from_template": gettext_lazy("%(who)s began with the template “%(original)s”"),
    "posting.sent_for_review": gettext_lazy("%(who)s sent this for review"),
    "posting.returned_to_draft": gettext_lazy("%(who)s returned this to draft"),
    "posting.approved": gettext_lazy("%(who)s approved this"),
    "posting.published": gettext_lazy("%(who)s published this"),
    "posting.paused": gettext_lazy("%(who)s paused this"),
    "posting.reopened": gettext_lazy("%(who)s reopened this"),
    "posting.closed": gettext_lazy("%(who)s closed this"),
    "posting.archived": gettext_lazy("%(who)s archived this"),
    "posting.unarchived": gettext_lazy("%(who)s took this out of the archive"),
    "posting.answers_started": gettext_lazy("%(who)s began to answer everyone who waited"),
    "posting.schedule_waits": gettext_lazy("The schedule waits: something is in its way"),
}


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `revision` is None for what is no change of a section.

    `lines` are the differences from the revision before, at most MOST_LINES; `more` counts the
    others. `is_original` marks a section as it was before its first change.
    """

    at: datetime
    who: str
    text: str
    revision: Revision | None = None
    title: str | Promise = ""
    lines: list[Line] = field(default_factory=list)
    more: int = 0
    is_original: bool = False
    is_unreadable: bool = False

    @property
    def first_lines(self) -> list[Line]:
        return self.lines if len(self.lines) <= _LONG else self.lines[:_AT_ONCE]

    @property
    def folded_lines(self) -> list[Line]:
        return self.lines[len(self.first_lines) :]


def _who(row: Any, people: Mapping[int, str]) -> str:
    if row.actor_id is None:
        return _("The system")
    return people.get(row.actor_id, _("A former colleague"))


class Changes:
    """Entries of revisions; what numbers are called is looked up once for all of them."""

    def __init__(
        self, posting: Posting, revisions: list[Revision], people: Mapping[int, str]
    ) -> None:
        self.people = people
        self.values = {revision.pk: _pair(revision) for revision in revisions}
        self.names = {
            key: names_in(kind, self._known(key, revisions))
            for key, kind in KINDS.items()
            if kind.refers_to
        }
        versions = [revision.version for revision in revisions]
        restored = Event.objects.filter(
            subject_type="posting",
            subject_id=posting.pk,
            verb="posting.restored",
            data__version__in=versions,
        )
        self.restored = {event.data.get("version") for event in restored}

    def _known(self, key: str, revisions: list[Revision]) -> list[Any]:
        pairs = [self.values[revision.pk] for revision in revisions if revision.section == key]
        return [value for pair in pairs if pair for value in pair if value is not None]

    def entry(self, revision: Revision) -> Entry:
        kind, pair = KINDS.get(revision.section), self.values[revision.pk]
        who = _who(revision, self.people)
        is_original = revision.previous is None  # type: ignore[attr-defined]
        text = _sentence(revision.version in self.restored, is_original, kind)
        lines = self._lines(kind, pair) if kind and pair and not is_original else []
        return Entry(
            at=revision.created_at,
            who=who,
            text=text % {"who": who, "section": kind.title if kind else revision.section},
            revision=revision if kind and pair else None,
            title=kind.title if kind else revision.section,
            lines=lines[:MOST_LINES],
            more=max(len(lines) - MOST_LINES, 0),
            is_original=is_original,
            is_unreadable=pair is None,
        )

    def _lines(self, kind: Kind, pair: tuple[Any, Any]) -> list[Line]:
        return differences(kind, *pair, self.names.get(kind.key, {}))


def _sentence(is_restored: bool, is_original: bool, kind: Kind | None) -> str:
    if is_original:
        return _("%(section)s as it was first")
    if is_restored:
        return _("%(who)s restored “%(section)s”")
    return _("%(who)s changed “%(section)s”")


def _pair(revision: Revision) -> tuple[Any, Any] | None:
    """The value before and the value after, or None for what nobody can read any more."""
    kind = KINDS.get(revision.section)
    if kind is None:
        return None
    previous = revision.previous  # type: ignore[attr-defined]
    try:
        before = None if previous is None else kind.from_json(previous)
        return before, kind.from_json(revision.value)
    except DoesNotFit:
        return None


class Life:
    """Entries of what is no change of a section."""

    def __init__(self, events: list[Event], people: Mapping[int, str], viewer: User) -> None:
        self.people = people
        postings = Posting.objects.visible_to(viewer).only("title")
        templates = PostingTemplate.objects.visible_to(viewer).only("name")
        self.originals = {
            **_titles("posting.duplicated", "from", events, postings),
            **_titles("posting.begun_from_template", "template", events, templates),
        }

    def entry(self, event: Event) -> Entry:
        who = _who(event, self.people)
        facts = {"who": who, "original": self.originals.get(event.pk, "…")}
        return Entry(at=event.occurred_at, who=who, text=str(LIFE[event.verb]) % facts)


def _titles(verb: str, name: str, events: list[Event], rows: QuerySet[Any]) -> dict[int, str]:
    """What the originals of copies are called, by the event."""
    numbers = {event.pk: event.data.get(name) for event in events if event.verb == verb}
    if not numbers:
        return {}
    found = rows.in_bulk([number for number in numbers.values() if isinstance(number, int)])
    return {pk: str(found[number]) for pk, number in numbers.items() if number in found}
