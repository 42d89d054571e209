"""Rows that are written out say what the serializer, and so the schema, says."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from applications.models import Application
from applications.scorecards.queries import Seal
from applications.staff.api.rows import application_rows
from applications.staff.api.serializers import ApplicationOutput
from applications.tests.factories import ApplicationFactory
from postings.tests.factories import OpeningFactory

SEALED, OPEN = Seal(1, 2, False), Seal(2, 2, True, average=3.25, in_favour=1)


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata"])
def test_rows_are_what_the_serializer_makes_of_them(zone: str) -> None:
    precise = datetime(2026, 3, 9, 23, 59, 59, 123456, tzinfo=UTC)
    first = ApplicationFactory(source="referral", submitted_at=precise)
    opening = OpeningFactory(posting=first.posting)
    second = ApplicationFactory(
        posting=first.posting, status="hired", opening=opening, answered_at=precise
    )
    rows = list(Application.objects.select_related("candidate").order_by("pk"))
    seals = {first.pk: SEALED, second.pk: OPEN}
    with timezone.override(zone):
        expected = ApplicationOutput(rows, many=True, context={"seals": seals}).data
        assert application_rows(rows, seals) == expected
