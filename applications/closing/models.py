"""One answer to everybody in a posting who has none, worked off in the background."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.decisions.models import RejectionReason
from postings.posting.models import Posting


class BulkAnswer(models.Model):
    """Who gets it is fixed when it starts: nobody is answered whom its sender has not seen."""

    key = models.UUIDField(unique=True)  # of the form: pressed twice, it is sent once
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="bulk_answers")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=20, choices=RejectionReason.choices)
    texts = models.JSONField()  # {language: {"subject": …, "body": …}}
    members = models.JSONField()  # [[application id, version as it was seen], …]
    position = models.PositiveIntegerField(default=0)  # how many of them are done with
    answered = models.PositiveIntegerField(default=0)
    # Decided or moved by somebody else in between, so they were left as they are.
    skipped = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["posting"], condition=Q(finished_at=None), name="bulk_answer_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} of {len(self.members)}"
