"""What all postings share, for programs: read with its version, and replaced as a whole."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ats.api.errors import Stale
from postings.criteria.actions import set_company_criteria
from postings.criteria.queries import CriterionRow, company_criteria
from postings.posting.company_lists import StaleList
from postings.posting.rows import RepeatedRow, UnknownRow
from postings.posting.rules import MOST_ROWS, may_edit
from postings.posting.sections import fingerprint
from postings.staff.api.serializers.rows import CriterionSerializer, StageSerializer
from postings.stages.actions import StagesInvalid, set_default_stages
from postings.stages.queries import StageRow, default_stages

VERSION = "What you read; another one means that somebody changed the list since."


class StageListSerializer(serializers.Serializer[Any]):
    version = serializers.CharField(max_length=64, help_text=VERSION)
    stages = StageSerializer(many=True, max_length=MOST_ROWS)  # type: ignore[call-arg]


class CriterionListSerializer(serializers.Serializer[Any]):
    version = serializers.CharField(max_length=64, help_text=VERSION)
    criteria = CriterionSerializer(many=True, max_length=MOST_ROWS)  # type: ignore[call-arg]


class CompanyListView(APIView):
    """One list: recruiters and administrators read and replace it."""

    name: ClassVar[str]
    serializer: ClassVar[type[serializers.Serializer[Any]]]
    row: ClassVar[Callable[..., Any]]
    stored: ClassVar[Callable[[], Sequence[Any]]]
    save: ClassVar[Callable[..., None]]

    def get(self, request: Request) -> Response:
        self._require_editor(request)
        return Response(self._shown())

    def put(self, request: Request) -> Response:
        self._require_editor(request)
        wanted = type(self).serializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        rows = [type(self).row(**each) for each in wanted.validated_data[self.name]]
        change = {self.name: rows, "seen": wanted.validated_data["version"]}
        try:
            type(self).save(actor=request.user, now=timezone.now(), **change)
        except StaleList as error:
            detail = _("Somebody changed the list after you read it. Read it again.")
            raise Stale(detail, current={"version": fingerprint(error.current)}) from error
        except StagesInvalid as error:
            raise ValidationError(
                {self.name: _("The first stage has to be of the kind “new”.")}
            ) from error
        except RepeatedRow as error:
            text = _("Two rows are called “%(name)s”.") % {"name": error.label}
            raise ValidationError({self.name: text}) from error
        except UnknownRow as error:
            raise ValidationError({self.name: _("A row has an id that is not there.")}) from error
        return Response(self._shown())

    def _shown(self) -> dict[str, Any]:
        rows = type(self).stored()
        content = {"version": fingerprint(rows), self.name: rows}
        return dict(type(self).serializer(content).data)

    def _require_editor(self, request: Request) -> None:
        user = request.user
        if not user.is_authenticated or not may_edit(user):
            raise PermissionDenied(_("Only recruiters and administrators change postings."))


@extend_schema(request=StageListSerializer, responses=StageListSerializer)
class DefaultStagesView(CompanyListView):
    """The stages that new postings begin with."""

    name = "stages"
    serializer = StageListSerializer
    row = StageRow
    stored = default_stages
    save = set_default_stages


@extend_schema(request=CriterionListSerializer, responses=CriterionListSerializer)
class CriteriaLibraryView(CompanyListView):
    """The criteria that postings take copies of."""

    name = "criteria"
    serializer = CriterionListSerializer
    row = CriterionRow
    stored = company_criteria
    save = set_company_criteria
