"""One row for each mail to one recipient, through all the states that it can be in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    HELD = "held", _("held")  # waits for `due_at`; can be undone
    QUEUED = "queued", _("queued")
    SENDING = "sending", _("sending")
    SENT = "sent", _("sent")  # accepted by the mail server
    FAILED = "failed", _("failed")  # for good
    CANCELLED = "cancelled", _("cancelled")


class Message(models.Model):
    """A mail. Secret links stand in `body` as placeholders such as [[status_link]]."""

    # What makes writing it twice impossible, for instance "decision:17".
    key = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=40)  # confirmation, team_notice, rejection, hire, invitation
    about_type = models.CharField(max_length=32, blank=True)  # "application"
    about_id = models.BigIntegerField(null=True)
    recipient_name = models.CharField(max_length=200, blank=True)
    recipient_email = models.EmailField()
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    language = models.CharField(max_length=10, default="en")
    message_id = models.CharField(max_length=200, unique=True)  # the header; stable over tries
    state = models.CharField(
        max_length=10, choices=MessageState.choices, default=MessageState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MessageState.SENT, sent_at__isnull=False)
                | (~Q(state=MessageState.SENT) & Q(sent_at=None)),
                name="message_sent_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["about_type", "about_id"], name="message_about"),
            models.Index(fields=["-created_at", "-id"], name="message_newest"),
            models.Index(fields=["state", "-created_at", "-id"], name="message_state_newest"),
            models.Index(fields=["kind", "-created_at", "-id"], name="message_kind_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"
