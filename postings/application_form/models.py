"""The posting's own questions to candidates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from postings.posting.models import Posting


class QuestionKind(models.TextChoices):
    SHORT_TEXT = "short_text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")
    ONE_CHOICE = "one_choice", _("One choice")
    SEVERAL_CHOICES = "several_choices", _("Several choices")
    YES_NO = "yes_no", _("Yes or no")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    FILE = "file", _("File")
    LINK = "link", _("Link")
    TIME_ZONE = "time_zone", _("Time zone and hours")


class Question(models.Model):
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="questions")
    label = models.CharField(_("question"), max_length=300)
    help_text = models.CharField(_("help"), max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=QuestionKind.choices)
    choices = models.JSONField(_("choices"), default=list, blank=True)  # list of texts
    is_required = models.BooleanField(_("required"), default=False)
    # The answer is hidden from interviewers (pay expectations, for instance).
    is_private = models.BooleanField(_("private"), default=False)
    # Which answers are flagged for the reviewer; {} is none. Nobody is rejected by it. See rules.
    knock_out = models.JSONField(_("flagged answers"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["posting", "label"], name="question_label_once"),
        ]

    def __str__(self) -> str:
        return self.label
