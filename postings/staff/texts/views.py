"""Settings of postings: the texts that many of them share."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ats.organisation.context import organisation_of
from ats.web.mixins import RecruiterRequiredMixin
from ats.web.toasts import toast
from postings.copying.differences import compared
from postings.pictures.forms import PictureForm
from postings.posting.models import Posting
from postings.staff.editor.conflict import Conflict
from postings.staff.editor.pictures import (
    go_on_writing,
    has_picture,
    picture_form,
    place_picture,
    text_fields,
)
from postings.staff.editor.section import Inputs
from postings.text_blocks import actions, queries
from postings.text_blocks.forms import SharedTextForm
from postings.text_blocks.models import TextBlock


class TextListView(RecruiterRequiredMixin):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "text_blocks/list.html", {"blocks": list(queries.all_blocks())})


class TextView(RecruiterRequiredMixin):
    """One shared text, or a new one."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        self.block = get_object_or_404(TextBlock, pk=pk) if pk else None
        return self._page(self._form())

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        self.block = get_object_or_404(TextBlock, pk=pk) if pk else None
        if has_picture(request.POST, request.FILES):
            names = [name for name, _field in text_fields(Inputs(self._form()))]
            placed = place_picture(request.POST, request.FILES, texts=names, actor=request.user)
            request.POST = placed.data  # type: ignore[assignment]
            if placed.form.is_bound or request.POST.get("do") == "picture":
                return self._with_picture(placed.form)
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        return self._save(form)

    def _save(self, form: SharedTextForm) -> HttpResponse:
        change: dict[str, Any] = {"name": form.cleaned_data["name"], "texts": form.texts()}
        common: dict[str, Any] = {"actor": self.request.user, "now": timezone.now()}
        try:
            if self.block is None:
                actions.create_text_block(**change, **common)
            else:
                version = form.cleaned_data["version"] or 0
                actions.change_text_block(
                    block_id=self.block.pk, expected_version=version, **change, **common
                )
        except actions.NameTaken:
            form.add_error("name", _("Another text has this name."))
            return self._page(form, status=422)
        except actions.StaleTextBlock as stale:
            return self._conflict(form, stale)
        text = _("“%(name)s” is saved.") % {"name": form.cleaned_data["name"]}
        return toast(self.request, redirect("settings-texts"), text)

    def _conflict(self, form: SharedTextForm, stale: actions.StaleTextBlock) -> HttpResponse:
        """Nothing typed is lost: the form stays, and saving again is then on purpose."""
        again = self._typed(version=stale.block.version)
        return self._page(again, status=409, conflict=_conflict_of(stale, form))

    def _with_picture(self, picture: PictureForm) -> HttpResponse:
        form = self._typed()
        go_on_writing(Inputs(form), picture)
        return self._page(form, status=422 if picture.is_bound else 200, picture=picture)

    def _form(self, data: Any = None) -> SharedTextForm:
        initial: dict[str, Any] = {}
        texts: tuple[queries.TextRow, ...] = ()
        if self.block is not None:
            initial = {"name": self.block.name, "version": self.block.version}
            texts = queries.texts_of_block(self.block)
        first = organisation_of(self.request).language
        return SharedTextForm(data, first=first, texts=texts, initial=initial)

    def _typed(self, **instead: Any) -> SharedTextForm:
        """The form as it was sent, unchecked."""
        form, data = self._form(), self.request.POST
        form.initial = {name: data.get(name, "") for name in form.fields} | instead
        return form

    def _page(self, form: SharedTextForm, *, status: int = 200, **context: Any) -> HttpResponse:
        context = {
            "form": form,
            "shared": self.block,  # "block" is what Django calls a part of a template
            "used_by": _used_by(self.block, self.request.user),
            "picture": picture_form(),
            "address": self.request.path,
            "is_changed": self.request.method == "POST",
            "has_errors": status == 422,
        } | context
        return render(self.request, "text_blocks/edit.html", context, status=status)


class TextMoveView(RecruiterRequiredMixin):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        step = {"up": -1, "down": 1}.get(request.POST.get("do", ""), 0)
        try:
            actions.move_text_block(actor=request.user, block_id=pk, step=step, now=timezone.now())
        except TextBlock.DoesNotExist as error:
            raise Http404 from error
        return redirect(f"{reverse('settings-texts')}#text-{pk}")


class TextDeleteView(RecruiterRequiredMixin):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        block = get_object_or_404(TextBlock, pk=pk)
        try:
            actions.delete_text_block(actor=request.user, block_id=pk, now=timezone.now())
        except TextBlock.DoesNotExist as error:
            raise Http404 from error
        except actions.TextBlockInUse:
            text = _("“%(name)s” is still used, so it was not deleted.") % {"name": block.name}
            return toast(request, redirect("settings-text", pk=pk), text, tone="error")
        text = _("“%(name)s” is deleted.") % {"name": block.name}
        return toast(request, redirect("settings-texts"), text)


def _used_by(block: TextBlock | None, user: Any) -> dict[str, Any]:
    """The postings that show a text: those that the person may see, and how many more."""
    if block is None:
        return {"postings": [], "hidden": 0, "count": 0}
    postings = queries.users_of(block)
    seen = set(
        Posting.objects.visible_to(user)
        .filter(pk__in=[posting.pk for posting in postings])
        .values_list("pk", flat=True)
    )
    shown = [posting for posting in postings if posting.pk in seen]
    return {"postings": shown, "hidden": len(postings) - len(shown), "count": len(postings)}


def _conflict_of(stale: actions.StaleTextBlock, form: SharedTextForm) -> Conflict:
    typed = _lines(form.cleaned_data["name"], form.texts())
    lines = list(compared(_lines(stale.block.name, stale.texts), typed))
    return Conflict(
        changed_by=queries.last_changed_by(stale.block),
        changed_at=stale.block.updated_at,
        stored=[line.text for line in lines if line.change == "removed"],
        typed=[line.text for line in lines if line.change == "added"],
    )


def _lines(name: str, texts: tuple[queries.TextRow, ...]) -> list[str]:
    by_language = sorted(texts, key=lambda row: row.language)
    return [name, *(line for row in by_language for line in row.text.splitlines())]
