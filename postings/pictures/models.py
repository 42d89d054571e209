"""Pictures in adverts, re-encoded by us; in the database, so that they are backed up with it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from postings.posting.models import Posting


class Picture(models.Model):
    """Public as long as a public posting shows it; `postings` are those whose text names it."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64)  # SHA-256 of the image
    image = models.BinaryField()
    content_type = models.CharField(max_length=20)  # image/webp, image/png or image/jpeg
    width = models.PositiveIntegerField()  # pixels
    height = models.PositiveIntegerField()
    original_name = models.CharField(max_length=200, blank=True)
    postings = models.ManyToManyField(Posting, related_name="pictures")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(width__gte=1, height__gte=1), name="picture_size"),
        ]

    def __str__(self) -> str:
        return self.original_name or str(self.key)
