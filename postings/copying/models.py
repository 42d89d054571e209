"""Posting templates: all sections of a posting, to begin others with."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PostingTemplate(models.Model):
    name = models.CharField(_("name"), max_length=100, unique=True)
    content = models.JSONField()  # section key -> its value, as in Revision.value
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
