from datetime import UTC, datetime

from django.db import transaction

from applications.demo.actions import load_demo
from applications.models import Submission

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def test_the_same_seed_gives_the_same_people(db: None) -> None:
    def people() -> list[object]:
        with transaction.atomic():
            load_demo(seed=7, now=NOW)
            rows = Submission.objects.order_by("reference")
            found = list(rows.values_list("reference", "name", "email", "received_at"))
            transaction.set_rollback(True)
        return found

    first = people()
    assert len(first) > 300 and people() == first
