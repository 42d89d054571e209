"""The description of the API and a page to read and try it, for signed-in staff."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView

from ats.api import schema  # noqa: F401  (registers how tokens are described)
from ats.web.mixins import StaffRequiredMixin


class SchemaView(SpectacularJSONAPIView):
    """OpenAPI 3.1 as JSON."""


class DocsView(StaffRequiredMixin, SpectacularSwaggerSplitView):
    """Swagger UI from our own static files; its script is a second request, as our CSP wants."""

    url_name = "api:schema"
    template_name = "api/docs.html"

    @extend_schema(exclude=True)
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.url_self = reverse("api:docs")
        response: HttpResponse = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]
        return response
