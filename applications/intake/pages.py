"""What the templates of the application form are given."""

from typing import Any

from django.forms import BaseForm
from django.utils import timezone
from django.utils.translation import get_language

from applications.candidates.answers import answer_rows
from applications.candidates.models import Door
from applications.intake import rules
from applications.intake.apply_form import ApplyForm
from applications.intake.blanks import blank_contact, blank_sections
from applications.intake.forms import RoleForm
from applications.intake.kept import kept_fields
from applications.profiles.queries import ProfileView
from ats.web.language_tags import marked
from postings.posting.countries import country_name
from postings.posting.translations import text_in


def form_context(form: ApplyForm, privacy: dict[str, Any]) -> dict[str, Any]:
    doors = {"has_two_doors": len(form.doors) > 1, "asks_for_file": form.asks_for_file}
    context = {
        **_common(form, privacy),
        **doors,
        "has_errors": form.has_errors,
        "hidden_fields": form.state.as_fields(),
        # A file says enough; what it leaves out can be added, but asks for nobody's attention.
        "work_is_folded": form.door == Door.RESUME and not _says_something_about_work(form),
    }
    if form.is_bound:
        return context | {"more_roles": _more_roles(form)}
    return context | {"blank_sections": blank_sections(**doors), "blank_contact": blank_contact()}


def check_context(form: ApplyForm, privacy: dict[str, Any]) -> dict[str, Any]:
    """Return everything as it will be sent; the form has been found valid."""
    data = form.submission_data(now=timezone.now())
    state = form.state.as_fields()
    typed = [(name, value) for name, value in kept_fields(form.data) if name not in state]
    return {
        **_common(form, privacy),
        "fields": [*state.items(), *typed],
        "data": data,
        "country": country_name(data.country) if data.country else "",
        "profile": ProfileView(data.sections),
        "answers": answer_rows(data.answers),
        "is_resume": data.door == Door.RESUME,
    }


def _common(form: ApplyForm, privacy: dict[str, Any]) -> dict[str, Any]:
    reply_by = rules.reply_by(form.posting, received_at=timezone.now())
    text = text_in(form.posting, get_language() or "en")
    return {
        **privacy,
        "apply": form,
        "posting": form.posting,
        "title": text.title,
        "marked_title": marked(text.title, text.language),
        "reply_by": reply_by,
    }


def _more_roles(form: ApplyForm) -> list[tuple[RoleForm, bool]]:
    """Return the further roles, each with whether it or one after it says something."""
    found: list[tuple[RoleForm, bool]] = []
    is_open = False
    for role in reversed(form.roles[1:]):
        is_open = is_open or _says_something(role)
        found.insert(0, (role, is_open))
    return found


def _says_something_about_work(form: ApplyForm) -> bool:
    return form.is_bound and any(map(_says_something, (*form.roles, form.profile_form)))


def _says_something(part: BaseForm) -> bool:
    return bool(part.errors) or any(bound.value() for bound in part)
