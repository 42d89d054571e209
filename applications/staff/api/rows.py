"""Rows of API lists, written out: serializers take ten times as long for a page of them."""

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from django.utils import timezone

from applications.candidates.models import Application, Candidate
from applications.scorecards.queries import Seal


def application_rows(
    applications: Iterable[Application], seals: Mapping[int, Seal]
) -> list[dict[str, Any]]:
    """Return what `ApplicationOutput` makes of applications whose candidates came along."""
    zone = timezone.get_current_timezone()
    return [_application(row, seals[row.pk], zone) for row in applications]


def _application(row: Application, seal: Seal, zone: tzinfo) -> dict[str, Any]:
    return {
        "id": row.pk,
        "reference": row.reference,
        "candidate": _candidate(row.candidate, zone),
        "posting": row.posting_id,
        "stage": row.stage_id,
        "status": row.status,
        "version": row.version,
        "door": row.door,
        "source": row.source,
        "submitted_at": _moment(row.submitted_at, zone),
        "stage_entered_at": _moment(row.stage_entered_at, zone),
        "reply_by_on": row.reply_by_on.isoformat(),
        "answered_at": _moment(row.answered_at, zone) if row.answered_at else None,
        "opening": row.opening_id,
        "scores": {
            "submitted": seal.submitted,
            "assigned": seal.assigned,
            "is_open": seal.is_open,
            "average": seal.average,
            "in_favour": seal.in_favour,
        },
    }


def _candidate(person: Candidate, zone: tzinfo) -> dict[str, Any]:
    return {
        "id": person.pk,
        "name": person.name,
        "country": person.country,
        "time_zone": person.time_zone,
        "created_at": _moment(person.created_at, zone),
    }


def _moment(moment: datetime, zone: tzinfo) -> str:
    text = moment.astimezone(zone).isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text
