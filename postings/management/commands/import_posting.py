"""`manage.py import_posting FILE`: a draft out of an advert, and a report of what went where."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ats.users.models import User
from postings.importing.actions import NotAllowed, Outcome, import_jobs
from postings.importing.documents.reading import LIMIT_BYTES, Document, Job, read_bytes
from postings.importing.queries import by_source
from postings.importing.report import Entry, Kind
from postings.importing.text import UnreadableAdvert
from postings.posting.models import Posting

_LONGEST_WORDS = 90


class Command(BaseCommand):
    help = (
        "Make draft postings out of an advert (text, Markdown, HTML), a JobPosting of schema.org, "
        "or a board of Greenhouse, Lever or Ashby."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the advert or board; - reads standard input")
        parser.add_argument("--by", metavar="EMAIL", help="the recruiter whose draft it is")
        parser.add_argument("--dry-run", action="store_true", help="only report what would be made")

    def handle(self, *args: Any, **options: Any) -> None:
        document = _document(options["file"])
        actor = _person(options["by"]) if options["by"] else None
        self.stdout.write(f"{document.kind}: {len(document.jobs)}")
        known = by_source(actor, (parsed.source_url for parsed in document.readable))
        if options["dry_run"]:
            for job in document.jobs:
                self._print_report(job, known)
            self.stdout.write("\nNothing was made (--dry-run).")
            return
        try:
            outcomes = import_jobs(actor=actor, jobs=document.jobs, now=timezone.now())
        except NotAllowed as error:
            raise CommandError(f"{options['by']} may not make postings.") from error
        for job, outcome in zip(document.jobs, outcomes, strict=True):
            self._print_report(job, known)
            self._print_outcome(outcome)
        if not any(outcome.posting for outcome in outcomes):
            raise CommandError("No draft was made.")

    def _print_report(self, job: Job, known: dict[str, Posting]) -> None:
        self.stdout.write(f"\n== {job.name}")
        if there := known.get(job.parsed.source_url) if job.parsed else None:
            words = f"There is a posting of this source already: {there.title} ({there.reference})."
            self.stdout.write(self.style.WARNING(words))
        for title, entries in job.parsed.report.groups() if job.parsed else ():
            self.stdout.write(f"\n{title}")
            for entry in entries:
                self.stdout.write(f"  {_sentence(entry)}")

    def _print_outcome(self, outcome: Outcome) -> None:
        if outcome.posting is None:
            self.stdout.write(self.style.ERROR(f"\nNot imported: {outcome.problem}"))
            return
        self.stdout.write(
            self.style.SUCCESS(f"\nMade draft {outcome.posting.reference}: {outcome.name}")
            + f"\nEdit it at /staff/postings/{outcome.posting.pk}/edit"
        )


def _sentence(entry: Entry) -> str:
    words = entry.words
    if len(words) > _LONGEST_WORDS:
        words = words[:_LONGEST_WORDS].rstrip() + "…"
    source = f"line {entry.line}: {words}" if entry.line else words
    if entry.kind == Kind.REPAIRED and entry.value:
        return f"{source} → {entry.value}"
    said = f"{entry.field_title}: {entry.value}" if entry.value else entry.field_title
    said = said.removeprefix(": ")
    return " | ".join(part for part in (said, entry.note, source) if part)


def _document(name: str) -> Document:
    try:
        document = read_bytes(_content(name))
    except UnreadableAdvert as error:
        raise CommandError(f"{name}: {error}") from error
    if len(document.jobs) == 1 and document.jobs[0].problem:
        raise CommandError(f"{name}: {document.jobs[0].problem}")
    return document


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
