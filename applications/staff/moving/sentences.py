"""Why a change did not happen, in one sentence for the person who made it."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from applications.candidates.models import ApplicationStatus
from applications.pipeline.locking import NotActive, StaleMove
from ats.web.times import relative


def stale(name: str, refusal: StaleMove, *, now: datetime | None = None) -> str:
    """Say who changed the application first, and where it is now."""
    facts = {
        "name": name,
        "person": refusal.moved_by,
        "stage": refusal.current_stage.name,
        "when": _when(refusal.moved_at, now),
    }
    if refusal.moved_by:
        return _("%(person)s was faster, %(when)s: %(name)s is now in %(stage)s.") % facts
    return _("%(name)s was changed meanwhile and is now in %(stage)s.") % facts


def not_active(name: str, refusal: NotActive, *, now: datetime | None = None) -> str:
    """Say how the application stands that can no longer be changed."""
    facts = {
        "name": name,
        "status": str(ApplicationStatus(refusal.status).label).lower(),
        "person": refusal.changed_by,
        "when": _when(refusal.changed_at, now),
    }
    if refusal.changed_by:
        return _("%(name)s is no longer active: %(status)s by %(person)s %(when)s.") % facts
    return _("%(name)s is no longer active: %(status)s.") % facts


def _when(moment: datetime | None, now: datetime | None) -> str:
    return relative(moment, now=now or timezone.now()) if moment else ""
