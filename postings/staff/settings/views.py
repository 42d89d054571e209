"""Settings of postings: the stages that new ones begin with, the library of criteria."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ats.web.mixins import RecruiterRequiredMixin, is_fragment_request
from ats.web.toasts import toast
from postings.posting.company_lists import StaleList
from postings.posting.rows import UnknownRow
from postings.posting.sections import fingerprint
from postings.staff.editor.conflict import conflict_of
from postings.staff.editor.section import Inputs
from postings.staff.editor.views import Shown
from postings.staff.settings.lists import LISTS

UNSEEN = "unknown"  # a form that does not say what it saw writes over nothing


class CompanyListView(RecruiterRequiredMixin):
    """A list as it is stored; saves it, or changes its rows without saving."""

    key = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(self._stored())

    def post(self, request: HttpRequest) -> HttpResponse:
        self.seen = str(request.POST.get("seen", ""))[:64] or UNSEEN
        operation = request.POST.get("do", "save")
        if operation != "save":
            return self._page(self._shown(LISTS[self.key].after(operation, request.POST)))
        inputs = LISTS[self.key].bound(request.POST)
        if not inputs.is_valid():
            return self._page(self._shown(inputs), status=422)
        return self._save(inputs)

    def _save(self, inputs: Inputs) -> HttpResponse:
        section = LISTS[self.key]
        value = section.value(inputs)
        change: dict[str, Any] = {section.argument: value}
        try:
            section.save(actor=self.request.user, seen=self.seen, now=timezone.now(), **change)
        except StaleList as stale:
            shown = self._shown(inputs)
            shown.conflict = conflict_of(stale, value, section=section.key)
            shown.seen = fingerprint(stale.current)
            return self._page(shown, status=409)
        except UnknownRow:
            inputs.add_problem(_("A row is not there any more. Reload and try again."))
            return self._page(self._shown(inputs), status=422)
        text = _("“%(section)s” is saved.") % {"section": section.title}
        if is_fragment_request(self.request):
            return toast(self.request, self._page(self._stored()), text)
        return toast(self.request, redirect(self._address()), text)

    def _stored(self) -> Shown:
        value = LISTS[self.key].stored(None)
        return Shown(LISTS[self.key], LISTS[self.key].unbound(value), fingerprint(value))

    def _shown(self, inputs: Inputs) -> Shown:
        return Shown(LISTS[self.key], inputs, self.seen)

    def _page(self, shown: Shown, *, status: int = 200) -> HttpResponse:
        context = {
            "item": shown,
            "section": shown.section,
            "rows": shown.inputs.rows,
            "address": self._address(),
            "has_errors": status == 422,
        }
        return render(self.request, "postings/settings/list.html", context, status=status)

    def _address(self) -> str:
        return reverse(f"settings-{self.key}")
