"""The sheet on which a document's job is noted, fact by fact, together with the report about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from postings.application_form.models import QuestionKind
from postings.application_form.queries import QuestionRow
from postings.application_form.rules import MOST_FILE_QUESTIONS, MOST_REQUIRED_QUESTIONS
from postings.importing.documents import values
from postings.importing.parsing import LONGEST_TITLE, ParsedPosting, shown_value
from postings.importing.pay import PayRange
from postings.importing.places import Place, read_places
from postings.importing.report import FIELD_TITLES, Entry, Kind, Report
from postings.importing.teams import TeamOpening
from postings.importing.text import UnreadableAdvert
from postings.posting.models import WorkplaceType
from postings.posting.rules import MOST_ROWS

_NOTHING: dict[str, Any] = {
    "places": (),
    "teams": (),
    "window": None,
    "pay": None,
    "apply_by": None,
}
_FIELDS = [name for name in FIELD_TITLES if name not in ("title", "questions", "description")]


class Sheet:
    """`source` is everywhere the name under which the document has the fact."""

    def __init__(self) -> None:
        self.facts: dict[str, Any] = {}
        self.entries: list[Entry] = []
        self.questions: list[QuestionRow] = []

    def place(self, field: str, value: Any, source: str, note: str = "") -> None:
        """Put a value into a field that is still empty; nothing is no value."""
        if value and field not in self.facts:
            self.facts[field] = value
            words = shown_value(field, value)
            self.entries.append(Entry(Kind.PLACED, field, words, words=source, note=note))

    def doubt(self, field: str, source: str, why: str) -> None:
        self.entries.append(Entry(Kind.UNSURE, field, words=source, note=why))

    def leave_out(self, source: str, why: str) -> None:
        self.entries.append(Entry(Kind.CHANGED, words=source, note=why))

    def has(self, field: str) -> bool:
        return field in self.facts

    def place_coded(self, field: str, value: Any, codes: Mapping[str, str], source: str) -> None:
        """Put what a word of the document stands for, or say that it stands for nothing."""
        found = [text for each in values.items(value) if (text := values.line(each))]
        known = {codes[key] for each in found if (key := _key(each)) in codes}
        if len(known) == 1:
            self.place(field, known.pop(), source)
        elif found:
            self.doubt(field, source, _not_clear(", ".join(found[:5])))

    def place_places(self, places: Iterable[Place], source: str) -> None:
        found = tuple(dict.fromkeys(places))
        if len(found) > MOST_ROWS:
            self.doubt("places", source, _("Only the first %(n)d places.") % {"n": MOST_ROWS})
        self.place("places", found[:MOST_ROWS], source)

    def place_named_places(self, names: Iterable[str], source: str) -> None:
        """Read places such as "Lisbon, Portugal"; what only says "Remote" is the workplace."""
        places: list[Place] = []
        for name in names:
            if name.casefold().startswith("remote") and not self.has("workplace"):
                self.place("workplace", WorkplaceType.REMOTE.value, source)
            reading = read_places(name)
            places += reading.places if reading.complete else ()
            if not reading.complete and name.casefold() != "remote":
                self.doubt("places", source, _not_clear(name))
        self.place_places(places, source)

    def place_pay(
        self, low: Decimal | None, high: Decimal | None, currency: str, period: str, source: str
    ) -> None:
        """Put a pay range of which all parts are known, or say what is missing."""
        said = " – ".join(str(each) for each in (low, high) if each is not None)
        if low is None and high is None:
            self.doubt("pay", source, _("There is no amount that can be read."))
        elif not currency:
            self.doubt("pay", source, _("The currency is not said: %(pay)s.") % {"pay": said})
        elif not period:
            text = _("It is not said for which time: %(pay)s %(currency)s.")
            self.doubt("pay", source, text % {"pay": said, "currency": currency})
        elif low is not None and high is not None and low > high:
            self.doubt("pay", source, _("The lower end is above the upper one."))
        else:
            self.place("pay", PayRange(low, high, currency, period), source)

    def place_date(self, field: str, value: Any, source: str) -> None:
        found: date | None = values.day(value)
        if found:
            self.place(field, found, source)
        elif value not in (None, ""):
            self.doubt(field, source, _not_clear(values.shown(value)))

    def place_teams(self, team: str, seats: Any, source: str) -> None:
        number = values.count(seats)
        if team or number:
            self.place("teams", (TeamOpening(team[:100], number),), source)
        if seats not in (None, "") and not number:
            self.doubt("teams", source, _not_clear(values.shown(seats)))

    def add_question(self, row: QuestionRow) -> None:
        """Add a question that is good in itself, as far as a form has room for it."""
        note = ""
        if row.is_required and self._required() >= MOST_REQUIRED_QUESTIONS:
            row = replace(row, is_required=False)
            note = _("Optional now: a form may not require more.")
        if row.kind == QuestionKind.FILE and self._files() >= MOST_FILE_QUESTIONS:
            self.leave_out(row.label, _("The question was left out: a form takes no more files."))
            return
        self.questions.append(row)
        kind = str(QuestionKind(row.kind).label)
        self.entries.append(Entry(Kind.PLACED, "questions", f"{row.label} ({kind})", note=note))

    def _required(self) -> int:
        return sum(question.is_required for question in self.questions)

    def _files(self) -> int:
        return sum(question.kind == QuestionKind.FILE for question in self.questions)

    def leave_out_rest(self, job: Mapping[str, Any], known: Sequence[str]) -> None:
        """Name what the document says beyond that and no field takes."""
        rest = [
            values.line(name, 60)
            for name, value in list(job.items())[:300]
            if name not in known and not name.startswith("@") and value not in (None, "", [], {})
        ]
        if rest:
            self.leave_out(", ".join(sorted(rest)[:40]), _("There is no field for this."))

    def parsed(self, title: str, description: str) -> ParsedPosting:
        """The whole job. Raises UnreadableAdvert when it has no title."""
        title = values.line(title, 2000)
        if not any(character.isalnum() for character in title):
            raise UnreadableAdvert(_("It has no title."))
        cut = _("The title was cut to %(n)d characters.") % {"n": LONGEST_TITLE}
        note = cut if len(title) > LONGEST_TITLE else ""
        title = title[:LONGEST_TITLE]
        head = Entry(Kind.PLACED, "title", title, note=note)
        asked = {entry.field for entry in self.entries}
        empty = [Entry(Kind.EMPTY, field) for field in _FIELDS if field not in asked]
        if not description:
            empty.append(Entry(Kind.EMPTY, "description"))
        facts = {field: self.facts.get(field, _NOTHING.get(field, "")) for field in _FIELDS}
        return ParsedPosting(
            title=title,
            description=description,
            questions=tuple(self.questions),
            report=Report((head, *self.entries, *empty)),
            **facts,
        )


def _key(word: str) -> str:
    return "".join(character for character in word.casefold() if character.isalnum())


def _not_clear(words: str) -> str:
    return _("Not clear: “%(words)s”.") % {"words": words[:120]}
