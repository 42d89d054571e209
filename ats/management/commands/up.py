"""`manage.py up`: everything that is needed, until Ctrl-C."""

import os
import sys
from contextlib import ExitStack
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from ats import catalogues
from ats.embedded import locks, servers
from ats.embedded.postgres import Postgres
from ats.embedded.process import StartError
from ats.embedded.supervisor import ChildEnded, Stopped, Supervisor, signals_raise_stopped
from ats.embedded.valkey import Valkey

START_SECONDS = 60


class Command(BaseCommand):
    help = (
        "Start PostgreSQL and Valkey (unless DATABASE_URL and REDIS_URL are set), a Celery worker "
        "with its clock, and the web server; stop all of them on Ctrl-C or SIGTERM."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="for the web server (8000)")

    def handle(self, *args: object, port: int, **options: object) -> None:
        supervisor = Supervisor()
        with ExitStack() as stack:
            stack.enter_context(signals_raise_stopped())
            stack.callback(supervisor.stop)
            try:
                self._hold_lock(port)
                servers.await_predecessor(settings.VAR_DIR)
                servers.assert_port_is_free(port)
                self._start(supervisor, port)
                supervisor.watch()
            except (ChildEnded, StartError, PermissionError) as error:
                raise CommandError(str(error)) from error
            except Stopped:
                self._say("\nStopping …")
        self._say("Stopped.")

    def _hold_lock(self, port: int) -> None:
        """Refuse a second start on the same data; the kernel lifts the lock when we end."""
        text = f"process {os.getpid()}, http://{servers.ADDRESS}:{port}/"
        try:
            locks.acquire(settings.VAR_DIR / "run" / "up.lock", text=text)
        except locks.Busy as error:
            raise StartError(f"Fairlead is already running on this data ({error}).") from error

    def _start(self, supervisor: Supervisor, port: int) -> None:
        root, var = settings.BASE_DIR, settings.VAR_DIR
        os.environ["FAIRLEAD_VAR"] = str(var)
        os.environ.setdefault("FAIRLEAD_URL", f"http://{servers.ADDRESS}:{port}")
        if settings.EMBEDDED:
            self._say("Starting PostgreSQL …")
            supervisor.start(Postgres(var))
        if not os.environ.get("REDIS_URL"):
            self._say("Starting Valkey …")
            supervisor.start(Valkey(var))
        self._prepare_data()
        self._say("Starting the worker and the web server …")
        supervisor.start(servers.celery(root, var))
        web = servers.web(root, var, port)
        supervisor.start(web)
        host = urlsplit(settings.PUBLIC_URL).hostname or servers.ADDRESS

        def ready() -> bool:
            supervisor.check()
            return servers.answers(port, host)

        web.wait_until(ready, patience=START_SECONDS)
        self._announce(port)

    def _prepare_data(self) -> None:
        catalogues.compile_stale()
        if settings.PRODUCTION:
            call_command("collectstatic", interactive=False, verbosity=0)
        self._say("Bringing the database up to date …")
        call_command("migrate", interactive=False, verbosity=0)
        if self._has_demo():
            call_command("load_demo", "--if-empty")
        connections.close_all()

    def _announce(self, port: int) -> None:
        self._say(f"\nFairlead is running: {os.environ['FAIRLEAD_URL']}/")
        if self._has_demo():
            call_command("load_demo", "--sign-ins")
        self._say(f"Logs: {settings.VAR_DIR / 'log'}. Stop with Ctrl-C.")

    def _has_demo(self) -> bool:
        """Say whether the demo company belongs here; it lives above this app, hence by name."""
        return settings.DEMO and "load_demo" in get_commands()

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
        sys.stdout.flush()
