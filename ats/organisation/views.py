"""The logo, for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.generic import View

from ats.organisation import queries

FOR_EVER = "public, max-age=31536000, immutable"


class LogoView(View):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        logo = queries.current_logo()
        if logo is None:
            raise Http404
        response = HttpResponse(bytes(logo.image), content_type="image/png")
        # The address in pages names the version; asked without it, the image may change.
        named = request.GET.get("v", "")
        current = bool(named) and logo.digest.startswith(named)
        response["Cache-Control"] = FOR_EVER if current else "public, no-cache"
        response["ETag"] = f'"{logo.digest}"'
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return (
            get_conditional_response(request, etag=response["ETag"], response=response) or response
        )
