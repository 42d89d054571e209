"""Applications and candidates over the API, read side. Changes have addresses of their own."""

from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from applications.candidates.models import Application, Candidate, Submission
from applications.candidates.rules import fold, may_see_contact
from applications.scorecards.queries import seal_of
from applications.staff.api.rows import application_rows
from applications.staff.api.serializers import (
    ApplicationDetailOutput,
    ApplicationOutput,
    CandidateDetailOutput,
    ContactOutput,
)


class ApplicationFilter(django_filters.FilterSet):
    submitted_after = django_filters.IsoDateTimeFilter(field_name="submitted_at", lookup_expr="gte")
    reply_by = django_filters.DateFilter(field_name="reply_by_on", lookup_expr="lte")
    is_answered = django_filters.BooleanFilter(
        field_name="answered_at", lookup_expr="isnull", exclude=True
    )

    # Plain numbers, so that an id one may not see answers like one that does not exist.
    posting = django_filters.NumberFilter(field_name="posting_id")
    stage = django_filters.NumberFilter(field_name="stage_id")
    candidate = django_filters.NumberFilter(field_name="candidate_id")

    class Meta:
        model = Application
        fields = ["status", "door", "source"]


class ApplicationListView(ListAPIView[Application]):
    """Applications that the caller may see, the newest first."""

    queryset = Application.objects.none()
    serializer_class = ApplicationOutput
    filterset_class = ApplicationFilter
    ordering = ("-submitted_at", "-id")

    def get_queryset(self) -> QuerySet[Application]:
        return Application.objects.visible_to(self.request.user).select_related("candidate")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        seals = seal_of([row.pk for row in page], viewer=request.user)
        return self.get_paginated_response(application_rows(page, seals))


class ApplicationDetailView(RetrieveAPIView[Application]):
    """One application with its profile and everything sent for it."""

    queryset = Application.objects.none()
    serializer_class = ApplicationDetailOutput
    filterset_class = None

    def get_queryset(self) -> QuerySet[Application]:
        sent = Submission.objects.order_by("-received_at", "-pk")
        if not may_see_contact(self.request.user):
            sent = sent.exclude(accepted_at=None)
        return (
            Application.objects.visible_to(self.request.user)
            .select_related("candidate")
            .prefetch_related(Prefetch("submissions", queryset=sent))
        )

    def get_serializer_context(self) -> dict[str, Any]:
        context = dict(super().get_serializer_context())
        if "pk" in self.kwargs:
            context["seals"] = seal_of([self.kwargs["pk"]], viewer=self.request.user)
        context["may_see_contact"] = may_see_contact(self.request.user)
        return context


class CandidateFilter(django_filters.FilterSet):
    name = django_filters.CharFilter(method="by_prefix", help_text="Beginning of the name.")

    class Meta:
        model = Candidate
        fields = ["country"]

    def by_prefix(self, rows: QuerySet[Candidate], _: str, value: str) -> QuerySet[Candidate]:
        return rows.filter(name_folded__startswith=fold(value))


def visible_candidates(request: Request) -> QuerySet[Candidate]:
    """Return people the caller may see; contact data is not for interviewers (404)."""
    if not may_see_contact(request.user):
        raise Http404
    return Candidate.objects.visible_to(request.user)


class CandidateListView(ListAPIView[Candidate]):
    """Candidates, the newest first."""

    queryset = Candidate.objects.none()
    serializer_class = ContactOutput
    filterset_class = CandidateFilter

    def get_queryset(self) -> QuerySet[Candidate]:
        return visible_candidates(self.request)


@extend_schema(responses=CandidateDetailOutput)
class CandidateDetailView(RetrieveAPIView[Candidate]):
    """One person with the ids of their applications."""

    queryset = Candidate.objects.none()
    serializer_class = CandidateDetailOutput
    filterset_class = None

    def get_queryset(self) -> QuerySet[Candidate]:
        return visible_candidates(self.request)
