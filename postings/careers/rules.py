"""What the public may see, and until when one may apply."""

from datetime import date, datetime, timedelta

from postings.posting.models import Posting, PostingStatus

# A last day counts as long as it is that day anywhere on earth (UTC-12).
_LAST_ZONE = timedelta(hours=12)


def last_day_in_force(now: datetime) -> date:
    """Return the earliest "apply by" day that is not over everywhere yet."""
    return (now - _LAST_ZONE).date()


def takes_applications(posting: Posting, *, now: datetime) -> bool:
    """Say whether anyone may apply: open, not confidential, and the last day is not over."""
    return (
        posting.status == PostingStatus.OPEN
        and not posting.is_confidential
        and (posting.apply_by_on is None or posting.apply_by_on >= last_day_in_force(now))
    )


def is_over(posting: Posting, *, now: datetime) -> bool:
    """Say whether the public may know that the posting existed and is over."""
    if posting.is_confidential or posting.published_at is None:
        return False
    if posting.status in (PostingStatus.CLOSED, PostingStatus.ARCHIVED):
        return True
    return posting.status == PostingStatus.OPEN and not takes_applications(posting, now=now)
