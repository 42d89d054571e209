"""Reads about the organisation."""

from ats.organisation import rules
from ats.organisation.models import Logo, Organisation


class Memory:
    # What has been set up stays set up, so a process asks the database only until then.
    is_set_up = False


def is_set_up() -> bool:
    """Say whether the first steps are done; no query once they are."""
    if not Memory.is_set_up:
        Memory.is_set_up = rules.is_set_up(Organisation.objects.current())
    return Memory.is_set_up


def current_logo() -> Logo | None:
    """Return the logo, or None without one."""
    return Logo.objects.filter(pk=1).first()
