"""Everything that is kept about one person."""

from applications.candidates.models import Candidate
from applications.privacy.registry import holders


def everything_about(candidate: Candidate) -> dict[str, list[dict[str, object]]]:
    """Return what every feature holds about the candidate, by feature (Art. 15 GDPR)."""
    return {holder.feature: holder.collect(candidate) for holder in holders()}
