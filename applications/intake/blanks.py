"""The parts of an empty form that are the same for everyone, drawn once for each language."""

from functools import cache

from django.template.loader import render_to_string
from django.utils.translation import get_language

from applications.intake.forms import ContactForm, ProfileForm, RoleForm
from applications.profiles.rules import MOST_ROLES


def blank_sections(*, has_two_doors: bool, asks_for_file: bool) -> str:
    """Return intake/form_sections.html with nothing filled in."""
    return _sections(get_language() or "en", has_two_doors, asks_for_file)


def blank_contact() -> str:
    """Return intake/form_contact.html with nothing filled in."""
    return _contact(get_language() or "en")


@cache
def _sections(language: str, has_two_doors: bool, asks_for_file: bool) -> str:
    roles = [RoleForm(prefix=f"role{n}") for n in range(1, MOST_ROLES + 1)]
    context = {
        "apply": {"roles": roles, "profile_form": ProfileForm()},
        "more_roles": [(role, False) for role in roles[1:]],
        "has_two_doors": has_two_doors,
        "asks_for_file": asks_for_file,
    }
    return render_to_string("intake/form_sections.html", context)


@cache
def _contact(language: str) -> str:
    return render_to_string("intake/form_contact.html", {"apply": {"contact_form": ContactForm()}})
