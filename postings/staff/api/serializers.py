"""Postings as programs read and write them."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from ats.web.direction import without_overrides
from postings.application_form.models import QuestionKind
from postings.application_form.queries import QuestionRow, questions_of
from postings.application_form.rules import question_problems
from postings.criteria.queries import LEVELS, CriterionRow, criteria_of
from postings.hiring_team.models import TeamRole
from postings.hiring_team.queries import MemberRow, team_of
from postings.lifecycle.actions import LONGEST_NOTE
from postings.posting import rules
from postings.posting.countries import is_country
from postings.posting.models import (
    EmploymentType,
    PayPeriod,
    Posting,
    ResumePolicy,
    WorkplaceType,
)
from postings.posting.queries import in_order, openings_of, translations_of
from postings.posting.sections import OpeningRow, Place, TranslationRow
from postings.posting.texts import text_problem
from postings.posting.translations import written_languages
from postings.staff.api.actions import PostingChanges
from postings.stages.models import StageKind
from postings.stages.queries import StageRow, stages_of
from postings.text_blocks.models import Placement
from postings.text_blocks.queries import TextBlockRow, text_blocks_of

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
        return _title(value)

    def validate_description(self, value: str) -> str:
        return _text(value)


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


def _rows(serializer: type[serializers.Serializer[Any]]) -> serializers.ListSerializer[Any]:
    rows = serializer(many=True, required=False, max_length=rules.MOST_ROWS)  # type: ignore[call-arg]
    assert isinstance(rows, serializers.ListSerializer)
    return rows


class PostingInput(serializers.ModelSerializer[Posting]):
    """What a program may set. A list, where given, replaces the stored one; rows keep their id."""

    version = serializers.IntegerField(
        required=False, min_value=1, help_text="The version you read. Needed to change a posting."
    )
    reference = serializers.CharField(max_length=40, required=False)
    department = serializers.CharField(
        max_length=100, required=False, allow_blank=True, help_text="By name; a new one is made."
    )
    description = serializers.CharField(
        max_length=rules.LONGEST_DESCRIPTION,
        required=False,
        allow_blank=True,
        trim_whitespace=False,
        help_text="Markdown.",
    )
    window_from_minutes = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=rules.WESTERNMOST,
        max_value=rules.EASTERNMOST,
        help_text="Western end of the working hours window: minutes from UTC.",
    )
    window_to_minutes = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=rules.WESTERNMOST,
        max_value=rules.EASTERNMOST,
        help_text="Eastern end.",
    )
    pay_min = serializers.DecimalField(
        max_digits=12, decimal_places=2, min_value=0, required=False, allow_null=True
    )
    pay_max = serializers.DecimalField(
        max_digits=12, decimal_places=2, min_value=0, required=False, allow_null=True
    )
    reply_within_days = serializers.IntegerField(min_value=1, max_value=365, required=False)
    language = serializers.ChoiceField(
        choices=written_languages(),
        required=False,
        help_text="In which title and description are written, ISO 639-1.",
    )
    translations = _rows(TranslationSerializer)
    text_blocks = _rows(TextBlockSerializer)
    locations = _rows(LocationSerializer)
    openings = _rows(OpeningSerializer)
    questions = _rows(QuestionSerializer)
    stages = _rows(StageSerializer)
    stage_targets = _rows(StageTargetSerializer)
    criteria = _rows(CriterionSerializer)
    team = _rows(MemberSerializer)

    class Meta:
        model = Posting
        fields = [
            "version",
            "title",
            "reference",
            "department",
            "employment_type",
            "reports_to",
            "company",
            "source_url",
            "is_confidential",
            "is_listed",
            "language",
            "workplace_type",
            "window_from_minutes",
            "window_to_minutes",
            "description",
            "pay_min",
            "pay_max",
            "pay_currency",
            "pay_period",
            "resume_policy",
            "reply_within_days",
            "apply_by_on",
            "publish_at",
            "close_at",
            "translations",
            "text_blocks",
            "locations",
            "openings",
            "questions",
            "stages",
            "stage_targets",
            "criteria",
            "team",
        ]

    def validate_title(self, value: str) -> str:
        return _title(value)

    def validate_description(self, value: str) -> str:
        return _text(value)

    def changes(self) -> PostingChanges:
        """What was sent, as the action takes it; call it only once the data is valid."""
        data = dict(self.validated_data)
        data.pop("version", None)
        targets = data.pop("stage_targets", None) or ()
        rows: Data = {
            "translations": _built(TranslationRow, data.pop("translations", None)),
            "text_blocks": _built(TextBlockRow, data.pop("text_blocks", None)),
            "places": _built(Place, data.pop("locations", None)),
            "openings": _built(OpeningRow, data.pop("openings", None)),
            "questions": _built(QuestionRow, data.pop("questions", None)),
            "stages": _built(StageRow, data.pop("stages", None)),
            "criteria": _built(CriterionRow, data.pop("criteria", None)),
            "team": _built(MemberRow, data.pop("team", None)),
        }
        by_stage = {each["stage"]: each["to"] for each in targets}
        return PostingChanges(columns=data, stage_targets=by_stage, **rows)


class PostingPatch(PostingInput):
    """Not `partial`: that would reach into the rows, which are always whole."""

    title = serializers.CharField(max_length=200, required=False)


def _title(value: str) -> str:
    title = without_overrides(value).strip()
    if not title:
        raise ValidationError(serializers.CharField.default_error_messages["blank"])
    return title


def _text(value: str) -> str:
    text = without_overrides(value)
    if problem := text_problem(text):
        raise ValidationError(problem)
    return text


def _built(row: Any, given: list[Data] | None) -> tuple[Any, ...] | None:
    return None if given is None else tuple(row(**each) for each in given)


class PostingOutput(serializers.ModelSerializer[Posting]):
    """A row of the list."""

    department = serializers.CharField(source="department.name", default="")
    employment_type = serializers.ChoiceField(choices=EmploymentType.choices, allow_blank=True)
    workplace_type = serializers.ChoiceField(choices=WorkplaceType.choices, allow_blank=True)
    locations = serializers.SerializerMethodField()
    openings = serializers.SerializerMethodField()
    public_url = serializers.SerializerMethodField()

    class Meta:
        model = Posting
        fields: list[str] = [
            "id",
            "version",
            "status",
            "title",
            "reference",
            "slug",
            "public_url",
            "department",
            "employment_type",
            "workplace_type",
            "is_confidential",
            "is_listed",
            "language",
            "locations",
            "openings",
            "apply_by_on",
            "publish_at",
            "close_at",
            "schedule_waits_since",
            "created_at",
            "updated_at",
            "published_at",
            "closed_at",
            "archived_at",
        ]

    @extend_schema_field(LocationSerializer(many=True))
    def get_locations(self, posting: Posting) -> list[Data]:
        return list(LocationSerializer(in_order(posting.locations), many=True).data)

    @extend_schema_field(OpeningSerializer(many=True))
    def get_openings(self, posting: Posting) -> list[Data]:
        return list(OpeningSerializer(openings_of(posting), many=True).data)

    def get_public_url(self, posting: Posting) -> str:
        """The careers page; there is something at it while the posting is open."""
        return f"{settings.PUBLIC_URL}/jobs/{posting.slug}"


class PostingDetailOutput(PostingOutput):
    """One posting with everything that hangs on it."""

    pay_period = serializers.ChoiceField(choices=PayPeriod.choices)
    resume_policy = serializers.ChoiceField(choices=ResumePolicy.choices)
    translations = serializers.SerializerMethodField()
    text_blocks = serializers.SerializerMethodField()
    questions = serializers.SerializerMethodField()
    stages = serializers.SerializerMethodField()
    criteria = serializers.SerializerMethodField()
    team = serializers.SerializerMethodField()

    class Meta(PostingOutput.Meta):
        fields = [
            *PostingOutput.Meta.fields,
            "review_note",
            "reports_to",
            "company",
            "source_url",
            "window_from_minutes",
            "window_to_minutes",
            "description",
            "pay_min",
            "pay_max",
            "pay_currency",
            "pay_period",
            "resume_policy",
            "reply_within_days",
            "translations",
            "text_blocks",
            "questions",
            "stages",
            "criteria",
            "team",
        ]

    @extend_schema_field(TranslationSerializer(many=True))
    def get_translations(self, posting: Posting) -> list[Data]:
        return list(TranslationSerializer(translations_of(posting), many=True).data)

    @extend_schema_field(TextBlockSerializer(many=True))
    def get_text_blocks(self, posting: Posting) -> list[Data]:
        return list(TextBlockSerializer(text_blocks_of(posting), many=True).data)

    @extend_schema_field(QuestionSerializer(many=True))
    def get_questions(self, posting: Posting) -> list[Data]:
        return list(QuestionSerializer(questions_of(posting), many=True).data)

    @extend_schema_field(StageSerializer(many=True))
    def get_stages(self, posting: Posting) -> list[Data]:
        return list(StageSerializer(stages_of(posting), many=True).data)

    @extend_schema_field(CriterionSerializer(many=True))
    def get_criteria(self, posting: Posting) -> list[Data]:
        return list(CriterionSerializer(criteria_of(posting), many=True).data)

    @extend_schema_field(MemberSerializer(many=True))
    def get_team(self, posting: Posting) -> list[Data]:
        return list(MemberSerializer(team_of(posting), many=True).data)


class VersionInput(serializers.Serializer[Any]):
    version = serializers.IntegerField(
        required=False, min_value=1, help_text="If given, refused when the stored one is another."
    )


class ReturnInput(VersionInput):
    note = serializers.CharField(
        max_length=LONGEST_NOTE,
        required=False,
        allow_blank=True,
        default="",
        help_text="Goes to whoever sent it for review.",
    )
