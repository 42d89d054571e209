"""What the API says about applications and people, by what the caller may know."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from applications.candidates.models import Application, Candidate, Submission
from applications.profiles.queries import ProfileView, profile_of
from applications.scorecards.api import SealOutput


class CandidateOutput(serializers.ModelSerializer[Candidate]):
    class Meta:
        model = Candidate
        fields = ["id", "name", "country", "time_zone", "created_at"]


class ContactOutput(serializers.ModelSerializer[Candidate]):
    """With contact data, for those who may see it."""

    class Meta:
        model = Candidate
        fields = [*CandidateOutput.Meta.fields, "email", "email_confirmed_at", "phone"]


class ApplicationOutput(serializers.ModelSerializer[Application]):
    """A row of the list. `scores` is "n of m in" while sealed for the caller."""

    candidate = CandidateOutput()
    scores = serializers.SerializerMethodField()

    class Meta:
        model = Application
        fields = [
            "id",
            "reference",
            "candidate",
            "posting",
            "stage",
            "status",
            "version",
            "door",
            "source",
            "submitted_at",
            "stage_entered_at",
            "reply_by_on",
            "answered_at",
            "opening",
            "scores",
        ]

    @extend_schema_field(SealOutput)
    def get_scores(self, application: Application) -> Any:
        return SealOutput(self.context["seals"][application.pk]).data


class RoleOutput(serializers.Serializer[Any]):
    employer = serializers.CharField()
    title = serializers.CharField()
    period = serializers.CharField()
    summary = serializers.CharField()


class ProfileOutput(serializers.Serializer[ProfileView]):
    """The same sections whichever door somebody came through."""

    recent_work = RoleOutput(many=True, source="sections.recent_work")
    work_text = serializers.CharField()
    skills = serializers.ListField(child=serializers.CharField(), source="sections.skills")
    proud_of = serializers.CharField(source="sections.proud_of")
    links = serializers.ListField(child=serializers.CharField(), source="sections.links")
    about = serializers.CharField(source="sections.about")


class AnswerOutput(serializers.Serializer[Any]):
    question = serializers.IntegerField()
    label = serializers.CharField()  # type: ignore[assignment]
    kind = serializers.CharField()
    private = serializers.BooleanField()
    value = serializers.JSONField()
    flagged = serializers.BooleanField(
        help_text="Marked by the question's knock_out when it was sent. Decides nothing."
    )


class SubmissionOutput(serializers.ModelSerializer[Submission]):
    answers = serializers.SerializerMethodField()
    # By key: source, utm_source …, gh_src, lever-source, referrer; as far as it was known.
    attribution = serializers.DictField(child=serializers.CharField())

    class Meta:
        model = Submission
        fields = [
            "id",
            "reference",
            "door",
            "source",
            "attribution",
            "received_at",
            "accepted_at",
            "answers",
        ]

    @extend_schema_field(AnswerOutput(many=True))
    def get_answers(self, submission: Submission) -> list[dict[str, Any]]:
        may_see_private = self.context["may_see_contact"]
        return [
            _answer(answer, with_files=may_see_private)
            for answer in submission.answers
            if may_see_private or not answer.get("private", True)
        ]


def _answer(answer: dict[str, Any], *, with_files: bool) -> dict[str, Any]:
    shown = {"flagged": False, **answer}
    if answer.get("kind") == "file" and not with_files:
        # Documents and their names are not for interviewers.
        shown["value"] = None
    return shown


class ApplicationDetailOutput(ApplicationOutput):
    """One application whole; without contact data and private answers for interviewers."""

    candidate = serializers.SerializerMethodField()  # type: ignore[assignment]
    profile = serializers.SerializerMethodField()
    submissions = SubmissionOutput(many=True)

    class Meta(ApplicationOutput.Meta):
        fields = [*ApplicationOutput.Meta.fields, "profile", "submissions"]

    @extend_schema_field(ContactOutput)
    def get_candidate(self, application: Application) -> Any:
        shape = ContactOutput if self.context["may_see_contact"] else CandidateOutput
        return shape(application.candidate).data

    @extend_schema_field(ProfileOutput)
    def get_profile(self, application: Application) -> Any:
        return ProfileOutput(profile_of(application.pk)).data


class CandidateDetailOutput(ContactOutput):
    applications = serializers.SerializerMethodField()

    class Meta(ContactOutput.Meta):
        fields = [*ContactOutput.Meta.fields, "applications"]

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_applications(self, candidate: Candidate) -> list[int]:
        visible = Application.objects.visible_to(self.context["request"].user)
        mine = visible.filter(candidate=candidate).order_by("-submitted_at", "-pk")
        return list(mine.values_list("pk", flat=True))
