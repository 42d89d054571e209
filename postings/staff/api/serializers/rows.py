"""The rows of a posting's lists, the same in what programs send and in what they get."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from ats.web.direction import without_overrides
from postings.application_form.models import QuestionKind
from postings.application_form.queries import QuestionRow
from postings.application_form.rules import question_problems
from postings.criteria.queries import LEVELS
from postings.hiring_team.models import TeamRole
from postings.posting import rules
from postings.posting.countries import is_country
from postings.posting.texts import text_problem
from postings.stages.models import StageKind
from postings.text_blocks.models import Placement

Data = dict[str, Any]
_ROW_ID: Data = {"required": False, "allow_null": True, "default": None}
_OPTIONAL_TEXT: Data = {"required": False, "allow_blank": True, "default": ""}


class LocationSerializer(serializers.Serializer[Any]):
    country = serializers.CharField(max_length=2, help_text="ISO 3166-1 alpha-2.")
    region = serializers.CharField(max_length=100, **_OPTIONAL_TEXT)
    city = serializers.CharField(max_length=100, **_OPTIONAL_TEXT)

    def validate_country(self, value: str) -> str:
        if not is_country(value):
            raise ValidationError(_("There is no country with this code."))
        return value


class TranslationSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(**_ROW_ID)
    language = serializers.ChoiceField(choices=settings.LANGUAGES)
    title = serializers.CharField(max_length=200)
    description = serializers.CharField(
        max_length=rules.LONGEST_DESCRIPTION, trim_whitespace=False, **_OPTIONAL_TEXT
    )

    def validate_title(self, value: str) -> str:
        return checked_title(value)

    def validate_description(self, value: str) -> str:
        return checked_text(value)


class TextBlockSerializer(serializers.Serializer[Any]):
    block = serializers.IntegerField(help_text="The id of a shared text.")
    placement = serializers.ChoiceField(choices=Placement.choices, default=Placement.AFTER)


class OpeningSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(**_ROW_ID)
    team = serializers.CharField(max_length=100, **_OPTIONAL_TEXT)
    seats = serializers.IntegerField(min_value=1, max_value=999, default=1)


class QuestionSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(**_ROW_ID)
    label = serializers.CharField(max_length=300)  # type: ignore[assignment]
    help_text = serializers.CharField(max_length=500, **_OPTIONAL_TEXT)  # type: ignore[assignment]
    kind = serializers.ChoiceField(choices=QuestionKind.choices)
    choices = serializers.ListField(child=serializers.CharField(), default=list)
    is_required = serializers.BooleanField(default=False)
    is_private = serializers.BooleanField(
        default=False, help_text="Interviewers do not see the answers."
    )
    knock_out = serializers.DictField(
        default=dict,
        help_text="Which answers are flagged, see docs/api.md. Nobody is rejected by it.",
    )

    def validate(self, attrs: Data) -> Data:
        if problems := question_problems(QuestionRow(**attrs)):
            raise ValidationError(problems)
        return {**attrs, "choices": tuple(attrs["choices"])}


class StageSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(**_ROW_ID)
    name = serializers.CharField(max_length=60)
    kind = serializers.ChoiceField(choices=StageKind.choices)


class StageTargetSerializer(serializers.Serializer[Any]):
    stage = serializers.IntegerField(help_text="Id of a stage that is left out of `stages`.")
    to = serializers.CharField(max_length=60, help_text="Name of one that is among `stages`.")


class CriterionSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(**_ROW_ID)
    name = serializers.CharField(max_length=100)
    guidance = serializers.CharField(max_length=2000, **_OPTIONAL_TEXT)
    levels = serializers.ListField(
        child=serializers.CharField(max_length=300, allow_blank=True),
        min_length=len(LEVELS),
        max_length=len(LEVELS),
        help_text="What each level looks like, the lowest first.",
    )

    def validate_levels(self, value: list[str]) -> tuple[str, ...]:
        return tuple(value)


class MemberSerializer(serializers.Serializer[Any]):
    user = serializers.IntegerField()
    role = serializers.ChoiceField(choices=TeamRole.choices)


def checked_title(value: str) -> str:
    title = without_overrides(value).strip()
    if not title:
        raise ValidationError(serializers.CharField.default_error_messages["blank"])
    return title


def checked_text(value: str) -> str:
    text = without_overrides(value)
    if problem := text_problem(text):
        raise ValidationError(problem)
    return text
