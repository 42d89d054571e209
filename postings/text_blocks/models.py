"""Texts that many adverts share: about us, benefits, how we hire."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.posting.models import Posting


class Placement(models.TextChoices):
    BEFORE = "before", _("Before the description")
    AFTER = "after", _("After the description")


class TextBlock(models.Model):
    """A reusable section: a change of it shows on every posting that uses it."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    version = models.PositiveIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class TextBlockText(models.Model):
    """What a block says in one language; the first one stands in for languages without one."""

    block = models.ForeignKey(TextBlock, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=7)
    text = models.TextField(_("text"))  # Markdown
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["block", "language"], name="text_block_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.block_id} ({self.language})"


class PostingTextBlock(models.Model):
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="text_blocks")
    block = models.ForeignKey(TextBlock, on_delete=models.PROTECT, related_name="uses")
    placement = models.CharField(
        _("place"), max_length=6, choices=Placement.choices, default=Placement.AFTER
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["posting", "block"], name="posting_text_block_once"),
            models.CheckConstraint(
                condition=Q(placement__in=Placement.values), name="posting_text_block_placement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.block_id} on {self.posting_id}"
