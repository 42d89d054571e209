"""Links to the status page: who holds one sees everything that was sent."""

from applications.candidates.models import Candidate
from applications.status_page.models import StatusLink


def collect(candidate: Candidate) -> list[dict[str, object]]:
    """Return when links were made and last opened; their secrets are not known to us."""
    links = StatusLink.objects.filter(application__candidate=candidate).order_by("created_at", "pk")
    return [
        {
            "application": link.application_id,
            "created_at": link.created_at,
            "last_opened_at": link.last_opened_at,
        }
        for link in links
    ]


def erase(candidate: Candidate) -> None:
    """Remove the links, so that none opens anything any more."""
    StatusLink.objects.filter(application__candidate=candidate).delete()
