"""Which doors a posting has, and what must come through them."""

from datetime import date, datetime, timedelta

from applications.candidates.models import Door
from applications.profiles.rules import Sections
from postings.posting.models import Posting, ResumePolicy

_DOORS: dict[str, tuple[Door, ...]] = {
    ResumePolicy.REQUIRED: (Door.RESUME,),
    ResumePolicy.OPTIONAL: (Door.RESUME, Door.PROFILE),
    ResumePolicy.NOT_ASKED: (Door.PROFILE,),
}


def doors_of(posting: Posting) -> tuple[Door, ...]:
    """Return the ways in which one may apply; with two of them neither comes first in rank."""
    return _DOORS[posting.resume_policy]


def is_enough_for(door: str, sections: Sections) -> bool:
    """Without a résumé something has to be said about oneself, in whichever section."""
    return door != Door.PROFILE or bool(sections.filled())


def reply_by(posting: Posting, *, received_at: datetime) -> date:
    """Return the day by which somebody who applied at this moment is promised an answer."""
    return received_at.date() + timedelta(days=posting.reply_within_days)
