"""What programs get of a posting."""

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from postings.application_form.queries import questions_of
from postings.criteria.queries import criteria_of
from postings.hiring_team.queries import team_of
from postings.posting.models import EmploymentType, PayPeriod, Posting, ResumePolicy, WorkplaceType
from postings.posting.queries import in_order, openings_of, translations_of
from postings.staff.api.serializers.rows import (
    CriterionSerializer,
    Data,
    LocationSerializer,
    MemberSerializer,
    OpeningSerializer,
    QuestionSerializer,
    StageSerializer,
    TextBlockSerializer,
    TranslationSerializer,
)
from postings.stages.queries import stages_of
from postings.text_blocks.queries import text_blocks_of


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
