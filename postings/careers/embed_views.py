"""The list of open positions on a company's own site, and the page that tells how."""

from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.generic import TemplateView

from ats.web.mixins import RecruiterRequiredMixin
from postings.careers.views import CareersView

_ANYWHERE = {"frame-ancestors": ["*"]}


@method_decorator(csp_replace(_ANYWHERE), name="dispatch")
@method_decorator(xframe_options_exempt, name="dispatch")
class EmbedView(CareersView):
    """A bare list for an iframe on any site: no cookie, links lead out of the frame."""

    template_name = "careers/embed.html"
    route = "embed-jobs"


class EmbedSettingsView(RecruiterRequiredMixin, TemplateView):
    template_name = "careers/embed_settings.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(public_url=settings.PUBLIC_URL, **kwargs)
