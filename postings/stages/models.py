"""The columns of a posting's board. "Rejected" and "hired" are statuses, never stages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from postings.posting.models import Posting


class StageKind(models.TextChoices):
    NEW = "new", _("New")
    REVIEW = "review", _("Review")
    INTERVIEW = "interview", _("Interview")
    OFFER = "offer", _("Offer")


class Stage(models.Model):
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="stages")
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=9, choices=StageKind.choices)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["posting", "name"], name="stage_name_once"),
            models.UniqueConstraint(
                fields=["posting", "position"],
                name="stage_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TemplateStage(models.Model):
    """A stage that new postings of the organisation begin with."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=9, choices=StageKind.choices)
    position = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.name
