"""What candidates say about their work, or what was read from their résumé."""

from applications.candidates.models import Candidate
from applications.profiles.models import Profile
from applications.profiles.queries import profile_of


def collect(candidate: Candidate) -> list[dict[str, object]]:
    """Return the profile of every application, with where each section came from."""
    found: list[dict[str, object]] = []
    for profile in Profile.objects.filter(application__candidate=candidate).order_by("pk"):
        view = profile_of(profile.application_id)
        found.append(
            {
                "application": profile.application_id,
                **view.sections.as_json(),
                "work_text": view.work_text,
                "origins": view.origins,
            }
        )
    return found


def erase(candidate: Candidate) -> None:
    """Remove the profiles with their work history."""
    Profile.objects.filter(application__candidate=candidate).delete()
