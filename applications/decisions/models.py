"""Rejections and hires, and the answers that go with them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.candidates.models import Application


class DecisionKind(models.TextChoices):
    REJECT = "reject", _("Rejected")
    HIRE = "hire", _("Hired")


class RejectionReason(models.TextChoices):
    EXPERIENCE = "experience", _("Experience does not match the posting")
    SKILLS = "skills", _("Skills do not match the posting")
    LOCATION = "location", _("Location or working hours do not fit")
    PAY = "pay", _("Pay expectations do not fit")
    OTHER_CANDIDATE = "other_candidate", _("Another candidate was chosen")
    POSTING_CLOSED = "posting_closed", _("The posting was closed")
    OTHER = "other", _("Another reason")


class Decision(models.Model):
    """What was decided and the answer that goes out at `answer_due_at`, unless undone before."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=6, choices=DecisionKind.choices)
    reason = models.CharField(max_length=20, choices=RejectionReason.choices, blank=True)
    message_subject = models.CharField(max_length=300)
    message_body = models.TextField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)  # the mail was accepted by the mail server
    failed_at = models.DateTimeField(null=True)  # the mail failed for good

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(undone_at=None),
                name="decision_in_force_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind=DecisionKind.REJECT) | ~Q(reason=""),
                name="decision_rejection_has_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["failed_at"],
                condition=Q(failed_at__isnull=False, undone_at=None),
                name="decision_failed",
            ),
            models.Index(
                fields=["answer_due_at"],
                condition=Q(answered_at=None, failed_at=None, undone_at=None),
                name="decision_held",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of application {self.application_id}"
