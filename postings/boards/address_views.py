"""Addresses by a posting's UUID: they lead to its page and its form under whatever name it has."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import View

from postings.careers.queries import find_posting
from postings.posting.models import Posting


class PostingByIdView(View):
    """Leads on with the query kept (where somebody comes from); what is hidden is a 404."""

    http_method_names = ["get", "head"]
    route = "careers-posting"

    def get(self, request: HttpRequest, public_id: UUID, **kwargs: Any) -> HttpResponse:
        slug = Posting.objects.filter(public_id=public_id).values_list("slug", flat=True).first()
        posting = find_posting(slug or "", now=timezone.now())[0]
        if posting is None:
            raise Http404
        response = redirect(self.route, slug=posting.slug)
        if query := request.META.get("QUERY_STRING", ""):
            response["Location"] += f"?{query}"
        return response
