"""The pytest plugin of this project: servers, databases, worker, mail server and browser."""

import os
import re
import shutil
from collections.abc import Iterator

import pytest

from ats.testing import environment
from ats.testing.repetitions import load_hypothesis_profile

# A test that asks for one of these is marked without having to say so.
MARKED_BY_FIXTURE = {
    "browser": "browser",
    "pages": "browser",
    "page": "browser",
    "open_page": "browser",
    "celery_worker": "worker",
}


SERVERS = pytest.StashKey["Servers"]()
FAILED = pytest.StashKey[bool]()


class Servers:
    """The embedded servers of a run, owned by the process that started pytest."""

    def __init__(self) -> None:
        self._running: list = []

    def start(self) -> None:
        from ats.embedded.postgres import Postgres
        from ats.embedded.valkey import Valkey

        var = environment.servers_folder()
        for own, kind in (
            (environment.own_postgres(), Postgres),
            (environment.own_valkey(), Valkey),
        ):
            if own:
                server = kind(var, durable=False)
                server.start()
                self._running.append(server)

    def stop(self) -> None:
        for server in reversed(self._running):
            server.stop()
            if server.name == "postgres":
                server.discard()


def pytest_configure(config: pytest.Config) -> None:
    load_hypothesis_profile()
    if hasattr(config, "workerinput") or config.option.collectonly or config.option.help:
        return
    from ats import catalogues

    catalogues.compile_stale()
    config.stash[SERVERS] = Servers()
    config.stash[SERVERS].start()


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    servers = config.stash.get(SERVERS, None)
    if servers:
        if not environment.own_postgres():
            _drop_template(config)
        servers.stop()
    shutil.rmtree(environment.run_folder(), ignore_errors=True)


def _drop_template(config: pytest.Config) -> None:
    from pytest_django.plugin import blocking_manager_key

    from ats.testing import databases

    with config.stash[blocking_manager_key].unblock():
        databases.drop_template()


def is_repeated(test: object) -> bool:
    """Say whether a test asks how often; `make test-long` runs what is marked, at full counts."""
    code = getattr(test, "__code__", None)
    return code is not None and "repetitions" in code.co_names


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if mark := MARKED_BY_FIXTURE.get(fixture):
                item.add_marker(mark)
        if is_repeated(getattr(item, "function", None)):
            item.add_marker("long")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    """Give this process a database of its own, cloned from the run's migrated template."""
    from ats.testing import databases

    prepared = databases.prepared()
    with django_db_blocker.unblock():
        prepared.__enter__()
    yield
    with django_db_blocker.unblock():
        prepared.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """Leave nothing in the cache (sessions, throttles) for the next test."""
    yield
    from ats.testing import caches

    caches.clear()


@pytest.fixture(autouse=True)
def _set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the first steps for done, as a process does that has seen them done."""
    from ats.organisation import queries

    monkeypatch.setattr(queries.Memory, "is_set_up", True)


@pytest.fixture(scope="session")
def _smtp_process() -> Iterator:
    from ats.testing.smtp import SmtpServer

    server = SmtpServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def smtp_server(_smtp_process, settings):
    """A real SMTP server: `.messages`, `.wait_for(n)`, `.answer("451 …")`, `.hold(seconds)`."""
    _smtp_process.reset()
    settings.EMAIL_URL = _smtp_process.url
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    return _smtp_process


@pytest.fixture(scope="session")
def _worker_process(django_db_setup, live_server, _smtp_process) -> Iterator:
    from ats.testing.workers import CeleryWorker

    worker = CeleryWorker({"FAIRLEAD_URL": live_server.url, "EMAIL_URL": _smtp_process.url})
    yield worker
    worker.stop()


@pytest.fixture
def celery_worker(transactional_db, _worker_process, settings, live_server) -> Iterator:
    """A real Celery worker that works on this test's database and sends to `smtp_server`."""
    from ats.testing.workers import empty_queue

    settings.PUBLIC_URL = live_server.url
    empty_queue()
    _worker_process.listen()
    yield _worker_process
    _worker_process.pause()
    empty_queue()


@pytest.fixture
def live_url(live_server, settings) -> str:
    """The address of a real server with static files, on this test's database."""
    settings.PUBLIC_URL = live_server.url
    return live_server.url


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """A real Chromium."""
    from ats.testing.browser import launched

    with launched() as running:
        yield running


@pytest.fixture
def pages(browser, live_url, request) -> Iterator:
    """Browser windows; the test fails if a page broke its own rules (CSP, scripts, hosts)."""
    from ats.testing.browser import Pages

    opened = Pages(browser, live_url)
    yield opened
    if request.node.stash.get(FAILED, False):
        opened.picture(re.sub(r"\W+", "-", request.node.name))
    opened.close()
    assert not opened.problems, "\n".join(opened.problems)


@pytest.fixture
def open_page(pages):
    """Open further pages: `open_page(java_script_enabled=False, viewport={…})`."""
    return pages.open


@pytest.fixture
def page(pages):
    """One page of 1440 × 900."""
    return pages.open(viewport={"width": 1440, "height": 900})


def pytest_report_header() -> list[str]:
    return [
        f"database: {'embedded' if environment.own_postgres() else 'DATABASE_URL'}, "
        f"redis: {'embedded' if environment.own_valkey() else 'REDIS_URL'}, "
        f"repetitions: {'full' if os.environ.get('FAIRLEAD_LONG') == '1' else 'reduced'}"
    ]
