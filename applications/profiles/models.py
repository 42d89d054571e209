"""The structured profile that both doors end in; the reviewer sees its sections in one order."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from applications.candidates.models import Application


class ProfileOrigin(models.TextChoices):
    """Where a section's words come from."""

    FORM = "form"
    RESUME = "resume"


class Profile(models.Model):
    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, related_name="profile"
    )
    skills = ArrayField(models.CharField(max_length=100), default=list)
    proud_of = models.TextField(blank=True)
    links = ArrayField(models.CharField(max_length=500), default=list)
    about = models.TextField(blank=True)
    # Verbatim text of the résumé's work section, where nothing was typed.
    work_text = models.TextField(blank=True)
    # {"recent_work" | "skills" | "proud_of" | "links" | "about": "form" | "resume"}
    origins = models.JSONField(default=dict)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"profile of application {self.application_id}"


class WorkHistory(models.Model):
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="work_history")
    employer = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=100, blank=True)  # as typed: "2021 – now", "about 3 years"
    summary = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.title}, {self.employer}"
