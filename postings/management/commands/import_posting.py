"""`manage.py import_posting FILE`: a draft out of an advert, and a report of what went where."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ats.users.models import User
from postings.importing.actions import NotAllowed, import_posting
from postings.importing.parsing import ParsedPosting, parse_bytes
from postings.importing.report import Entry, Kind
from postings.importing.text import LIMIT_BYTES, UnreadableAdvert
from postings.posting.texts import UnusableText

_LONGEST_WORDS = 90


class Command(BaseCommand):
    help = "Make a draft posting out of the text of an advert (plain text or Markdown)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the advert; - reads standard input")
        parser.add_argument("--by", metavar="EMAIL", help="the recruiter whose draft it is")
        parser.add_argument("--dry-run", action="store_true", help="only report what would be made")

    def handle(self, *args: Any, **options: Any) -> None:
        parsed = _parsed(options["file"])
        actor = _person(options["by"]) if options["by"] else None
        self._print_report(parsed)
        if options["dry_run"]:
            self.stdout.write("\nNothing was made (--dry-run).")
            return
        try:
            posting = import_posting(actor=actor, parsed=parsed, now=timezone.now())
        except NotAllowed as error:
            raise CommandError(f"{options['by']} may not make postings.") from error
        except UnusableText as error:
            raise CommandError(error.problem) from error
        self.stdout.write(
            self.style.SUCCESS(f"\nMade draft {posting.reference}: {posting.title}")
            + f"\nEdit it at /staff/postings/{posting.pk}/edit"
        )

    def _print_report(self, parsed: ParsedPosting) -> None:
        for title, entries in parsed.report.groups():
            self.stdout.write(f"\n{title}")
            for entry in entries:
                self.stdout.write(f"  {_sentence(entry)}")


def _sentence(entry: Entry) -> str:
    words = entry.words
    if len(words) > _LONGEST_WORDS:
        words = words[:_LONGEST_WORDS].rstrip() + "…"
    source = f"line {entry.line}: {words}" if entry.line else ""
    if entry.kind == Kind.REPAIRED and entry.value:
        return f"{source} → {entry.value}"
    said = f"{entry.field_title}: {entry.value}" if entry.value else entry.field_title
    said = said.removeprefix(": ")
    return " | ".join(part for part in (said, entry.note, source) if part)


def _parsed(name: str) -> ParsedPosting:
    try:
        return parse_bytes(_content(name))
    except UnreadableAdvert as error:
        raise CommandError(f"{name}: {error}") from error


def _content(name: str) -> bytes:
    """One byte more than is allowed, so that a longer file is refused without being read."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(LIMIT_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(LIMIT_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror or error}") from error


def _person(email: str) -> User:
    person: User | None = User.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise CommandError(f"Nobody who works here has the address {email}.")
    return person
