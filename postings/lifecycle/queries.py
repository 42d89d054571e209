"""What is scheduled, what is in review, and what one may do next."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from ats.events.models import Event
from ats.organisation.models import Organisation
from ats.users.models import User
from postings.hiring_team.models import TeamRole
from postings.lifecycle import guards, rules
from postings.lifecycle.checks import Missing, missing_for_publishing
from postings.lifecycle.rules import Schedule
from postings.posting.models import Posting, PostingStatus

if TYPE_CHECKING:
    from postings.posting.models import PostingQuerySet

_OF_A_REVIEW = ("posting.sent_for_review", "posting.updated", "posting.restored")


def schedule_of(posting: Posting) -> Schedule:
    return Schedule(publish_at=posting.publish_at, close_at=posting.close_at)


def due_ids(now: datetime) -> list[int]:
    """Return the postings with which the clock has something to do, those due longest first."""
    to_publish = Q(publish_at__lte=now, status__in=rules.SOURCES["publish"])
    to_close = Q(close_at__lte=now, status__in=rules.SOURCES["close"])
    return list(
        Posting.objects.filter(to_publish | to_close)
        .order_by("publish_at", "close_at", "pk")
        .values_list("pk", flat=True)
    )


def why_it_waits(posting: Posting, now: datetime) -> list[Missing]:
    """Return what keeps the clock from publishing or closing a posting that is due."""
    action = rules.due_action(posting, now)
    if action == "close":
        return [Missing("", "guard", text) for text in guards.objections("close", posting, now)]
    if action != "publish":
        return []
    needs_review = Organisation.objects.current().needs_review
    problem = rules.review_problem("publish", posting, None, needs_review=needs_review)
    review = [Missing("", "review", problem)] if problem else []
    return review + missing_for_publishing(posting, now=now)


def offered_actions(posting: Posting, user: User) -> list[str]:
    """Return what `user` may do with a posting now, in the order of its life.

    A publication that lacks a second look is not offered; one that lacks something else is, and
    says what. Uses a prefetched team.
    """
    possible = [
        action
        for action in rules.possible_actions(posting.status)
        if rules.may_change(action, user, posting)
    ]
    if not {"publish", "approve"} & set(possible):
        return possible
    needs_review = Organisation.objects.current().needs_review
    if rules.review_problem("publish", posting, user, needs_review=needs_review):
        possible = [action for action in possible if action not in ("publish", "approve")]
    if posting.publish_at is None or rules.is_approved(posting):
        possible = [action for action in possible if action != "approve"]
    return possible


@dataclass(frozen=True)
class Review:
    """Who sent a posting for review and when, and whether it was changed since."""

    sent_by: str  # a name, "" when the account is gone
    sent_at: datetime | None
    was_changed: bool
    is_approved: bool


def review_of(posting: Posting) -> Review | None:
    """Return how the review of a posting stands, None when it is in none."""
    if posting.status != PostingStatus.IN_REVIEW:
        return None
    events = Event.objects.filter(
        subject_type="posting", subject_id=posting.pk, verb__in=_OF_A_REVIEW
    ).order_by("-id")
    latest = events.first()
    sent = events.filter(verb="posting.sent_for_review").first()
    sender = posting.sent_for_review_by
    return Review(
        sent_by=str(sender or ""),
        sent_at=sent.occurred_at if sent else None,
        was_changed=latest is not None and latest != sent,
        is_approved=rules.is_approved(posting),
    )


def waiting_for_review(user: User) -> "QuerySet[Posting]":
    """Return postings in review that wait for `user`: not their own, the oldest first."""
    found = Posting.objects.visible_to(user).filter(status=PostingStatus.IN_REVIEW)
    if user.role not in ("admin", "recruiter"):
        managed = user.hiring_team_places.filter(role=TeamRole.HIRING_MANAGER)
        found = found.filter(pk__in=managed.values("posting_id"))
    not_own = Q(sent_for_review_by=None) | ~Q(sent_for_review_by=user)
    return found.filter(not_own).select_related("sent_for_review_by").order_by("updated_at", "pk")


def waiting_schedules(user: User) -> "PostingQuerySet":
    """Return postings whose scheduled change cannot happen, those waiting longest first."""
    waiting = Posting.objects.visible_to(user).filter(schedule_waits_since__isnull=False)
    return waiting.order_by("schedule_waits_since", "pk")
