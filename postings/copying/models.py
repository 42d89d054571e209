"""Posting templates: all sections of a posting, to begin others with."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.posting.models import Posting

if TYPE_CHECKING:
    from ats.users.models import User


class PostingTemplateQuerySet(models.QuerySet["PostingTemplate"]):
    def visible_to(self, user: "User") -> "PostingTemplateQuerySet":
        """Hide templates of postings that `user` may not see: some became confidential later."""
        return self.filter(Q(posting=None) | Q(posting__in=Posting.objects.visible_to(user)))


class PostingTemplate(models.Model):
    name = models.CharField(_("name"), max_length=100, unique=True)
    content = models.JSONField()  # section key -> its value, as in Revision.value
    # The one it was saved from; None once that is gone.
    posting = models.ForeignKey(
        Posting, null=True, on_delete=models.SET_NULL, related_name="templates"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = PostingTemplateQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
