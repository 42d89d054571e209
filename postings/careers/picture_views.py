"""Pictures in adverts: for everyone while the public may see an advert with it, else for staff."""

from datetime import datetime
from uuid import UUID

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.generic import View

from postings.careers import queries
from postings.pictures.models import Picture
from postings.pictures.queries import find_picture, showing, shown_by
from postings.posting.models import Posting
from postings.posting.rules import may_edit
from postings.text_blocks.models import TextBlockText

# A picture never changes, but an advert may be taken back.
FOR_A_DAY = "public, max-age=86400"


class PictureView(View):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, key: UUID) -> HttpResponseBase:
        picture = find_picture(key)
        if picture is None:
            raise Http404
        is_public = is_shown_publicly(picture, now=timezone.now())
        # Who asks matters, and is looked up, only where the public does not see it.
        if not is_public and not _sees(request, picture):
            raise Http404
        etag = f'"{picture.digest}"'
        response = get_conditional_response(request, etag=etag)
        if response is None or not isinstance(response, HttpResponseNotModified):
            response = HttpResponse(bytes(picture.image), content_type=picture.content_type)
        response["ETag"] = etag
        response["Cache-Control"] = FOR_A_DAY if is_public else "private, no-cache"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["X-Content-Type-Options"] = "nosniff"
        # Adverts are read on other sites, too.
        response["Cross-Origin-Resource-Policy"] = "cross-origin" if is_public else "same-origin"
        return response


def is_shown_publicly(picture: Picture, *, now: datetime) -> bool:
    """Say whether a posting that takes applications shows it, in its own text or a shared one."""
    return queries.taking_applications(now=now).filter(shown_by(picture)).exists()


def _sees(request: HttpRequest, picture: Picture) -> bool:
    user = request.user
    if not user.is_authenticated or not user.is_active:
        return False
    if picture.created_by_id == user.pk:
        return True
    if Posting.objects.visible_to(user).filter(shown_by(picture)).exists():
        return True
    return may_edit(user) and TextBlockText.objects.filter(showing(picture)).exists()
