"""`manage.py catalogues update|check|compile`."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ats import catalogues


class Command(BaseCommand):
    help = "Gather, check or compile the messages that can be translated."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["update", "check", "compile"])

    def handle(self, *args: object, what: str, **options: object) -> None:
        if what == "update":
            catalogues.update()
        elif what == "compile":
            for path in catalogues.compile_stale():
                self.stdout.write(f"compiled {path}")
        elif wrong := catalogues.problems():
            raise CommandError("\n".join(wrong))
