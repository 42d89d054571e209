"""What programs send of a posting."""

from typing import Any

from rest_framework import serializers

from postings.application_form.queries import QuestionRow
from postings.criteria.queries import CriterionRow
from postings.hiring_team.queries import MemberRow
from postings.lifecycle.actions import LONGEST_NOTE
from postings.posting import rules
from postings.posting.models import Posting
from postings.posting.sections import OpeningRow, Place, TranslationRow
from postings.posting.translations import written_languages
from postings.staff.api.actions import PostingChanges
from postings.staff.api.serializers.rows import (
    CriterionSerializer,
    Data,
    LocationSerializer,
    MemberSerializer,
    OpeningSerializer,
    QuestionSerializer,
    StageSerializer,
    StageTargetSerializer,
    TextBlockSerializer,
    TranslationSerializer,
    checked_text,
    checked_title,
)
from postings.stages.queries import StageRow
from postings.text_blocks.queries import TextBlockRow


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
        return checked_title(value)

    def validate_description(self, value: str) -> str:
        return checked_text(value)

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


def _built(row: Any, given: list[Data] | None) -> tuple[Any, ...] | None:
    return None if given is None else tuple(row(**each) for each in given)
