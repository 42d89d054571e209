"""Who works on a posting, in which role."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from postings.posting.models import Posting


class TeamRole(models.TextChoices):
    RECRUITER = "recruiter", _("Recruiter")
    HIRING_MANAGER = "hiring_manager", _("Hiring manager")
    INTERVIEWER = "interviewer", _("Interviewer")


class TeamMember(models.Model):
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hiring_team_places"
    )
    role = models.CharField(_("role"), max_length=20, choices=TeamRole.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["posting", "user"], name="team_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.posting_id} as {self.role}"
