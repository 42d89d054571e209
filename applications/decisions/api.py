"""Rejecting, hiring and undoing over the API: the same actions as on the pages."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from applications.candidates.models import Application
from applications.decisions import actions
from applications.decisions.models import Decision, RejectionReason
from applications.pipeline.api import PlaceOutput, refuse_late_change
from ats.api.errors import Conflict


class AnswerInput(serializers.Serializer[Any]):
    version = serializers.IntegerField(help_text="The version that the caller saw.")
    subject = serializers.CharField(max_length=300)
    body = serializers.CharField(max_length=20_000)


class RejectionInput(AnswerInput):
    reason = serializers.ChoiceField(choices=RejectionReason.choices)


class HireInput(AnswerInput):
    opening = serializers.IntegerField(help_text="Id of the opening whose seat is filled.")


class DecisionOutput(serializers.ModelSerializer[Decision]):
    class Meta:
        model = Decision
        fields = [
            "id",
            "application",
            "kind",
            "reason",
            "message_subject",
            "message_body",
            "decided_by",
            "decided_at",
            "answer_due_at",
            "undone_at",
            "answered_at",
            "failed_at",
        ]


class DecideView(APIView):
    """Base of rejection and hire: what differs is the input and the action."""

    input_class: ClassVar[type[AnswerInput]]

    def decide(self, request: Request, application: Application, wanted: Any) -> Decision:
        raise NotImplementedError

    def post(self, request: Request, pk: int) -> Response:
        application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
        wanted = self.input_class(data=request.data)
        wanted.is_valid(raise_exception=True)
        decision = _refusing(lambda: self.decide(request, application, wanted.validated_data))
        return Response(DecisionOutput(decision).data, status=status.HTTP_201_CREATED)


@extend_schema(request=RejectionInput, responses={201: DecisionOutput})
class RejectionView(DecideView):
    """Reject; the answer goes out after the organisation's hold, and can be undone until then."""

    input_class = RejectionInput

    def decide(self, request: Request, application: Application, wanted: Any) -> Decision:
        return actions.reject_application(
            actor=request.user,
            application_id=application.pk,
            expected_version=wanted["version"],
            reason=wanted["reason"],
            subject=wanted["subject"],
            body=wanted["body"],
            now=timezone.now(),
        )


@extend_schema(request=HireInput, responses={201: DecisionOutput})
class HireView(DecideView):
    """Hire for a seat of one of the posting's openings."""

    input_class = HireInput

    def decide(self, request: Request, application: Application, wanted: Any) -> Decision:
        return actions.hire_application(
            actor=request.user,
            application_id=application.pk,
            expected_version=wanted["version"],
            opening_id=wanted["opening"],
            subject=wanted["subject"],
            body=wanted["body"],
            now=timezone.now(),
        )


class UndoView(APIView):
    """Take a decision back before its answer is sent."""

    @extend_schema(request=None, responses=PlaceOutput)
    def post(self, request: Request, pk: int) -> Response:
        visible = Application.objects.visible_to(request.user)
        decision = get_object_or_404(
            Decision.objects.filter(application__in=visible.values("pk")), pk=pk
        )
        application = _refusing(
            lambda: actions.undo_decision(
                actor=request.user, decision_id=decision.pk, now=timezone.now()
            )
        )
        return Response(PlaceOutput(application).data)


def _refusing(act: Callable[[], Any]) -> Any:
    """Do it, turning the actions' refusals into problem documents."""
    try:
        return act()
    except actions.NotAllowed as error:
        raise PermissionDenied(_("Your role does not decide about applications.")) from error
    except actions.OpeningNotOfPosting as error:
        raise ValidationError({"opening": _("This posting has no such opening.")}) from error
    except actions.AnswerIncomplete as error:
        raise ValidationError({"body": _("An answer needs a subject and a text.")}) from error
    except actions.NoSeatLeft as error:
        raise Conflict(_("Every seat of this opening is taken.")) from error
    except actions.AnswerAlreadySent as error:
        raise Conflict(_("The answer has gone out, so the decision stands.")) from error
    except actions.PostingOver as error:
        raise Conflict(_("The posting is closed. Reopen it to change it.")) from error
    except actions.AppliedAgain as error:
        raise Conflict(_("The person has applied again meanwhile.")) from error
    except (actions.StaleMove, actions.NotActive) as error:
        refuse_late_change(error)
