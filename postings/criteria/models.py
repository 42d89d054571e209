"""What a scorecard asks, with a text that anchors every level."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.posting.models import Posting

LOWEST_LEVEL, HIGHEST_LEVEL = 1, 4  # an even number, so that nobody can hide in the middle


class Criterion(models.Model):
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(_("name"), max_length=100)
    guidance = models.TextField(_("what to look for"), blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["posting", "name"], name="criterion_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class CriterionLevel(models.Model):
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="levels")
    value = models.PositiveSmallIntegerField()
    text = models.CharField(_("what this level looks like"), max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["criterion", "value"], name="criterion_level_once"),
            models.CheckConstraint(
                condition=Q(value__gte=LOWEST_LEVEL, value__lte=HIGHEST_LEVEL),
                name="criterion_level_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value}: {self.text}"


class LibraryCriterion(models.Model):
    """A criterion with the texts of its levels, to be copied into postings."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    guidance = models.TextField(_("what to look for"), blank=True)
    levels = models.JSONField(default=list)  # texts, lowest level first; "" where none is written
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.name
