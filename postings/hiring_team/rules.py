"""Which role on a posting fits which role in the house."""

from django.utils.translation import gettext as _

from postings.hiring_team.models import TeamRole

# What a role on the team asks of the person's own role, which says what they may see and do.
_FITTING = {
    TeamRole.RECRUITER: {"recruiter", "admin"},
    TeamRole.HIRING_MANAGER: {"hiring_manager", "recruiter", "admin"},
    TeamRole.INTERVIEWER: {"interviewer", "hiring_manager", "recruiter", "admin"},
}


def fits(role_on_team: str, own_role: str) -> bool:
    return own_role in _FITTING[TeamRole(role_on_team)]


def role_problem(role_on_team: str, own_role: str) -> str:
    """Say why a person with `own_role` cannot take this place on a team, or ""."""
    if fits(role_on_team, own_role):
        return ""
    return _("This person's own role does not allow them to be %(role)s here.") % {
        "role": TeamRole(role_on_team).label
    }
