"""Moves over the API: the same action as on the board."""

from typing import Any, NoReturn

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from applications.candidates.models import Application
from applications.pipeline import actions
from applications.pipeline.locking import NotActive, StaleMove
from applications.pipeline.models import Transition
from ats.api.errors import Conflict, Stale


class MoveInput(serializers.Serializer[Any]):
    to_stage = serializers.IntegerField(help_text="Id of a stage of the same posting.")
    from_stage = serializers.IntegerField(help_text="Where the caller saw the application.")
    version = serializers.IntegerField(help_text="The version that the caller saw.")


class PlaceOutput(serializers.ModelSerializer[Application]):
    class Meta:
        model = Application
        fields = ["id", "stage", "status", "version", "stage_entered_at"]


class TransitionOutput(serializers.ModelSerializer[Transition]):
    """A move. A stage that was removed since is null, and the name it had stands beside it."""

    class Meta:
        model = Transition
        fields = [
            "id",
            "from_stage",
            "from_name",
            "to_stage",
            "to_name",
            "version",
            "actor",
            "moved_at",
        ]


class MovesView(GenericAPIView[Transition]):
    """What moved an application from stage to stage, and one more move."""

    serializer_class = TransitionOutput
    queryset = Transition.objects.none()

    @extend_schema(operation_id="applications_moves_list", responses=TransitionOutput(many=True))
    def get(self, request: Request, pk: int) -> Response:
        application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
        moves: QuerySet[Transition] = application.transitions.all()
        page = self.paginate_queryset(moves)
        return self.get_paginated_response(TransitionOutput(page, many=True).data)

    @extend_schema(
        operation_id="applications_moves_create", request=MoveInput, responses=PlaceOutput
    )
    def post(self, request: Request, pk: int) -> Response:
        application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
        wanted = MoveInput(data=request.data)
        wanted.is_valid(raise_exception=True)
        try:
            moved = actions.move_application(
                actor=request.user,
                application_id=application.pk,
                to_stage_id=wanted.validated_data["to_stage"],
                from_stage_id=wanted.validated_data["from_stage"],
                expected_version=wanted.validated_data["version"],
                now=timezone.now(),
            )
        except actions.NotAllowed as error:
            raise PermissionDenied(_("Your role does not move applications.")) from error
        except actions.StageNotOfPosting as error:
            raise ValidationError({"to_stage": _("This posting has no such stage.")}) from error
        except (StaleMove, NotActive) as error:
            refuse_late_change(error)
        return Response(PlaceOutput(moved).data)


def refuse_late_change(error: StaleMove | NotActive) -> NoReturn:
    """Turn "somebody was faster" into a 409 that says how the application stands now."""
    if isinstance(error, StaleMove):
        raise Stale(
            _("The application was changed after you last read it."),
            current={
                "stage": error.current_stage.pk,
                "version": error.current_version,
                "changed_by": error.moved_by,
                "changed_at": error.moved_at,
            },
        ) from error
    raise Conflict(
        _("The application is no longer active."), current={"status": error.status}
    ) from error
