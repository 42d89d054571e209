"""What the kinds of mails are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Promise] = {
    "confirmation": _("Confirmation"),
    "rejection": _("Rejection"),
    "hire": _("Hire"),
    "withdrawal": _("Withdrawal"),
    "team_notice": _("Notice to the team"),
    "team_withdrawal": _("Withdrawal, to the team"),
    "team_review": _("Posting for review"),
    "team_returned": _("Posting returned"),
    "team_published": _("Posting published"),
    "team_schedule_waits": _("Schedule waits"),
    "assignment": _("Request for a scorecard"),
    "invitation": _("Invitation"),
    "password_reset": _("New password"),
    "password_changed": _("Password changed"),
}


def kind_name(kind: str) -> str:
    """Return the name of a kind of mail; an unknown one is shown as it is."""
    return str(KINDS.get(kind, kind))
