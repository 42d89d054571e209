"""What the stages of a posting must fulfil."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from postings.stages.models import StageKind


def order_problem(kinds: Sequence[str]) -> str:
    """Say what is wrong with stages of these kinds in this order, or "".

    New applications land in the first stage, so there has to be one, and it has to be of the kind
    that says "not looked at yet" to candidates.
    """
    if not kinds:
        return _("Keep at least one stage: new applications land in the first one.")
    if kinds[0] != StageKind.NEW:
        return _("New applications land in the first stage, so it has to be of the kind “New”.")
    return ""
