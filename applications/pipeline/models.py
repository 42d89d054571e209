"""Every move of an application, for its history and for undo."""

from django.conf import settings
from django.db import models

from applications.candidates.models import Application
from postings.stages.models import Stage


class Transition(models.Model):
    """One move. `version` is the application's version after it, so history is linear."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="transitions"
    )
    from_stage = models.ForeignKey(Stage, null=True, on_delete=models.SET_NULL, related_name="+")
    to_stage = models.ForeignKey(Stage, null=True, on_delete=models.SET_NULL, related_name="+")
    # What a stage was called that has been removed since; "" while it is there.
    from_name = models.CharField(max_length=60, blank=True, db_default="", default="")
    to_name = models.CharField(max_length=60, blank=True, db_default="", default="")
    version = models.PositiveIntegerField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    moved_at = models.DateTimeField()
    # When the application had entered `from_stage`; undo gives it back, reports subtract it.
    from_entered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "version"], name="transition_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"move of application {self.application_id} to version {self.version}"
