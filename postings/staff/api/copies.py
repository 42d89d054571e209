"""History, duplicates and templates for programs."""

from typing import Any, cast

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ats.api.errors import Conflict, Stale
from ats.users.models import User
from postings.copying import actions
from postings.copying.models import PostingTemplate
from postings.copying.queries import templates
from postings.copying.rules import LONGEST_NAME
from postings.posting.editing import Seen
from postings.posting.models import Posting, Revision
from postings.posting.rules import may_edit
from postings.staff.api.serializers.inputs import VersionInput
from postings.staff.api.serializers.outputs import PostingDetailOutput
from postings.staff.editor.queries import editable


class MadeOutput(PostingDetailOutput):
    left_out = serializers.ListField(
        child=serializers.CharField(),
        help_text="What could not be taken along, for people: sections, and names of colleagues.",
    )

    class Meta(PostingDetailOutput.Meta):
        fields = [*PostingDetailOutput.Meta.fields, "left_out"]


class RevisionOutput(serializers.ModelSerializer[Revision]):
    value = serializers.JSONField(help_text="The section after the change: columns, or rows.")
    actor = serializers.IntegerField(source="actor_id", allow_null=True)

    class Meta:
        model = Revision
        fields = ["id", "section", "version", "value", "actor", "created_at"]


class TemplateOutput(serializers.ModelSerializer[PostingTemplate]):
    created_by = serializers.IntegerField(source="created_by_id", allow_null=True)

    class Meta:
        model = PostingTemplate
        fields = ["id", "name", "created_by", "created_at", "updated_at"]


class TemplateInput(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=LONGEST_NAME)
    posting = serializers.IntegerField(min_value=1, help_text="Whose content is kept.")


class TitleInput(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)


class EditorsOnly(APIView):
    """What recruiters and administrators read and write; others are told that they may not."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if "pk" in kwargs and getattr(self, "is_about_a_posting", False):
            self.posting = get_object_or_404(
                Posting.objects.visible_to(_user(request)), pk=kwargs["pk"]
            )
        if not may_edit(_user(request)):
            raise PermissionDenied(_("Only recruiters and administrators change postings."))


class DuplicateView(EditorsOnly):
    is_about_a_posting = True

    @extend_schema(request=None, responses={201: MadeOutput})
    def post(self, request: Request, pk: int) -> Response:
        """Make a draft with everything of a posting but its reference, address and schedule."""
        made = actions.duplicate_posting(actor=_user(request), posting_id=pk, now=timezone.now())
        return _made(request, made)


class HistoryView(EditorsOnly, ListAPIView[Revision]):
    """What each section of a posting was after each change, the newest first."""

    is_about_a_posting = True
    queryset = Revision.objects.none()
    serializer_class = RevisionOutput
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[Revision]:
        return self.posting.revisions.all()


class RestoreView(EditorsOnly):
    is_about_a_posting = True

    @extend_schema(request=VersionInput, responses=MadeOutput)
    def post(self, request: Request, pk: int, revision_pk: int) -> Response:
        """Set a section to what it was after that change."""
        revision = get_object_or_404(self.posting.revisions.all(), pk=revision_pk)
        wanted = VersionInput(data=request.data or {})
        wanted.is_valid(raise_exception=True)
        try:
            restored = actions.restore_section(
                actor=_user(request),
                posting_id=pk,
                revision_id=revision.pk,
                seen=Seen(version=wanted.validated_data.get("version")),
                now=timezone.now(),
            )
        except actions.StalePosting as error:
            detail = _("Somebody changed the posting after you read it. Read it again.")
            raise Stale(detail, current={"version": error.version}) from error
        except actions.PostingClosed as error:
            raise Conflict(_("The posting is closed. Reopen it to change it.")) from error
        except actions.Refused as error:
            raise Conflict(error.reason) from error
        return Response(_shown(request, pk, restored.left_out))


class TemplateListView(EditorsOnly, ListAPIView[PostingTemplate]):
    """What new postings can begin with, by name."""

    queryset = PostingTemplate.objects.none()
    serializer_class = TemplateOutput
    ordering = ("name", "id")

    def get_queryset(self) -> QuerySet[PostingTemplate]:
        return templates(_user(self.request))

    @extend_schema(request=TemplateInput, responses={201: TemplateOutput})
    def post(self, request: Request) -> Response:
        """Keep the content of a posting as a template."""
        wanted = TemplateInput(data=request.data)
        wanted.is_valid(raise_exception=True)
        visible = Posting.objects.visible_to(_user(request))
        posting = visible.filter(pk=wanted.validated_data["posting"]).first()
        if posting is None:
            raise ValidationError({"posting": _("There is no such posting.")})
        try:
            template = actions.save_template(
                actor=_user(request),
                posting_id=posting.pk,
                name=wanted.validated_data["name"],
                now=timezone.now(),
            )
        except actions.NameTaken as error:
            raise ValidationError({"name": _("There is a template of this name.")}) from error
        except actions.Refused as error:
            raise Conflict(error.reason) from error
        return Response(TemplateOutput(template).data, status=status.HTTP_201_CREATED)


class TemplateUseView(EditorsOnly):
    @extend_schema(request=TitleInput, responses={201: MadeOutput})
    def post(self, request: Request, pk: int) -> Response:
        """Make a draft with the content of a template."""
        template = get_object_or_404(templates(_user(request)), pk=pk)
        wanted = TitleInput(data=request.data)
        wanted.is_valid(raise_exception=True)
        made = actions.create_from_template(
            actor=_user(request),
            template_id=template.pk,
            title=wanted.validated_data["title"],
            now=timezone.now(),
        )
        return _made(request, made)


def _user(request: Request) -> User:
    return cast(User, request.user)  # signed in, or the call had not come this far


def _made(request: Request, made: actions.Made) -> Response:
    content = _shown(request, made.posting.pk, made.left_out)
    return Response(content, status=status.HTTP_201_CREATED)


def _shown(request: Request, pk: int, left_out: list[str]) -> dict[str, Any]:
    posting = get_object_or_404(editable(_user(request)), pk=pk)
    posting.left_out = left_out  # type: ignore[attr-defined]
    return dict(MadeOutput(posting).data)
