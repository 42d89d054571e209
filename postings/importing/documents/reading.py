"""What a file is, by its shape, and the jobs that are in it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.importing.documents import ashby, greenhouse, html, jobposting, lever, values
from postings.importing.parsing import ParsedPosting, parse
from postings.importing.text import UnreadableAdvert, decode
from postings.posting.texts import text_problem

LIMIT_BYTES = 5_000_000
MOST_JOBS = 200
# Of all jobs together: some seconds of work, where ten times as many fit into the bytes.
MOST_TAGS = 50_000


@dataclass(frozen=True)
class Job:
    """One job of a document: what was read, or why it could not be."""

    name: str
    parsed: ParsedPosting | None = None
    problem: str = ""


@dataclass(frozen=True)
class Document:
    """`kind` says in words what was recognised; `text` is what it was read from."""

    kind: str
    jobs: tuple[Job, ...]
    text: str

    @property
    def readable(self) -> list[ParsedPosting]:
        return [job.parsed for job in self.jobs if job.parsed]


Reader = Callable[[dict[str, Any]], ParsedPosting]
_LD_JSON = gettext_lazy("JobPosting of schema.org")
_BOARDS: tuple[tuple[str, Callable[[dict[str, Any]], bool], Reader], ...] = (
    ("Ashby", ashby.looks_like_job, ashby.read_job),
    ("Greenhouse", greenhouse.looks_like_job, greenhouse.read_job),
    ("Lever", lever.looks_like_job, lever.read_job),
)


def read_bytes(data: bytes) -> Document:
    """Read a file: Markdown or text, HTML, JSON-LD, or a board of Ashby, Greenhouse or Lever.

    Raises UnreadableAdvert for what is none of these, or holds no job.
    """
    return read_text(decode(data, limit=LIMIT_BYTES))


def read_text(text: str) -> Document:
    """As `read_bytes`, of a text that was pasted. Raises UnreadableAdvert."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start in ("{", "["):
        return _json(text)
    if html.looks_like_html(text):
        return _page(text)
    parsed = parse(decode(text.encode("utf-8", "replace")))
    return Document(_("Text"), (_checked(parsed),), text)


def _page(text: str) -> Document:
    """The linked data of a page where there is some, else its words."""
    found = []
    for script in html.linked_data(text):
        try:
            found += jobposting.postings_in(_loaded(script))
        except UnreadableAdvert:
            continue  # other scripts may hold it
    if found:
        jobs = tuple(_jobs(found, jobposting.read_job))
        return Document(str(_LD_JSON), jobs, text)
    written = html.to_markdown(text)
    if not written.markdown:
        raise UnreadableAdvert(_("There is no text in this HTML."))
    parsed = parse(decode(written.markdown.encode("utf-8", "replace")))
    return Document("HTML", (_checked(parsed),), text)


def _json(text: str) -> Document:
    data = _loaded(text)
    if isinstance(data, dict) and isinstance(data.get("jobs"), list):
        rows = [row for row in data["jobs"] if isinstance(row, dict)]
        if not rows:
            raise UnreadableAdvert(_("There are no jobs on this board."))
        kind = _board_of(rows, "Ashby" if "apiVersion" in data else "")
    elif isinstance(data, list) and any(map(lever.looks_like_job, map(values.record, data))):
        rows, kind = [row for row in data if isinstance(row, dict)], "Lever"
    elif found := jobposting.postings_in(data):
        return Document(str(_LD_JSON), tuple(_jobs(found, jobposting.read_job)), text)
    else:
        rows = [values.record(data)]
        kind = "" if _says_what_it_is(data) else _board_of(rows, "")
    for name, _fits, reader in _BOARDS:
        if name == kind:
            board = _("Board of %(vendor)s") % {"vendor": name}
            return Document(board, tuple(_jobs(rows, reader)), text)
    raise UnreadableAdvert(_what_it_is_not(data))


def _board_of(rows: list[dict[str, Any]], hint: str) -> str:
    fitting = [name for name, fits, _reader in _BOARDS if any(map(fits, rows[:20]))]
    return hint if hint in fitting else next(iter(fitting), "")


def _says_what_it_is(data: Any) -> bool:
    return any(jobposting.kinds_of(thing) for thing in jobposting.things_in(data))


def _what_it_is_not(data: Any) -> str:
    kinds = [kind for thing in jobposting.things_in(data) for kind in jobposting.kinds_of(thing)]
    if kinds:
        return _("This describes “%(kind)s”, not a JobPosting.") % {"kind": kinds[0][:60]}
    return _(
        "This is JSON, but neither a JobPosting of schema.org nor a board or job of Greenhouse, "
        "Lever or Ashby."
    )


def _loaded(text: str) -> Any:
    try:
        return json.loads(text.lstrip("\ufeff"))
    except RecursionError as error:
        raise UnreadableAdvert(_("This JSON is nested too deeply to be read.")) from error
    except json.JSONDecodeError as error:
        message = _("This is not valid JSON: line %(line)d, column %(column)d.")
        raise UnreadableAdvert(message % {"line": error.lineno, "column": error.colno}) from error
    except ValueError as error:  # a number of thousands of digits
        raise UnreadableAdvert(_("This JSON holds a number that is too long.")) from error


def _jobs(rows: list[dict[str, Any]], reader: Reader) -> Iterator[Job]:
    if len(rows) > MOST_JOBS:
        text = _("There are more than %(most)d jobs in it. Split the file.")
        raise UnreadableAdvert(text % {"most": MOST_JOBS})
    if sum(map(html.tags_in, values.texts_in(rows))) > MOST_TAGS:
        text = _("There are more than %(most)d HTML tags in it. Split the file.")
        raise UnreadableAdvert(text % {"most": MOST_TAGS})
    for number, row in enumerate(rows, start=1):
        try:
            yield _checked(reader(row))
        except UnreadableAdvert as error:
            yield Job(_("Job %(number)d") % {"number": number}, problem=str(error))


def _checked(parsed: ParsedPosting) -> Job:
    problem = text_problem(parsed.description)
    return Job(parsed.title, None if problem else parsed, problem)
