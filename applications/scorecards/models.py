"""Filled scorecards. `scorecards.queries` is the only reader, always for a named viewer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.candidates.models import Application
from postings.criteria.models import HIGHEST_LEVEL, LOWEST_LEVEL, Criterion


class Recommendation(models.TextChoices):
    STRONG_NO = "strong_no", _("Definitely not")
    NO = "no", _("No")
    YES = "yes", _("Yes")
    STRONG_YES = "strong_yes", _("Definitely")


class Scorecard(models.Model):
    """One reviewer's view of one application; a draft until `submitted_at`, then locked."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="scorecards"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="scorecards"
    )
    recommendation = models.CharField(max_length=10, choices=Recommendation.choices, blank=True)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "reviewer"], name="scorecard_once_per_reviewer"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | ~Q(recommendation=""),
                name="scorecard_submitted_recommends",
            ),
        ]

    def __str__(self) -> str:
        return f"scorecard {self.pk}"


class Score(models.Model):
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "criterion"], name="score_once"),
            models.CheckConstraint(
                condition=Q(level__gte=LOWEST_LEVEL, level__lte=HIGHEST_LEVEL),
                name="score_level_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"score {self.pk}"
