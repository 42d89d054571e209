"""Views that do the work of a path and nothing else: what the path could reach at best."""

import json
import os
import secrets
from pathlib import Path
from random import randint
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from applications.bench.ceiling_models import Scratch
from applications.bench.scratch import BODY_BYTES, ROWS

FIXED = b"x" * 20_000
# One list of works (see counting.Work) for each script, in the order of the report.
PLANS: list[list[dict[str, Any]]] = json.loads(Path(os.environ["BENCH_WORKS"]).read_text())


def work(request: HttpRequest, script: int, step: int) -> HttpResponse:
    """As many statements, rows and bytes as the path, in one transaction when it writes."""
    plan = PLANS[script][step]
    if plan["file_bytes"]:
        _store(request.body[: plan["file_bytes"]])
    if plan["updates"] or plan["inserts"]:
        with transaction.atomic():
            _read(plan["reads"])
            _write(plan)
    else:
        _read(plan["reads"])
    return _answer(b"x" * plan["answer_bytes"])


def fixed(request: HttpRequest) -> HttpResponse:
    """For orientation: bytes, and no work at all."""
    return _answer(FIXED)


def insert(request: HttpRequest) -> HttpResponse:
    """For orientation: one row, committed."""
    Scratch.objects.create(body="x" * BODY_BYTES)
    return _answer(b"ok")


def select_orm(request: HttpRequest) -> HttpResponse:
    """For orientation: one of the reads of which ceilings are made."""
    _read(1)
    return _answer(b"ok")


def select_raw(request: HttpRequest) -> HttpResponse:
    """For orientation: the same read without the ORM."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, body FROM bench_scratch WHERE id = %s", [randint(1, ROWS)])
        cursor.fetchone()
    return _answer(b"ok")


def _answer(content: bytes) -> HttpResponse:
    return HttpResponse(content, headers={"Content-Length": str(len(content))})


def _read(count: int) -> None:
    for _ in range(count):
        Scratch.objects.get(pk=randint(1, ROWS))


def _write(plan: dict[str, Any]) -> None:
    for rows, size in plan["inserts"]:
        body = "x" * (size // max(rows, 1))
        if rows == 1:
            Scratch.objects.create(body=body)
        else:
            Scratch.objects.bulk_create([Scratch(body=body) for _ in range(rows)])
    for _ in range(plan["updates"]):
        body = secrets.token_hex(BODY_BYTES // 2)
        Scratch.objects.filter(pk=randint(1, ROWS)).update(body=body)


def _store(content: bytes) -> None:
    """Write, sync, rename: what it takes to have a file whole or not at all."""
    folder = Path(settings.VAR_DIR) / "ceiling"
    folder.mkdir(parents=True, exist_ok=True)
    name = secrets.token_hex(20)
    with (folder / f"{name}.new").open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    (folder / f"{name}.new").rename(folder / name)
