"""The profile as the reviewer reads it: the same sections in the same order for everyone."""

from dataclasses import dataclass, field

from applications.candidates.models import Submission
from applications.profiles.models import Profile, WorkHistory
from applications.profiles.rules import Role, Sections, sections_from_json


@dataclass(frozen=True)
class ProfileView:
    """Sections for profiles/sections.html. `origins` maps a section to "form" or "resume"."""

    sections: Sections
    work_text: str = ""
    origins: dict[str, str] = field(default_factory=dict)

    def from_resume(self) -> list[str]:
        """Return the keys of the sections whose words were read from the file."""
        return [key for key, origin in self.origins.items() if origin == "resume"]


def profile_of(application_id: int) -> ProfileView:
    """Return the profile of an application, empty when it has none, in two statements."""
    profile = Profile.objects.filter(application_id=application_id).first()
    if profile is None:
        return ProfileView(Sections())
    work = WorkHistory.objects.filter(profile=profile).order_by("position", "pk")
    sections = Sections(
        recent_work=tuple(Role(w.employer, w.title, w.period, w.summary) for w in work),
        skills=tuple(profile.skills),
        proud_of=profile.proud_of,
        links=tuple(profile.links),
        about=profile.about,
    )
    return ProfileView(sections, profile.work_text, profile.origins)


def sent_profile(submission: Submission) -> ProfileView:
    """Return the sections of one submission as they were sent."""
    sections = sections_from_json(submission.profile)
    return ProfileView(sections, origins=dict.fromkeys(sections.filled(), "form"))


def resume_text(application_id: int) -> str:
    """Return the text of the newest accepted résumé that could be read, or "".

    Goes through the relations only: documents and profiles do not know each other.
    """
    texts = (
        Submission.objects.filter(
            application_id=application_id,
            accepted_at__isnull=False,
            documents__kind="resume",
            documents__text__text__gt="",
        )
        .order_by("-received_at", "-pk", "-documents__pk")
        .values_list("documents__text__text", flat=True)
    )
    return texts.first() or ""
