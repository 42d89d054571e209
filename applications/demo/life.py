"""The life of the postings: who made, published, paused, closed them, in rows of the past.

Rows, not actions, as publishing and asking for review tell people, and nobody is told of the past.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from applications.demo.adverts import recruiter_of
from ats.events.models import Event
from ats.users.models import User
from postings.models import Posting, PostingStatus

REVIEW_SINCE = timedelta(hours=20)


def write_life(posting: Posting, facts: dict[str, Any], now: datetime) -> None:
    """Record how a posting came to the state that it is in."""
    recruiter = recruiter_of(posting)
    if posting.status == PostingStatus.IN_REVIEW:
        posting.sent_for_review_by = recruiter
        posting.save(update_fields=["sent_for_review_by"])
    Event.objects.bulk_create(
        Event(
            verb=f"posting.{what}",
            subject_type="posting",
            subject_id=posting.pk,
            actor_id=actor.pk if actor else None,
            actor_kind="staff",
            occurred_at=at,
        )
        for what, actor, at in _steps(posting, facts, recruiter, now)
    )


def _steps(
    posting: Posting, facts: dict[str, Any], recruiter: User, now: datetime
) -> Iterator[tuple[str, User | None, datetime]]:
    yield "created", posting.created_by, posting.created_at
    if posting.status == PostingStatus.IN_REVIEW:
        yield "sent_for_review", recruiter, now - REVIEW_SINCE
    if posting.published_at:
        yield "published", recruiter, posting.published_at
    if posting.status == PostingStatus.PAUSED:
        yield "paused", recruiter, now - timedelta(days=facts["paused_days_ago"])
    if posting.closed_at:
        yield "closed", recruiter, posting.closed_at
    if posting.archived_at:
        yield "archived", recruiter, posting.archived_at
