"""Pictures of all pages, to be looked at: `manage.py screenshots`."""

import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.demo.pictures.server import demo_server
from ats.embedded.process import StartError

FOLDER, README_FOLDER = Path("test-results/pictures"), Path("docs/pictures")
ALL_WIDTHS, ALL_SCHEMES = (360, 768, 1440), ("light", "dark")


class Command(BaseCommand):
    help = (
        "Start a demo of its own, take pictures of all its pages at three widths in light and "
        "dark, and stop it. With --url use the demo that runs there on this process's data."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--url", help="of a demo that is running, for instance by `make run`")
        parser.add_argument("--only", default="", help="pages whose name begins with this")
        parser.add_argument("--width", type=int, choices=ALL_WIDTHS, help="only this width")
        parser.add_argument("--scheme", choices=ALL_SCHEMES, help="only light or only dark")
        parser.add_argument(
            "--readme", action="store_true", help="only those of the README, into docs/pictures"
        )
        parser.add_argument("--folder", type=Path, help=f"to put them into ({FOLDER})")

    def handle(self, *args: object, **options: object) -> None:
        if options["url"]:
            self._take(str(options["url"]), options)
            return
        self.stdout.write("Starting a demo of its own …")
        try:
            with demo_server() as (url, environment):
                # In a process of its own: this one's settings point to other data.
                command = [sys.executable, *sys.argv, "--url", url]
                done = subprocess.run(command, env=dict(environment), check=False)  # noqa: S603
        except StartError as error:
            raise CommandError(str(error)) from error
        sys.exit(done.returncode)

    def _take(self, url: str, options: dict[str, object]) -> None:
        if not settings.DEMO:
            raise CommandError("Pictures are taken of the demo company alone.")
        # These need the packages for development.
        from applications.demo.pictures.camera import Camera, NoBrowser, chromium_browser
        from applications.demo.pictures.plates import make_plates
        from applications.demo.pictures.subjects import subjects

        default = README_FOLDER if options["readme"] else FOLDER
        folder = Path(str(options["folder"] or settings.BASE_DIR / default))
        folder.mkdir(parents=True, exist_ok=True)
        wanted = [s for s in subjects(timezone.now()) if s.name.startswith(str(options["only"]))]
        if not wanted:
            raise CommandError(f"No page has a name that begins with {options['only']}.")
        widths = [options["width"]] if options["width"] else ALL_WIDTHS
        schemes = [options["scheme"]] if options["scheme"] else ALL_SCHEMES
        try:
            with chromium_browser() as browser:
                camera = Camera(browser, url, folder)
                if options["readme"]:
                    taken = make_plates(camera, wanted, folder)
                else:
                    taken = list(camera.take(wanted, widths, schemes))
        except NoBrowser as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(taken)} pictures in {folder}.")
        if camera.problems:
            raise CommandError("Not as they should be:\n" + "\n".join(camera.problems))
