"""Files that candidates sent. The bytes lie in private storage under `stored_name`."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.candidates.models import Application, Submission
from postings.application_form.models import Question

if TYPE_CHECKING:
    from ats.users.models import User


class DocumentState(models.TextChoices):
    QUARANTINED = "quarantined", _("being checked")
    READY = "ready", _("checked")
    HELD = "held", _("held")


class DocumentKind(models.TextChoices):
    RESUME = "resume", _("Résumé")
    OTHER = "other", _("Other document")


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: "User") -> "DocumentQuerySet":
        """Limit to documents of visible applications; interviewers see none (contact data)."""
        if user.is_authenticated and user.role == "interviewer":
            return self.none()
        return self.filter(application__in=Application.objects.visible_to(user).values("pk"))


class Document(models.Model):
    """Until its form is submitted, a document belongs to `form_key` alone."""

    form_key = models.UUIDField(null=True)
    submission = models.ForeignKey(
        Submission, null=True, on_delete=models.PROTECT, related_name="documents"
    )
    application = models.ForeignKey(
        Application, null=True, on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(max_length=6, choices=DocumentKind.choices)
    # The question that the file answers; which one it was stays with the answer.
    question = models.ForeignKey(
        Question, null=True, on_delete=models.SET_NULL, related_name="documents"
    )
    original_name = models.CharField(max_length=200)
    stored_name = models.CharField(max_length=100, unique=True)
    file_type = models.CharField(max_length=4)  # pdf, docx, odt, rtf, txt
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        max_length=11, choices=DocumentState.choices, default=DocumentState.QUARANTINED
    )
    state_reason = models.CharField(max_length=40, blank=True)  # a code, see documents.rules
    created_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["form_key"], name="document_form_key")]

    def __str__(self) -> str:
        return self.original_name


class DocumentText(models.Model):
    """The text of a document, apart, so that lists never read it."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="text")
    text = models.TextField()
    pages = models.PositiveIntegerField(null=True)
    extracted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"text of document {self.document_id}"
