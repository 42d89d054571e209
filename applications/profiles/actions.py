"""Writing the structured profile of an application from what its candidate typed."""

from datetime import datetime

from django.db import transaction

from applications.candidates.models import Application
from applications.profiles.models import Profile, ProfileOrigin, WorkHistory
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
