"""What differs between two values of a section, in lines that people read."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.application_form.knock_out import flag_label
from postings.copying.sections import Kind
from postings.posting.countries import country_name
from postings.posting.labels import offset_label
from postings.posting.translations import written_languages

# Comparing takes the square of what differs; beyond this, all of it counts as changed.
MOST_COMPARED = 1_000
# Columns whose own names say too little without the form around them.
_LABELS: dict[str, str | Promise] = {
    "window_from_minutes": gettext_lazy("Working hours from"),
    "window_to_minutes": gettext_lazy("Working hours to"),
}
_CONTEXT = 1  # lines of a text shown around a change


@dataclass(frozen=True)
class Line:
    """`change` is "added", "removed", "same", or "gap" for lines that are left out."""

    change: str
    text: str = ""


def differences(kind: Kind, before: Any, after: Any, names: Mapping[int, str]) -> list[Line]:
    """What changed from `before` to `after`; `names` are those of `names_in`."""
    old, new = lines_of(kind, before, names), lines_of(kind, after, names)
    context = _CONTEXT if kind.key == "description" else 0
    return list(_with_context(list(compared(old, new)), context))


def lines_of(kind: Kind, value: Any, names: Mapping[int, str]) -> list[str]:
    """A section line by line: a column a line, a row a line, a text by its own lines."""
    return list(_lines(kind, value, names))


def names_in(kind: Kind, values: Iterable[Any]) -> Mapping[int, str]:
    """What the numbers in some values of a section are called, in at most one statement."""
    if kind.refers_to is None:
        return {}
    field = kind.refers_to.field
    numbers = {getattr(row, field) for value in values if isinstance(value, tuple) for row in value}
    return kind.refers_to.names(numbers) if numbers else {}


def _lines(kind: Kind, value: Any, names: Mapping[int, str]) -> Iterator[str]:
    if isinstance(value, tuple):
        for row in value:
            yield from _row_lines(kind, row, names)
    elif is_dataclass(value):
        for field in fields(value):
            content = getattr(value, field.name)
            if isinstance(content, tuple):
                yield from _lines(kind, content, names)
            elif _is_text(field.name, content):
                yield from content.splitlines()
            elif not _says_nothing(content):
                yield f"{_label(kind, field.name)}: {_words(kind, field.name, content)}"


def _row_lines(kind: Kind, row: Any, names: Mapping[int, str]) -> Iterator[str]:
    """The short columns of a row in one line, its texts below."""
    short, texts = [], []
    for field in fields(row):
        content = getattr(row, field.name)
        if field.name == "id" or _says_nothing(content):
            continue
        if kind.refers_to and field.name == kind.refers_to.field:
            short.append(names.get(content, _("nobody knows any more")))
        elif field.name == "knock_out":
            short.append(f"{_label(kind, field.name)}: {flag_label(row.kind, content)}")
        elif isinstance(content, tuple):
            short.append(" / ".join(str(part) for part in content if part))
        elif _is_text(field.name, content):
            texts.extend(content.splitlines())
        else:
            short.append(_cell(kind, field.name, content))
    yield " · ".join(part for part in short if part)
    yield from texts


def _cell(kind: Kind, name: str, content: Any) -> str:
    if content is True:
        return _label(kind, name)
    if isinstance(content, str):
        return _words(kind, name, content)
    return f"{_label(kind, name)}: {_words(kind, name, content)}"


def _says_nothing(content: Any) -> bool:
    """Zero says something: the hours of UTC."""
    return content is None or content is False or content in ("", (), {})


def _is_text(name: str, content: Any) -> bool:
    return isinstance(content, str) and (name == "description" or "\n" in content)


def _label(kind: Kind, name: str) -> str:
    """ "Pay from", as the form calls it."""
    column = kind.column(name)
    label = _LABELS.get(name) or getattr(column, "verbose_name", "")
    return capfirst(str(label or name.replace("_", " ")))


def _words(kind: Kind, name: str, content: Any) -> str:
    choices = dict(getattr(kind.column(name), "flatchoices", ()))
    if isinstance(content, str) and content in choices:
        return str(choices[content])
    if name == "country":
        return country_name(str(content))
    if name == "language":
        return dict(written_languages()).get(str(content), str(content))
    if name.endswith("_minutes"):
        return offset_label(content)
    return _plain_words(content)


def _plain_words(content: Any) -> str:
    if content is True:
        return _("yes")
    if isinstance(content, datetime):
        return date_format(timezone.localtime(content), "DATETIME_FORMAT")
    if isinstance(content, date):
        return date_format(content, "DATE_FORMAT")
    if isinstance(content, Decimal):
        return f"{content:f}"
    return str(content)


def compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Every line of both, in order: removed ones before those that took their place."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    yield from (Line("same", text) for text in old[:start])
    yield from _changed(old[start : len(old) - end], new[start : len(new) - end])
    yield from (Line("same", text) for text in old[len(old) - end :])


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = zip(old, new, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    if max(len(old), len(new)) > MOST_COMPARED:
        yield from (Line("removed", text) for text in old)
        yield from (Line("added", text) for text in new)
        return
    matcher = difflib.SequenceMatcher(None, old, new)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from (Line("same", text) for text in old[a:b])
            continue
        yield from (Line("removed", text) for text in old[a:b])
        yield from (Line("added", text) for text in new[c:d])


def _with_context(lines: Sequence[Line], context: int) -> Iterator[Line]:
    """Changes with the lines around them; a gap stands for what is left out between."""
    changed = [place for place, line in enumerate(lines) if line.change != "same"]
    near = {
        place
        for middle in changed
        for place in range(middle - context, middle + context + 1)
        if 0 <= place < len(lines)
    }
    last = -1
    for place in sorted(near):
        if context and place > last + 1:
            yield Line("gap")
        yield lines[place]
        last = place
    if context and changed and last < len(lines) - 1:
        yield Line("gap")
