"""Measures the main paths: `manage.py bench`."""

import os
import shutil
import subprocess
import sys
import time
from argparse import ArgumentParser
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from applications.bench import databases, report, seed, servers
from applications.bench.load import LoadClient, LoadFailed
from applications.bench.measuring import Amounts, Measurement
from applications.bench.plan import read_paths
from ats.embedded import locks
from ats.embedded.postgres import Postgres
from ats.embedded.process import StartError
from ats.embedded.supervisor import ChildEnded, Stopped, Supervisor, signals_raise_stopped

ROUNDS, QUICK_ROUNDS = 5, 1
SECONDS, QUICK_SECONDS = 1.5, 0.4
# Disturbed pairs are run again so often, while less than so many seconds were spent on work.
SPARE_ROUNDS, LONGEST = 3, 480
RUNNING = "Another measurement is running on this data."


class Command(BaseCommand):
    help = "Seed a database of its own, start the production server, measure the main paths."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--applications", type=int, default=20_000)
        parser.add_argument("--rounds", type=int, default=0, help=f"default {ROUNDS}")
        parser.add_argument("--seconds", type=float, default=0, help=f"of a run, default {SECONDS}")
        parser.add_argument("--connections", type=int, default=8)
        parser.add_argument(
            "--patience", type=float, default=60, help="seconds to wait for a quiet machine (60)"
        )
        parser.add_argument("--quick", action="store_true", help="one short round, for a look")
        parser.add_argument("--only", default="", help="paths whose name contains this")
        parser.add_argument("--database", default="fairlead_bench", help="made anew, then dropped")

    def handle(self, *args: object, **options: Any) -> None:
        self.began = time.monotonic()
        try:
            seed.shares(options["applications"])  # before anything is started for nothing
            with ExitStack() as stack:
                stack.enter_context(signals_raise_stopped())
                self._run(stack, options)
        except (ChildEnded, StartError, LoadFailed, locks.Busy, ValueError) as error:
            raise CommandError(str(error)) from error
        except Stopped as stopped:
            raise CommandError("Stopped.") from stopped

    def _run(self, stack: ExitStack, options: dict[str, Any]) -> None:
        var = settings.VAR_DIR / "bench"
        lock = locks.acquire(settings.VAR_DIR / "run" / "bench.lock", text=RUNNING)
        stack.callback(os.close, lock)
        given = "" if settings.EMBEDDED else os.environ["DATABASE_URL"]
        stack.callback(shutil.rmtree, var, ignore_errors=True)
        if settings.EMBEDDED:
            stack.callback(Postgres(var).discard)
        below = _supervisor(stack)
        database = databases.database(below, var, name=options["database"], given=given)
        broker = databases.broker(below, var, given=os.environ.get("REDIS_URL", ""))
        environment = servers.production(
            dict(os.environ),
            var=var,
            database_url=stack.enter_context(database),
            redis_url=stack.enter_context(broker),
        )
        self._prepare(environment, var, options)
        ports = self._start_servers(_supervisor(stack), environment, var)
        client = stack.enter_context(LoadClient(settings.BASE_DIR))
        amounts = _amounts(options)
        measurement = Measurement(
            client,
            real_port=ports[0],
            ceiling_port=ports[1],
            amounts=amounts,
            server_is_ours=settings.EMBEDDED,
        )
        paths = [path for path in read_paths(var) if options["only"] in path.name]
        self._measure(measurement, paths, amounts)
        paths += self._measure_many_postings(measurement, paths, amounts, environment)
        self._say(f"\n{options['applications']:,} applications; {report.machine()}")
        self._say(f"PostgreSQL {databases.about(environment['DATABASE_URL'])}\n")
        for line in report.lines_of(paths, measurement):
            self._say(line)
        self._say(f"The whole took {time.monotonic() - self.began:.0f} s.")

    def _prepare(self, environment: dict[str, str], var: Path, options: dict[str, Any]) -> None:
        self._say(f"Seeding {options['applications']:,} applications, counting statements …")
        var.mkdir(parents=True, exist_ok=True)
        arguments = ["--into", str(var)]
        for name in ("applications", "connections"):
            arguments += [f"--{name}", str(options[name])]
        _seed(arguments, environment)

    def _start_servers(
        self, supervisor: Supervisor, environment: dict[str, str], var: Path
    ) -> tuple[int, int]:
        self._say("Starting the production server and the ceiling …")
        kinds = {"bench-web": ("ats.settings", "/"), "bench-ceiling": (CEILING, "/fixed")}
        ports = []
        for name, (module, path) in kinds.items():
            port = servers.free_port()
            own = environment | {"DJANGO_SETTINGS_MODULE": module}
            child = servers.granian(name, own, root=settings.BASE_DIR, var=var, port=port)
            supervisor.start(child)
            child.wait_until(partial(servers.answers, port, path), patience=servers.START_SECONDS)
            ports.append(port)
        return ports[0], ports[1]

    def _measure(self, measurement: Measurement, paths: list[Any], amounts: Amounts) -> None:
        self._say("Warming up …")
        measurement.learn(paths)
        for number in range(amounts.rounds):
            self._say(f"Round {number + 1} of {amounts.rounds} …")
            measurement.run_round(paths, ceiling_first=bool(number % 2))
            measurement.orient()
        for number in range(amounts.spare_rounds):
            again = [path for path in paths if len(path.undisturbed) < amounts.rounds]
            if not again or self._spent(measurement) > LONGEST:
                break
            self._say(f"Again, for {len(again)} paths with disturbed runs …")
            measurement.run_round(again, ceiling_first=bool(number % 2))

    def _measure_many_postings(
        self,
        measurement: Measurement,
        paths: list[Any],
        amounts: Amounts,
        environment: dict[str, str],
    ) -> list[Any]:
        """Return the careers list as a path of its own, now with many more postings."""
        few = next((path for path in paths if path.name == report.LISTS[0]), None)
        if few is None:
            return []
        self._say(f"Adding {MANY_POSTINGS - seed.POSTINGS:,} postings …")
        _seed(["--further-postings", str(MANY_POSTINGS - seed.POSTINGS)], environment)
        script = replace(few.script, name=report.LISTS[1])
        # The same work for the ceiling: a page shows as many postings of 2,000 as of 20.
        many = [type(few)(few.number, script, few.works)]
        self._measure(measurement, many, amounts)
        return many

    def _spent(self, measurement: Measurement) -> float:
        waited = measurement.amounts.patience - measurement.patience.left
        return time.monotonic() - self.began - waited

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


CEILING = "applications.bench.ceiling_settings"
MANY_POSTINGS = 2_000


def _seed(arguments: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "applications.bench.prepare", *arguments],
        env=environment, cwd=settings.BASE_DIR, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise CommandError(f"Seeding failed:\n{done.stderr[-3000:]}")


def _supervisor(stack: ExitStack) -> Supervisor:
    supervisor = Supervisor()
    stack.callback(supervisor.stop)
    return supervisor


def _amounts(options: dict[str, Any]) -> Amounts:
    is_quick = options["quick"]
    return Amounts(
        rounds=options["rounds"] or (QUICK_ROUNDS if is_quick else ROUNDS),
        seconds=options["seconds"] or (QUICK_SECONDS if is_quick else SECONDS),
        connections=options["connections"],
        spare_rounds=0 if is_quick else SPARE_ROUNDS,
        patience=0 if is_quick else options["patience"],
    )
