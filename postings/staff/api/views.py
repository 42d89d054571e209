"""Postings over the API: the same rules and actions as the pages."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from ats.api.errors import Conflict, Stale
from postings.application_form.actions import QuestionsInvalid
from postings.hiring_team.actions import RoleDoesNotFit, UnknownMember
from postings.lifecycle import actions as lifecycle
from postings.lifecycle.rules import may_change
from postings.posting.actions import OwnLanguage, ReferenceTaken, WouldLockOut
from postings.posting.editing import NotAllowed, PostingClosed, Seen, StalePosting
from postings.posting.models import Posting
from postings.posting.rows import RepeatedRow, RowInUse, UnknownRow
from postings.posting.rules import may_edit
from postings.posting.seats import SeatsTaken
from postings.posting.texts import UnusableText
from postings.staff.api.actions import InvalidValues, create_whole_posting, save_posting
from postings.staff.api.serializers.inputs import (
    PostingInput,
    PostingPatch,
    ReturnInput,
    VersionInput,
)
from postings.staff.api.serializers.outputs import PostingDetailOutput, PostingOutput
from postings.staff.editor.queries import editable
from postings.staff.pages.queries import NEWEST, listed
from postings.stages.actions import StagesInvalid, StagesOccupied


class PostingFilter(django_filters.FilterSet):
    department = django_filters.CharFilter(field_name="department__name", lookup_expr="iexact")
    country = django_filters.CharFilter(method="in_country", help_text="ISO 3166-1 alpha-2.")

    class Meta:
        model = Posting
        fields = ["status", "reference", "workplace_type", "employment_type"]

    def in_country(self, rows: QuerySet[Posting], _: str, value: str) -> QuerySet[Posting]:
        return rows.filter(locations__country=value.upper()).distinct()


class PostingListView(ListAPIView[Posting]):
    """Postings that the caller may see, the newest first."""

    queryset = Posting.objects.none()
    serializer_class = PostingOutput
    filterset_class = PostingFilter
    ordering = NEWEST

    def get_queryset(self) -> QuerySet[Posting]:
        # Archived ones are there for who asks for them.
        return listed(self.request.user, status=self.request.query_params.get("status", ""))

    @extend_schema(request=PostingInput, responses={201: PostingDetailOutput})
    def post(self, request: Request) -> Response:
        """Make a draft."""
        _require_editor(request)
        wanted = PostingInput(data=request.data)
        wanted.is_valid(raise_exception=True)
        posting = _refusing(
            lambda: create_whole_posting(
                actor=request.user,
                title=wanted.validated_data["title"],
                changes=wanted.changes(),
                now=timezone.now(),
            )
        )
        return Response(_shown(request, posting.pk), status=status.HTTP_201_CREATED)


class PostingDetailView(APIView):
    """One posting with everything that hangs on it."""

    @extend_schema(responses=PostingDetailOutput)
    def get(self, request: Request, pk: int) -> Response:
        return Response(_shown(request, pk))

    @extend_schema(request=PostingPatch, responses=PostingDetailOutput)
    def patch(self, request: Request, pk: int) -> Response:
        """Change what is given; lists replace the stored ones."""
        posting = get_object_or_404(Posting.objects.visible_to(request.user), pk=pk)
        _require_editor(request)
        wanted = PostingPatch(data=request.data)
        wanted.is_valid(raise_exception=True)
        if "version" not in wanted.validated_data:
            raise ValidationError({"version": _("Send the version that you read.")})
        _refusing(
            lambda: save_posting(
                actor=request.user,
                posting_id=posting.pk,
                changes=wanted.changes(),
                expected_version=wanted.validated_data["version"],
                now=timezone.now(),
            )
        )
        return Response(_shown(request, pk))


class LifecycleApiView(APIView):
    """A change of a posting's state; each action is a class of its own below."""

    # Not "action": that name means a method of a viewset to the REST framework.
    change: Callable[..., Posting]
    name = ""
    input: type[serializers.Serializer[Any]] = VersionInput

    @extend_schema(request=VersionInput, responses=PostingDetailOutput)
    def post(self, request: Request, pk: int) -> Response:
        posting = get_object_or_404(Posting.objects.visible_to(request.user), pk=pk)
        if not may_change(self.name, request.user, posting):
            raise PermissionDenied(_("Only recruiters and administrators change postings."))
        wanted = self.input(data=request.data or {})
        wanted.is_valid(raise_exception=True)
        more = dict(wanted.validated_data)
        seen = Seen(version=more.pop("version", None))
        common: dict[str, Any] = {"actor": request.user, "posting_id": posting.pk, "seen": seen}
        change = type(self).change
        _refusing(lambda: change(**common, **more, now=timezone.now()))
        return Response(_shown(request, pk))


class SendForReviewView(LifecycleApiView):
    """Ask the hiring team to look at a draft."""

    name, change = "send_for_review", lifecycle.send_for_review


