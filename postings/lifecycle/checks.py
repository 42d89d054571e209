"""What a posting needs before the world sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from ats.organisation.models import Organisation
from postings.hiring_team.queries import has_hiring_manager, has_recruiter
from postings.posting.countries import country_name
from postings.posting.models import Posting, ResumePolicy
from postings.posting.queries import in_order
from postings.stages.rules import order_problem

_NAMED = 3


@dataclass(frozen=True)
class Missing:
    """Something a posting lacks; `section` is where the editor mends it."""

    section: str
    code: str
    text: str


def missing_for_publishing(posting: Posting, *, now: datetime) -> list[Missing]:
    """Return what has to be there before a posting opens, in the order of the editor.

    The pay is asked for where the organisation's rules name a country of the posting (Directive
    (EU) 2023/970, article 5, and national rules like it). Related rows that were prefetched are
    used; one statement reads the organisation.
    """
    return [
        *_basics(posting),
        *_pay(posting),
        *_applying(posting, now),
        *_team(posting),
        *_schedule(posting, now),
    ]


def _basics(posting: Posting) -> Iterator[Missing]:
    if not posting.title.strip():
        yield Missing("basics", "title", _("Give the posting a title."))
    if not posting.description.strip():
        yield Missing("description", "description", _("Write a description."))
    if not posting.workplace_type:
        text = _("Say whether the work is on site, hybrid or remote.")
        yield Missing("places", "workplace", text)


def _pay(posting: Posting) -> Iterator[Missing]:
    if posting.pay_min is not None or posting.pay_max is not None:
        return
    asking = set(Organisation.objects.current().pay_required_in)
    codes = dict.fromkeys(place.country for place in in_order(posting.locations))
    names = [country_name(code) for code in codes if code in asking]
    if names:
        listed = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
        text = _("Give the pay or its range: adverts for %(countries)s need it.")
        yield Missing("pay", "pay", text % {"countries": listed})


def _applying(posting: Posting, now: datetime) -> Iterator[Missing]:
    if posting.apply_by_on is not None and posting.apply_by_on < now.date():
        yield Missing("applying", "apply_by", _("The last day to apply is over."))
    if posting.resume_policy not in ResumePolicy.values:
        text = _("Say whether a résumé is asked for: nobody can apply yet.")
        yield Missing("applying", "door", text)
    kinds = [stage.kind for stage in in_order(posting.stages)]
    if not kinds:
        text = _("Add a stage for new applications to land in.")
        yield Missing("stages", "stages", text)
    elif problem := order_problem(kinds):
        yield Missing("stages", "first_stage", problem)


def _team(posting: Posting) -> Iterator[Missing]:
    if not has_recruiter(posting):
        text = _("Put a recruiter or an administrator on the hiring team.")
        yield Missing("team", "recruiter", text)
    if not has_hiring_manager(posting):
        text = _(
            "Put a hiring manager on the hiring team: whoever the new colleague will work for."
        )
        yield Missing("team", "hiring_manager", text)


def _schedule(posting: Posting, now: datetime) -> Iterator[Missing]:
    if posting.close_at is not None and posting.close_at <= now:
        yield Missing("schedule", "close_at", _("The time at which it is to close is over."))
