"""Secret links for candidates. Only hashes are stored; links live until erasure."""

from django.db import models

from applications.candidates.models import Application


class StatusLink(models.Model):
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="status_links"
    )
    # The further submission whose mail carried this link; opening it may confirm that one.
    submission = models.ForeignKey(
        "applications.Submission", null=True, on_delete=models.CASCADE, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    last_opened_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"status link {self.pk}"
