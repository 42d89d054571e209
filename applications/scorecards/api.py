"""Scores over the API, sealed as on the pages."""

from collections.abc import Callable
from typing import Any

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
from applications.scorecards import actions, queries
from applications.scorecards.models import Recommendation, Scorecard
from ats.api.errors import Conflict
from postings.criteria.models import HIGHEST_LEVEL, LOWEST_LEVEL

LEVELS = {"min_value": LOWEST_LEVEL, "max_value": HIGHEST_LEVEL}


class SealOutput(serializers.Serializer[queries.Seal]):
    """ "n of m in"; average and in_favour are null while sealed for the caller."""

    submitted = serializers.IntegerField()
    assigned = serializers.IntegerField()
    is_open = serializers.BooleanField()
    average = serializers.FloatField(allow_null=True)
    in_favour = serializers.IntegerField(allow_null=True)


class LevelField(serializers.Serializer[Any]):
    criterion = serializers.IntegerField()
    level = serializers.IntegerField(**LEVELS)


class CardOutput(serializers.Serializer[queries.CardView]):
    id = serializers.IntegerField()
    reviewer = serializers.IntegerField(source="reviewer_id")
    recommendation = serializers.ChoiceField(choices=Recommendation.choices)
    note = serializers.CharField()
    submitted_at = serializers.DateTimeField()
    levels = serializers.SerializerMethodField()

    @extend_schema(responses=LevelField(many=True))
    def get_levels(self, card: queries.CardView) -> list[dict[str, int]]:
        return [{"criterion": pk, "level": level} for pk, level in card.levels.items()]


class ScoresOutput(serializers.Serializer[Any]):
    seal = SealOutput()
    cards = CardOutput(many=True)


class CardInput(serializers.Serializer[Any]):
    levels = LevelField(many=True)
    recommendation = serializers.ChoiceField(
        choices=Recommendation.choices, allow_blank=True, default=""
    )
    note = serializers.CharField(max_length=10_000, allow_blank=True, default="")


class OwnCardOutput(serializers.ModelSerializer[Scorecard]):
    levels = LevelField(many=True)

    class Meta:
        model = Scorecard
        fields = ["id", "recommendation", "note", "levels", "updated_at", "submitted_at"]

    def to_representation(self, card: Scorecard) -> dict[str, Any]:
        return {
            "id": card.pk,
            "recommendation": card.recommendation,
            "note": card.note,
            "levels": [{"criterion": s.criterion_id, "level": s.level} for s in card.scores.all()],
            "updated_at": card.updated_at,
            "submitted_at": card.submitted_at,
        }


class ScoresView(APIView):
    """The cards of an application that the caller may read."""

    @extend_schema(responses=ScoresOutput)
    def get(self, request: Request, pk: int) -> Response:
        application = _visible(request, pk)
        seal = queries.seal_of([application.pk], viewer=request.user)[application.pk]
        cards = queries.cards_of(application, viewer=request.user)
        return Response(ScoresOutput({"seal": seal, "cards": cards}).data)


class OwnCardView(APIView):
    """The caller's own card: read it, or keep a draft."""

    @extend_schema(responses=OwnCardOutput)
    def get(self, request: Request, pk: int) -> Response:
        card = queries.own_card(_visible(request, pk), viewer=request.user)
        if card is None:
            return Response(status=status.HTTP_204_NO_CONTENT)
        return Response(OwnCardOutput(card).data)

    @extend_schema(request=CardInput, responses=OwnCardOutput)
    def put(self, request: Request, pk: int) -> Response:
        return _write(request, pk, actions.save_scorecard)


class SubmitCardView(APIView):
    """Hand the caller's card in; it is locked afterwards, and the others' are open to them."""

    @extend_schema(request=CardInput, responses=OwnCardOutput)
    def post(self, request: Request, pk: int) -> Response:
        return _write(request, pk, actions.submit_scorecard)


class ReviewerApiView(APIView):
    """Who is asked to score an application."""

    @extend_schema(request=None, responses={204: None})
    def put(self, request: Request, pk: int, user_pk: int) -> Response:
        return _assign(request, pk, user_pk, actions.assign_reviewer)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, pk: int, user_pk: int) -> Response:
        return _assign(request, pk, user_pk, actions.unassign_reviewer)


def _visible(request: Request, pk: int) -> Application:
    return get_object_or_404(Application.objects.visible_to(request.user), pk=pk)


def _write(request: Request, pk: int, action: Callable[..., Scorecard]) -> Response:
    application = _visible(request, pk)
    wanted = CardInput(data=request.data)
    wanted.is_valid(raise_exception=True)
    card = _refusing(
        lambda: action(
            actor=request.user,
            application_id=application.pk,
            levels={
                entry["criterion"]: entry["level"] for entry in wanted.validated_data["levels"]
            },
            recommendation=wanted.validated_data["recommendation"],
            note=wanted.validated_data["note"],
            now=timezone.now(),
        )
    )
    return Response(OwnCardOutput(card).data)


def _assign(request: Request, pk: int, user_pk: int, action: Callable[..., Any]) -> Response:
    application = _visible(request, pk)
    _refusing(
        lambda: action(
            actor=request.user,
            application_id=application.pk,
            user_id=user_pk,
            now=timezone.now(),
        )
    )
    return Response(status=status.HTTP_204_NO_CONTENT)


def _refusing(act: Callable[[], Any]) -> Any:
    """Do it, turning the actions' refusals into problem documents."""
    try:
        return act()
    except actions.NotAllowed as error:
        raise PermissionDenied(_("Your role does not ask others for scores.")) from error
    except actions.ReviewerCannotSee as error:
        raise ValidationError({"user": _("This person could not see the application.")}) from error
    except actions.UnknownCriterion as error:
        raise ValidationError({"levels": _("This posting has no such criterion.")}) from error
    except actions.Incomplete as gaps:
        errors = {"levels": _("Give a level for every criterion.")} if gaps.criteria else {}
        if gaps.recommendation:
            errors["recommendation"] = _("Say whether you recommend this person.")
        raise ValidationError(errors) from gaps
    except (actions.AlreadySubmitted, actions.ReviewerHasSubmitted) as error:
        raise Conflict(_("This scorecard has been handed in and is locked.")) from error
    except actions.CannotStepBack as error:
        raise Conflict(
            _("A card is in already, so nobody takes their own request back.")
        ) from error
    except actions.ApplicationNotActive as error:
        raise Conflict(_("The application is no longer active.")) from error
