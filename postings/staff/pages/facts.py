"""What the overview says of a posting in a line each."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ats.web.times import exact
from postings.posting.labels import pay_label, places_label, window_label
from postings.posting.models import Posting
from postings.staff.pages import queries
from postings.staff.pages.texts import languages_line, shared_texts_line

Facts = list[tuple[str, str]]


def facts_of(posting: Posting) -> Facts:
    days = posting.apply_by_on
    return [
        (_("Reference"), posting.reference),
        (_("Company"), posting.company),
        (_("Department"), posting.department.name if posting.department else ""),
        (_("Employment type"), posting.get_employment_type_display()),
        (_("Workplace"), posting.get_workplace_type_display()),
        (_("Where"), places_label(posting.locations.all())),
        (_("Working hours within"), window_label(posting)),
        (_("Openings"), queries.Row(posting).openings),
        (_("Reports to"), posting.reports_to),
        (_("Pay"), pay_label(posting)),
        (_("Résumé"), posting.get_resume_policy_display()),
        (_("Answer within"), _("%(days)d days") % {"days": posting.reply_within_days}),
        (_("Apply by"), date_format(days, "j F Y") if days else ""),
        (_("Languages"), languages_line(posting)),
        (_("Shared texts"), shared_texts_line(posting)),
        (_("To be published"), exact(posting.publish_at) if posting.publish_at else ""),
        (_("To be closed"), exact(posting.close_at) if posting.close_at else ""),
    ]
