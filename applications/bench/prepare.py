"""Seeds the database of a measurement and works out what to measure, in production settings.

    python -m applications.bench.prepare --applications N --connections N --into FOLDER
    python -m applications.bench.prepare --further-postings N

The first writes scripts.json (what the load client sends) and works.json (what each request
costs); the second only adds postings to what the first has made.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connections
from django.utils import timezone


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--applications", type=int)
    parser.add_argument("--connections", type=int)
    parser.add_argument("--into", type=Path)
    parser.add_argument("--further-postings", type=int, default=0)
    options = parser.parse_args()
    django.setup()
    if options.further_postings:
        _add_postings(options.further_postings)
    else:
        _prepare(options.applications, options.connections, options.into)


def _add_postings(count: int) -> None:
    from applications.bench import company

    company.add_postings(count, now=timezone.now())
    connections.close_all()


def _prepare(applications: int, connections_used: int, folder: Path) -> None:
    # These know models, which need the setup above.
    from applications.bench import paths, scratch, seed
    from applications.bench.counting import work_of
    from ats import catalogues

    catalogues.compile_stale()
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    now = timezone.now()
    seeded = seed.fill(applications, now=now)
    scratch.create()
    scripts = paths.scripts_for(seeded, connections=connections_used, now=now)
    works = [[asdict(work) for work in work_of(script)] for script in scripts]
    (folder / "scripts.json").write_text(json.dumps([script.as_json() for script in scripts]))
    (folder / "works.json").write_text(json.dumps(works))
    connections.close_all()


if __name__ == "__main__":
    main()
