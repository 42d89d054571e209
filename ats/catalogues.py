"""Message catalogues by Babel alone: gather the messages, merge them, compile them.

`ats/locale/django.pot` holds every message of the code and the templates; each language has a
`django.po` beside it, and the compiled `.mo` files are made where they are needed.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "ats" / "locale"
TEMPLATE = LOCALE / "django.pot"
PACKAGES = ("ats", "postings", "applications")
NOT_PRODUCT = {"tests", "testing", "migrations", "demo", "bench"}
# What candidates read, pages and mails: complete in every language. The rest is read by staff, who
# work in English for now; docs/languages.md says so to translators.
PUBLIC = (
    "applications/candidates/",
    "applications/documents/",
    "applications/intake/",
    "applications/notifications/texts.py",
    "applications/profiles/",
    "applications/status_page/",
    "applications/templates/documents/row.html",
    "applications/templates/intake/",
    "applications/templates/notifications/",
    "applications/templates/profiles/",
    "applications/templates/status_page/",
    "ats/formats/",
    "ats/templates/base_public.html",
    "ats/templates/components/",
    "ats/templates/errors/",
    "ats/web/",
    "postings/boards/",
    "postings/careers/",
    "postings/posting/countries.py",
    "postings/posting/labels.py",
    "postings/posting/models.py",
    "postings/templates/careers/",
)
FOR_STAFF = (
    "applications/templates/notifications/assignment.txt",
    "applications/templates/notifications/team_",
    "ats/templates/components/board_",
    "ats/templates/components/keys_dialog.html",
    "ats/templates/components/menu.html",
    "ats/templates/components/rail",
    "ats/templates/components/side_panel.html",
    "ats/templates/components/toasts.html",
    "ats/web/mixins.py",
    "ats/web/navigation.py",
    "postings/templates/careers/embed_settings.html",
    "postings/templates/careers/preview.html",
)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def gather() -> Catalog:
    """Return every message of our code and templates."""
    catalog = Catalog(project="Fairlead", charset="utf-8", fuzzy=False)
    for path in _sources():
        name = path.relative_to(ROOT).as_posix()
        for _line, message, comments, context in _messages(path):
            catalog.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def _sources() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            parts = set(path.relative_to(ROOT).parts)
            if parts & NOT_PRODUCT:
                continue
            if path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in parts):
                yield path


def _messages(path: Path) -> Iterator[tuple[Any, ...]]:
    source = path.read_text()
    if path.suffix != ".py":
        # Django's own rewriting of a template into something that looks like code with calls.
        code = templatize(source, origin=str(path))
        source = "\n".join(line.lstrip() for line in code.splitlines())
    yield from extract("python", BytesIO(source.encode()), KEYWORDS, ["Translators:"])


def text_of(catalog: Catalog) -> bytes:
    """Return the catalogue as a file without dates and line numbers, which only make conflicts."""
    catalog.header_comment = "# Messages of Fairlead."
    catalog.revision_date = catalog.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = BytesIO()
    write_po(out, catalog, width=99, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def update() -> None:
    """Write the template and merge it into every language."""
    found = gather()
    LOCALE.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(text_of(found))
    for path in languages():
        path.write_bytes(text_of(_merged(path, found)))


def _merged(path: Path, found: Catalog) -> Catalog:
    catalog = _read(path)
    catalog.update(found, no_fuzzy_matching=True)
    return catalog


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def languages() -> list[Path]:
    """Return the catalogue of every language."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def problems() -> list[str]:
    """Return what is wrong: messages not gathered, placeholders that do not fit."""
    found = gather()
    wrong = []
    if not TEMPLATE.exists() or TEMPLATE.read_bytes() != text_of(found):
        wrong.append(f"{TEMPLATE.relative_to(ROOT)} is out of date: run `make messages`.")
    for path in languages():
        name = path.relative_to(ROOT)
        if path.read_bytes() != text_of(_merged(path, found)):
            wrong.append(f"{name} is out of date: run `make messages`.")
        for message, errors in _read(path).check():
            wrong += [f"{name}: {message.id!r}: {error}" for error in errors]
        wrong += [f"{name}: {problem}" for problem in _gaps(_read(path), found)]
    return wrong


def is_public(message: Message) -> bool:
    """Say whether candidates may read a message, by the files that it stands in."""
    names = [name for name, _line in message.locations]
    return any(name.startswith(PUBLIC) and not name.startswith(FOR_STAFF) for name in names)


def _gaps(catalog: Catalog, found: Catalog) -> Iterator[str]:
    """Yield what a language lacks; English is the language of the messages themselves."""
    if str(catalog.locale) == "en":
        return
    for message in catalog:
        if message.id and message.fuzzy:
            yield f"{message.id!r} is marked as fuzzy, so nobody sees it."
    for message in found:
        if message.id and is_public(message):
            there = catalog.get(message.id, message.context)
            texts = there.string if there else ""
            forms = texts if isinstance(texts, tuple | list) else [texts]
            many = isinstance(message.id, tuple | list)
            if not all(forms) or (many and len(forms) != catalog.num_plurals):
                yield f"{message.id!r} is not translated."


def compile_stale() -> list[Path]:
    """Compile the catalogues that are newer than their compiled form, and return those."""
    done = []
    for path in languages():
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        out = BytesIO()
        write_mo(out, _read(path))
        # Beside it and then renamed, so that nobody reads half a file.
        fresh = compiled.with_suffix(".mo.new")
        fresh.write_bytes(out.getvalue())
        fresh.replace(compiled)
        done.append(compiled)
    return done
