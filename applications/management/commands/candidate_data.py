"""Hands out or erases what is kept about one person: `manage.py candidate_data export ID`."""

import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from applications.candidates.models import Candidate
from applications.privacy.actions import StillWaiting, erase_candidate
from applications.privacy.queries import everything_about


class Command(BaseCommand):
    help = "Export (as JSON) or erase all personal data about a candidate."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["export", "erase"])
        parser.add_argument("candidate", type=int, help="the candidate's number, as in addresses")

    def handle(self, *args: object, **options: object) -> None:
        candidate = Candidate.objects.filter(pk=int(str(options["candidate"]))).first()
        if candidate is None:
            raise CommandError(f"There is no candidate {options['candidate']}.")
        if options["what"] == "export":
            everything = everything_about(candidate)
            self.stdout.write(json.dumps(everything, cls=DjangoJSONEncoder, indent=2))
            return
        try:
            erase_candidate(actor=None, candidate_id=candidate.pk, now=timezone.now())
        except StillWaiting:
            raise CommandError(
                "An application of this person still waits for its answer; answer it first."
            ) from None
        self.stdout.write(f"Everything personal about candidate {candidate.pk} is erased.")