class ReturnToDraftView(LifecycleApiView):
    """End a review without publishing. The posting's hiring manager may, too."""

    name, change = "return_to_draft", lifecycle.return_to_draft
    input = ReturnInput

    @extend_schema(request=ReturnInput, responses=PostingDetailOutput)
    def post(self, request: Request, pk: int) -> Response:
        return super().post(request, pk)


class ApproveView(LifecycleApiView):
    """Let the clock publish a posting in review at its `publish_at`, as it stands now."""

    name, change = "approve", lifecycle.approve_posting


class PublishView(LifecycleApiView):
    """Open a draft, or a posting in review, to the world."""

    name, change = "publish", lifecycle.publish_posting


class PauseView(LifecycleApiView):
    """Take no more applications for a while."""

    name, change = "pause", lifecycle.pause_posting


class ReopenView(LifecycleApiView):
    """Open a paused or closed posting again."""

    name, change = "reopen", lifecycle.reopen_posting


class CloseView(LifecycleApiView):
    """End a posting; refused while somebody in it has no answer."""

    name, change = "close", lifecycle.close_posting


class ArchiveView(LifecycleApiView):
    """Take a closed posting out of the lists."""

    name, change = "archive", lifecycle.archive_posting


class UnarchiveView(LifecycleApiView):
    """Put an archived posting back among the closed ones."""

    name, change = "unarchive", lifecycle.unarchive_posting


_FIELD_PROBLEMS: dict[type[Exception], tuple[str, Any]] = {
    OwnLanguage: ("translations", gettext_lazy("One is in the posting's own language.")),
    ReferenceTaken: ("reference", gettext_lazy("Another posting has this reference.")),
    WouldLockOut: ("is_confidential", gettext_lazy("You would not see the posting any more.")),
    StagesInvalid: ("stages", gettext_lazy("The first stage has to be of the kind “new”.")),
    UnknownMember: ("team", gettext_lazy("A person is unknown, deactivated, or there twice.")),
    RoleDoesNotFit: ("team", gettext_lazy("A person's own role does not allow their role here.")),
    UnknownRow: ("", gettext_lazy("A row has an id that is not of this posting.")),
    RepeatedRow: ("", gettext_lazy("Two rows of a list have the same name.")),
}


def _require_editor(request: Request) -> None:
    if not may_edit(request.user):
        raise PermissionDenied(_("Only recruiters and administrators change postings."))


def _shown(request: Request, pk: int) -> dict[str, Any]:
    posting = get_object_or_404(editable(request.user), pk=pk)
    return dict(PostingDetailOutput(posting).data)


def _refusing(act: Callable[[], Posting]) -> Posting:
    """Run an action and say in the API's error shape why it did not happen."""
    try:
        return act()
    except NotAllowed as error:
        raise PermissionDenied from error
    except StalePosting as error:
        detail = _("Somebody changed the posting after you read it. Read it again.")
        raise Stale(detail, current={"version": error.version}) from error
    except InvalidValues as error:
        raise ValidationError(error.problems) from error
    except QuestionsInvalid as error:
        raise ValidationError({"questions": error.problems}) from error
    except tuple(_FIELD_PROBLEMS) as error:
        field, text = _FIELD_PROBLEMS[type(error)]
        raise ValidationError({field or api_settings.NON_FIELD_ERRORS_KEY: str(text)}) from error
    except UnusableText as error:
        raise ValidationError({"description": error.problem}) from error
    except StagesOccupied as error:
        raise _occupied(error) from error
    except SeatsTaken as error:
        text = _("%(taken)s people were hired for “%(team)s”: it cannot have fewer seats.")
        facts = {"taken": error.taken, "team": error.team}
        raise ValidationError({"openings": text % facts}) from error
    except (PostingClosed, RowInUse) as error:
        raise Conflict(_reason(error)) from error
    except lifecycle.WrongState as error:
        detail = _("Not possible in this state.")
        raise Conflict(detail, current={"status": error.status}) from error
    except lifecycle.ScheduleInvalid as error:
        raise ValidationError(error.problems) from error
    except lifecycle.NotScheduled as error:
        raise Conflict(_("There is no time at which it would be published.")) from error
    except lifecycle.NotReady as error:
        missing = [each.code for each in error.missing]
        raise Conflict(str(error), current={"missing": missing}) from error
    except lifecycle.Guarded as error:
        raise Conflict(str(error)) from error


def _occupied(error: StagesOccupied) -> Conflict:
    detail = _(
        "Applications are in stages that you leave out: %(names)s. Say in stage_targets where they "
        'go, for each as {"stage": id, "to": name}. Nothing was changed.'
    )
    names = ", ".join(stage.name for stage in error.stages)
    stages = [
        {
            "id": stage.id,
            "name": stage.name,
            "active": stage.held.active,
            "decided": stage.held.decided,
        }
        for stage in error.stages
    ]
    return Conflict(detail % {"names": names}, current={"stages": stages})


def _reason(error: Exception) -> str:
    if isinstance(error, RowInUse):
        return _("“%(name)s” is in use and cannot be removed.") % {"name": error.label}
    return _("The posting is closed. Reopen it to change it.")
