from datetime import UTC, datetime

import pytest
from django.db import transaction

from applications.demo.actions import load_demo

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: object) -> object:
    """The demo, loaded once for a module and taken away afterwards."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        atomic = transaction.atomic()
        atomic.__enter__()
        yield load_demo(seed=1, now=NOW)
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)
