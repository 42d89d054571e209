"""The editor: one page, each section saved by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ats.users.models import User
from ats.web.direction import has_overrides
from ats.web.mixins import RecruiterRequiredMixin, is_fragment_request
from ats.web.toasts import toast
from postings.lifecycle.checks import missing_for_publishing
from postings.pictures.forms import PictureForm
from postings.posting.editing import PostingClosed, Seen, StalePosting
from postings.posting.markdown import render_markdown
from postings.posting.models import Posting
from postings.posting.queries import department_names
from postings.posting.rules import LONGEST_DESCRIPTION, is_editable
from postings.posting.sections import fingerprint
from postings.staff.editor.conflict import Conflict, conflict_of
from postings.staff.editor.pictures import (
    go_on_writing,
    has_picture,
    picture_form,
    place_picture,
    text_fields,
)
from postings.staff.editor.queries import editable
from postings.staff.editor.refusals import REFUSALS, explain
from postings.staff.editor.section import Inputs, Section
from postings.staff.editor.sections import SECTIONS
from postings.staff.editor.stage_targets import StageQuestion, questions_of
from postings.staff.pages.buttons import buttons_for
from postings.stages.actions import StagesOccupied

Keep = Callable[[Any, User, datetime], tuple[str, str]]


@dataclass
class Shown:
    """A section on the page."""

    section: Section
    inputs: Inputs
    seen: str
    conflict: Conflict | None = None
    was_saved: bool = False
    preview: str = ""
    picture: PictureForm = field(default_factory=picture_form)
    questions: Sequence[StageQuestion] = ()
    offer: Any = None  # what a section's further buttons have to offer


def show(section: Section, posting: Posting) -> Shown:
    """The section as it is stored."""
    stored = section.stored(posting)
    shown = Shown(section, section.unbound(stored), fingerprint(stored))
    if section.key == "description":
        shown.preview = render_markdown(posting.description)
    return shown


def editor_context(posting: Posting, user: User, *, instead: Shown | None = None) -> dict[str, Any]:
    """All sections as stored, one of them perhaps as somebody just sent it."""
    shown = [
        instead if instead and instead.section.key == section.key else show(section, posting)
        for section in SECTIONS.values()
    ]
    for each in shown:
        _add_offer(each, posting)
    is_draft = posting.published_at is None
    return {
        "posting": posting,
        "shown": shown,
        "is_editable": is_editable(posting),
        "departments": department_names(),
        "possible": buttons_for(posting, user),
        "missing": missing_for_publishing(posting, now=timezone.now()) if is_draft else [],
        "has_errors": bool(instead and not _is_clean(instead)),
    }


def _add_offer(shown: Shown, posting: Posting) -> None:
    rows = shown.section.rows
    if rows and rows.offer:
        shown.offer = rows.offer(posting)


def _is_clean(shown: Shown) -> bool:
    parts = (shown.inputs.form, shown.inputs.rows, shown.picture)
    return not any(part is not None and part.is_bound and not part.is_valid() for part in parts)


class EditView(RecruiterRequiredMixin):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = get_object_or_404(editable(request.user), pk=pk)
        return render(request, "postings/editor/page.html", editor_context(posting, request.user))


class SectionView(RecruiterRequiredMixin):
    """Saves one section, or changes its rows without saving."""

    def get(self, request: HttpRequest, pk: int, key: str) -> HttpResponse:
        posting = get_object_or_404(Posting.objects.visible_to(request.user), pk=pk)
        return redirect(_address(posting, _section(key)))

    def post(self, request: HttpRequest, pk: int, key: str) -> HttpResponse:
        self.posting = get_object_or_404(Posting.objects.visible_to(request.user), pk=pk)
        self.section = _section(key)
        self.seen = str(request.POST.get("seen", ""))[:64]
        operation = request.POST.get("do", "save")
        if self.section.takes_pictures and has_picture(request.POST, request.FILES):
            texts = [name for name, _field in text_fields(self.section.typed(request.POST))]
            placed = place_picture(request.POST, request.FILES, texts=texts, actor=request.user)
            request.POST = placed.data  # type: ignore[assignment]
            if placed.form.is_bound or operation == "picture":
                return self._with_picture(placed.form)
        if operation.startswith("keep:") and self.section.rows and self.section.rows.keep:
            return self._keep(self.section.rows.keep, operation)
        if operation != "save":
            inputs = self.section.after(operation, request.POST)
            return self._answer(Shown(self.section, inputs, self.seen), status=200)
        inputs = self.section.bound(request.POST)
        if not inputs.is_valid():
            return self._answer(Shown(self.section, inputs, self.seen), status=422)
        return self._save(inputs)

    def _keep(self, keep: Keep, operation: str) -> HttpResponse:
        """Copy one row to what all postings share; the rows themselves stay unsaved."""
        inputs = self.section.bound(self.request.POST)
        number = operation.removeprefix("keep:")
        forms = inputs.rows.forms if inputs.rows else []
        form = forms[int(number)] if number in map(str, range(len(forms))) else None
        if form is None or not form.is_valid():
            return self._answer(Shown(self.section, inputs, self.seen), status=422)
        text, tone = keep(form.row(), self.request.user, timezone.now())  # type: ignore[attr-defined]
        typed = self.section.after("", self.request.POST)
        answer = self._answer(Shown(self.section, typed, self.seen), status=200)
        return toast(self.request, answer, text, tone=tone)

    def _with_picture(self, picture: PictureForm) -> HttpResponse:
        """The text with the picture in it, or what is wrong with the picture; nothing is saved."""
        inputs = self.section.typed(self.request.POST)
        go_on_writing(inputs, picture)
        shown = Shown(self.section, inputs, self.seen, picture=picture)
        return self._answer(shown, status=422 if picture.is_bound else 200)

    def _save(self, inputs: Inputs) -> HttpResponse:
        value = self.section.value(inputs)
        try:
            self.section.save(
                actor=self.request.user,
                posting_id=self.posting.pk,
                seen=Seen(section=self.seen or "unknown"),
                now=timezone.now(),
                **{self.section.argument: value},
                **self.section.arguments(self.request.POST),
            )
        except StalePosting as stale:
            return self._conflict(inputs, value, stale)
        except StagesOccupied as occupied:
            shown = Shown(self.section, inputs, self.seen, questions=questions_of(occupied, value))
            return self._answer(shown, status=422)
        except PostingClosed:
            inputs.add_problem(_("This posting was closed meanwhile. Reopen it to change it."))
            return self._answer(Shown(self.section, inputs, self.seen), status=409)
        except REFUSALS as error:
            explain(inputs, error)
            return self._answer(Shown(self.section, inputs, self.seen), status=422)
        return self._saved()

    def _conflict(self, inputs: Inputs, value: Any, stale: StalePosting) -> HttpResponse:
        """Nothing typed is lost: the form stays, and saving again is then on purpose."""
        conflict = conflict_of(stale, value, section=self.section.key)
        shown = Shown(self.section, inputs, fingerprint(stale.current), conflict)
        return self._answer(shown, status=409)

    def _saved(self) -> HttpResponse:
        text = _("“%(section)s” is saved.") % {"section": self.section.title}
        if any(map(has_overrides, self.request.POST.values())):
            text = f"{text} {_('Hidden characters that turn the reading around were taken out.')}"
        if not is_fragment_request(self.request):
            return toast(self.request, redirect(_address(self.posting, self.section)), text)
        posting = get_object_or_404(editable(self.request.user), pk=self.posting.pk)
        shown = show(self.section, posting)
        shown.was_saved = True
        return toast(self.request, self._fragment(posting, shown, status=200), text)

    def _answer(self, shown: Shown, *, status: int) -> HttpResponse:
        if self.section.key == "description":
            shown.preview = render_markdown(_typed_description(self.request))
        if is_fragment_request(self.request):
            return self._fragment(self.posting, shown, status=status)
        posting = get_object_or_404(editable(self.request.user), pk=self.posting.pk)
        context = editor_context(posting, self.request.user, instead=shown)
        return render(self.request, "postings/editor/page.html", context, status=status)

    def _fragment(self, posting: Posting, shown: Shown, *, status: int) -> HttpResponse:
        _add_offer(shown, posting)
        context = {
            "posting": posting,
            "item": shown,
            "is_editable": is_editable(posting),
            "is_fragment": True,
            "departments": department_names() if self.section.key == "basics" else [],
        }
        if shown.was_saved and posting.published_at is None:
            context["missing"] = missing_for_publishing(posting, now=timezone.now())
        return render(self.request, "postings/editor/section.html", context, status=status)


def _typed_description(request: HttpRequest) -> str:
    return str(request.POST.get("description-description", ""))[:LONGEST_DESCRIPTION]


def _section(key: str) -> Section:
    if key not in SECTIONS:
        raise Http404
    return SECTIONS[key]


def _address(posting: Posting, section: Section) -> str:
    return f"{reverse('posting-edit', kwargs={'pk': posting.pk})}#{section.key}"
