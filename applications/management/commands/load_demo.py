"""Loads the demo company: `manage.py load_demo`."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.demo.actions import NotEmpty, load_demo
from applications.demo.sign_ins import DEMO_PASSWORD, SIGN_INS


class Command(BaseCommand):
    help = "Fill an empty installation with a fictional company and three months of history."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="same seed, same people")
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where data is already"
        )
        parser.add_argument(
            "--sign-ins", action="store_true", help="only print who can sign in, in the demo"
        )

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Demo data is only for the embedded servers, or where FAIRLEAD_DEMO=1 is set, and"
                " never for production settings."
            )
        if options["sign_ins"]:
            self._print_sign_ins()
            return
        try:
            loaded = load_demo(seed=int(str(options["seed"])), now=timezone.now())
        except NotEmpty:
            if not options["if_empty"]:
                raise CommandError(
                    "This installation is in use; the demo wants an empty one."
                ) from None
            return
        self.stdout.write(
            f"Loaded the demo: {loaded.postings} postings, {loaded.applications} applications."
        )

    def _print_sign_ins(self) -> None:
        for person in SIGN_INS:
            self.stdout.write(f"  {person.role:<15} {person.email:<26} {DEMO_PASSWORD}")
