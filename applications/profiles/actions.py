"""Writing the structured profile of an application from what its candidate typed."""

from datetime import datetime

from django.db import transaction

from applications.candidates.models import Application
from applications.profiles.models import Profile, ProfileOrigin, WorkHistory
from applications.profiles.queries import resume_text
from applications.profiles.reading import read_sections
from applications.profiles.rules import Role, Sections


def create_profile(*, application: Application, sections: Sections, now: datetime) -> Profile:
    """Write the first profile of an application; sections left out stay empty for the résumé."""
    with transaction.atomic():
        profile = Profile(application=application, updated_at=now)
        _take_texts(profile, sections)
        profile.save(force_insert=True)
        _write_roles(profile, sections.recent_work)
    return profile


def update_profile(*, application: Application, sections: Sections, now: datetime) -> Profile:
    """Replace the sections that `sections` fills; the others keep what they had.

    The caller holds the lock on the application.
    """
    with transaction.atomic():
        profile = Profile.objects.select_for_update().filter(application=application).first()
        if profile is None:
            return create_profile(application=application, sections=sections, now=now)
        profile.updated_at = now
        _take_texts(profile, sections)
        profile.save()
        if sections.recent_work:
            profile.work_history.all().delete()
            _write_roles(profile, sections.recent_work)
    return profile


def fill_from_resume(*, application_id: int, now: datetime) -> None:
    """Read the newest accepted résumé into the sections in which nothing was typed.

    What an older one had filled is replaced. Repeating it changes nothing; without a profile or
    a résumé with text nothing happens.
    """
    with transaction.atomic():
        profile = Profile.objects.select_for_update().filter(application=application_id).first()
        # After the lock, so that of two résumés the newer one is taken, whichever was read last.
        text = resume_text(application_id) if profile else ""
        if profile is None or not text:
            return
        read = read_sections(text)
        for key, column in _READ_INTO.items():
            _take_read(profile, key, column, getattr(read, column))
        profile.updated_at = now
        profile.save()


# Section key: column of Profile, which is also the name in ReadSections.
_READ_INTO = {
    "recent_work": "work_text",
    "skills": "skills",
    "proud_of": "proud_of",
    "links": "links",
    "about": "about",
}


def _take_read(profile: Profile, key: str, column: str, value: str | tuple[str, ...]) -> None:
    was_read = profile.origins.get(key) == ProfileOrigin.RESUME
    if key in profile.origins and not was_read:
        return
    setattr(profile, column, list(value) if isinstance(value, tuple) else value)
    origins = {name: origin for name, origin in profile.origins.items() if name != key}
    profile.origins = {**origins, key: ProfileOrigin.RESUME.value} if value else origins


def _take_texts(profile: Profile, sections: Sections) -> None:
    filled = sections.filled()
    for key in filled:
        if key != "recent_work":
            value = getattr(sections, key)
            setattr(profile, key, list(value) if isinstance(value, tuple) else value)
    if "recent_work" in filled:
        profile.work_text = ""
    profile.origins = {**profile.origins, **dict.fromkeys(filled, ProfileOrigin.FORM.value)}


def _write_roles(profile: Profile, roles: tuple[Role, ...]) -> None:
    WorkHistory.objects.bulk_create(
        WorkHistory(
            profile=profile,
            employer=role.employer,
            title=role.title,
            period=role.period,
            summary=role.summary,
            position=position,
        )
        for position, role in enumerate(roles)
    )
