"""What one request of a path costs: SQL statements, rows and bytes written, bytes answered."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from applications.bench.scripts import Request, Script, Supply, Values

_UPDATES = ("UPDATE", "DELETE")


@dataclass
class Work:
    """Everything that a ceiling has to do as well; BEGIN and COMMIT are no statements.

    `reads` are statements that write no row: SELECT, locks, savepoints. `inserts` has the number
    of rows and the bytes of their values for each INSERT.
    """

    reads: int = 0
    updates: int = 0
    inserts: list[tuple[int, int]] = field(default_factory=list)
    answer_bytes: int = 0
    file_bytes: int = 0

    @property
    def statements(self) -> int:
        return self.reads + self.updates + len(self.inserts)


class UnexpectedAnswer(Exception):
    """A path does not answer as it has to, so there is nothing to measure."""


def work_of(script: Script) -> list[Work]:
    """Return what each request of a script costs, once everything is warm.

    Raises UnexpectedAnswer.
    """
    client = Client(enforce_csrf_checks=True)
    supply = Supply(script)
    last = len(script.rows) - 1  # the load client has the others
    works: list[Work] = []
    for _ in range(2):
        values = supply.values(last)
        works = [_count(client, request, values) for request in script.requests]
        supply.done(last)
    return works


def _count(client: Client, request: Request, values: Values) -> Work:
    work = Work()
    stored = _stored_bytes()
    path, body = request.filled(values)
    headers = dict(request.headers)
    kind = headers.pop("Content-Type", "application/octet-stream")
    with _recorded(work):
        response = client.generic(request.method, path, body, content_type=kind, headers=headers)
    if response.status_code != request.expects:
        raise UnexpectedAnswer(
            f"{request.method} {path}: expected {request.expects}, got {response.status_code}"
        )
    work.answer_bytes = len(response.content)
    work.file_bytes = _stored_bytes() - stored
    return work


@contextmanager
def _recorded(work: Work) -> Iterator[None]:
    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        verb = sql.lstrip().split(None, 1)[0].upper()
        if verb == "INSERT":
            size = sum(len(str(value).encode()) for value in params or ())
            work.inserts.append((context["cursor"].rowcount, size))
        elif verb in _UPDATES:
            work.updates += 1
        else:
            work.reads += 1
        return result

    with connection.execute_wrapper(note):
        yield


def _stored_bytes() -> int:
    folder = Path(settings.PRIVATE_FILES_DIR)
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
