"""Taking documents out, reading their text, having one checked again."""

import structlog
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.documents import actions, rules
from applications.documents.file_names import download_name
from applications.documents.file_types import FileType
from applications.documents.files import files
from applications.documents.models import Document
from ats.files.responses import attachment_response
from ats.web.mixins import RecruiterRequiredMixin, StaffRequiredMixin
from ats.web.toasts import toast

log = structlog.get_logger()


class DocumentDownloadView(StaffRequiredMixin):
    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        document = get_object_or_404(
            Document.objects.visible_to(request.user).select_related("application"), pk=pk
        )
        if not rules.may_download(request.user, document):
            raise Http404
        file_type = FileType(document.file_type)
        try:
            file = files.open(document.stored_name)
        except FileNotFoundError as error:
            raise Http404 from error
        log.info("document_downloaded", document=document.pk, user=request.user.pk)
        return attachment_response(
            file,
            ascii_name=f"{document.application.reference}-{document.pk}.{file_type}",
            filename=download_name(document.original_name, file_type),
            media_type=file_type.media_type,
        )


class DocumentTextView(StaffRequiredMixin):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        document = get_object_or_404(
            Document.objects.visible_to(request.user).select_related("text"),
            pk=pk,
            text__isnull=False,
        )
        return render(request, "documents/text.html", {"document": document})


class DocumentCheckAgainView(RecruiterRequiredMixin):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
        back = redirect("application-detail", document.application_id)
        try:
            actions.check_again(actor=request.user, document_id=document.pk, now=timezone.now())
        except actions.NotHeld:
            return toast(request, back, _("This document is not held any more."), tone="error")
        return toast(request, back, _("The document is being checked again."))
