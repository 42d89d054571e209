"""Which states lead to which, and what a posting needs before the world sees it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from postings.hiring_team.queries import has_recruiter
from postings.posting.models import Posting, PostingStatus

DRAFT, OPEN = PostingStatus.DRAFT, PostingStatus.OPEN
PAUSED, CLOSED = PostingStatus.PAUSED, PostingStatus.CLOSED

SOURCES = {
    "publish": frozenset({DRAFT}),
    "pause": frozenset({OPEN}),
    "reopen": frozenset({PAUSED, CLOSED}),
    "close": frozenset({OPEN, PAUSED}),
}
TARGETS = {"publish": OPEN, "pause": PAUSED, "reopen": OPEN, "close": CLOSED}


def is_possible(action: str, status: str) -> bool:
    return status in SOURCES[action]


def possible_actions(status: str) -> list[str]:
    """What can be done with a posting in this state, in the order of its life."""
    return [action for action in SOURCES if is_possible(action, status)]


@dataclass(frozen=True)
class Missing:
    """Something a posting lacks; `section` is where the editor mends it."""

    section: str
    code: str
    text: str


def missing_for_publishing(posting: Posting, *, today: date) -> list[Missing]:
    """What has to be there before a posting opens, in the order of the editor."""
    checks = (
        (not posting.title.strip(), "basics", "title", _("Give the posting a title.")),
        (
            not posting.workplace_type,
            "places",
            "workplace",
            _("Say whether the work is on site, hybrid or remote."),
        ),
        (
            posting.apply_by_on is not None and posting.apply_by_on < today,
            "applying",
            "apply_by",
            _("The last day to apply is over."),
        ),
        (
            not posting.description.strip(),
            "description",
            "description",
            _("Write a description."),
        ),
        (
            not posting.stages.exists(),
            "stages",
            "stages",
            _("Add a stage for new applications to land in."),
        ),
        (
            not has_recruiter(posting),
            "team",
            "recruiter",
            _("Put a recruiter or an administrator on the hiring team."),
        ),
    )
    return [Missing(section, code, text) for lacks, section, code, text in checks if lacks]
