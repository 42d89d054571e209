"""The application form, "check your answers", and the confirmation."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import View

from applications.candidates.models import Door, Submission
from applications.documents.actions import remove_upload
from applications.documents.queries import uploads_of_form
from applications.intake import actions, receipt_cookie, rules, throttle
from applications.intake.apply_form import ApplyForm
from applications.intake.form_state import FormState, new_state, read_state, reopened
from applications.intake.kept import kept_answers, kept_fields
from applications.intake.pages import check_context, form_context
from applications.intake.queries import Receipt, receipt_of
from applications.intake.uploads import UploadLimit, take_files, wanted_fields
from ats.files.storage import StorageFull
from ats.organisation.models import Organisation
from ats.web.page_cookies import page_cookie, set_page_cookie
from postings.careers import queries as careers
from postings.careers.views import attribution_of, over_page, privacy_context
from postings.posting.models import Posting

CHECK, SEND, EDIT, REMOVE = "check", "send", "edit", "remove:"
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
BROKEN = (MultiPartParserError, UnreadablePostError)


@method_decorator(csrf_exempt, name="dispatch")
class ApplyView(View):
    """The form (GET), and the steps that its buttons name: check, edit, send, remove a file.

    Everything typed travels with the pages themselves, so that no server has to remember it.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # The token is checked below: Django's check would read the body before the limit is set.
        self.limit = UploadLimit(request)
        request.upload_handlers.insert(0, self.limit)
        try:
            request.POST  # noqa: B018 - reads the body, once
        except TOO_MUCH:
            return render(request, "intake/too_much.html", status=413)
        except BROKEN:
            return render(request, "intake/too_much.html", status=400)
        return self._checked_dispatch(request, *args, **kwargs)

    @method_decorator(csrf_protect)
    def _checked_dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        # Not no-store: Back has to show what was typed.
        patch_cache_control(response, private=True, no_cache=True)
        return response

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        posting, is_over = careers.find_posting(slug, now=timezone.now())
        if posting is None:
            raise Http404
        if is_over:
            return over_page(request, posting)
        privacy = privacy_context(request)
        state = new_state(
            attribution=attribution_of(request), notice_version=_notice_version(privacy)
        )
        form = ApplyForm(
            posting,
            careers.questions_of(posting),
            state=state,
            door=request.GET.get("door", ""),
        )
        return render(request, "intake/form.html", form_context(form, privacy))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        step = request.POST.get("step", CHECK)
        try:
            return self._take_step(step, slug, now=timezone.now())
        except (OperationalError, InterfaceError):
            return _try_again(request, step)

    def _take_step(self, step: str, slug: str, *, now: datetime) -> HttpResponse:
        privacy = privacy_context(self.request)
        state = read_state(self.request.POST, notice_version=_notice_version(privacy))
        if step == SEND and (receipt := receipt_of(state.form_key)):
            return _done(receipt)
        posting, is_over = careers.find_posting(slug, now=now)
        if posting is None or is_over:
            return _not_open(self.request, slug, is_over=is_over)
        problems, file_status = self._take_files(posting, state, now)
        if step.startswith(REMOVE):
            _remove_file(step, state)
        form = ApplyForm(
            posting,
            careers.questions_of(posting),
            state=state,
            data=self.request.POST,
            uploads=list(uploads_of_form(state.form_key)),
        )
        for name, problem in problems.items():
            form.refuse_file(name, problem)
        if not problems and (step == EDIT or step.startswith(REMOVE)):
            form.leave_unchecked()
            return render(self.request, "intake/form.html", form_context(form, privacy))
        if not form.is_valid():
            # Sent a second time at once, it finds its files gone: they went along with the first.
            if step == SEND and (receipt := receipt_of(state.form_key)):
                return _done(receipt)
            return self._form_again(form, privacy, status=file_status)
        if step == SEND:
            return self._send(form, privacy, now)
        return render(self.request, "intake/check.html", check_context(form, privacy))

    def _take_files(
        self, posting: Posting, state: FormState, now: datetime
    ) -> tuple[dict[str, str], int]:
        """Return what was wrong with the files, by field, and the status to say it with."""
        files = self.request.FILES
        has_door = Door.RESUME in rules.doors_of(posting)
        wants_resume = has_door and self.request.POST.get("door") != Door.PROFILE
        came = dict.fromkeys([*files, *sorted(self.limit.troubled)])
        fields = wanted_fields(list(came), wants_resume=wants_resume)
        if not fields:
            return {}, 422
        if wait := throttle.seconds_to_wait(_address(self.request), now=now):
            problem = _("Very many files come from your network. Wait %(n)d seconds, choose again.")
            return dict.fromkeys(fields, problem % {"n": wait}), 429
        try:
            return take_files(fields, files, self.limit, form_key=state.form_key, now=now), 422
        except StorageFull:
            problem = _("We have no room for your file just now. Try again in some minutes.")
            return dict.fromkeys(fields, problem), 507

    def _send(self, form: ApplyForm, privacy: dict[str, Any], now: datetime) -> HttpResponse:
        if wait := throttle.seconds_to_wait(_address(self.request), now=now):
            return self._check_again(form, privacy, status=429, wait=wait)
        if not form.state.is_older_than(settings.APPLY_MINIMUM_SECONDS):
            form.state = reopened(form.state)
            return self._check_again(form, privacy, status=422, wait=0)
        try:
            receipt = actions.submit_application(
                data=form.submission_data(now=now), form_key=form.state.form_key, now=now
            )
        except (actions.PostingNotOpen, actions.NoStage):
            return _not_open(self.request, form.posting.slug, is_over=False)
        except (actions.ResumeMissing, actions.FileMissing) as missing:
            name = f"q{missing.question}" if isinstance(missing, actions.FileMissing) else "resume"
            form.forget_file(name)
            form.refuse_file(name, _("Your file is no longer with us. Choose it once more."))
            return self._form_again(form, privacy, status=422)
        except (actions.DoorClosed, actions.NothingSaid):
            # What the posting asks for has changed since the form was read: show it as it is now.
            return self._take_step(CHECK, form.posting.slug, now=now)
        return _done(receipt)

    def _form_again(self, form: ApplyForm, privacy: dict[str, Any], *, status: int) -> HttpResponse:
        return render(self.request, "intake/form.html", form_context(form, privacy), status=status)

    def _check_again(
        self, form: ApplyForm, privacy: dict[str, Any], *, status: int, wait: int
    ) -> HttpResponse:
        context = check_context(form, privacy) | {"wait": wait, "is_quick": not wait}
        response = render(self.request, "intake/check.html", context, status=status)
        if wait:
            response["Retry-After"] = str(wait)
        return response


class DoneView(View):
    """The confirmation, the same for a first and for a further submission."""

    def get(self, request: HttpRequest) -> HttpResponse:
        known = receipt_cookie.read(page_cookie(request, receipt_cookie.NAME))
        submission = (
            Submission.objects.filter(pk=known[0]).select_related("application__posting").first()
            if known
            else None
        )
        if known is None or submission is None:
            response = render(request, "intake/done_gone.html", status=404)
        else:
            response = render(request, "intake/done.html", _done_context(submission, known[1]))
        add_never_cache_headers(response)
        return response


def _done_context(submission: Submission, is_repeat: bool) -> dict[str, object]:
    posting = submission.application.posting
    return {
        "submission": submission,
        "posting": posting,
        "is_repeat": is_repeat,
        # Of this submission, not of the application: a further one must not look different.
        "reply_by": rules.reply_by(posting, received_at=submission.received_at),
    }


def _done(receipt: Receipt) -> HttpResponse:
    response = redirect("apply-done")
    response.status_code = 303
    value = receipt_cookie.write(receipt)
    set_page_cookie(
        response,
        receipt_cookie.NAME,
        value,
        page=receipt_cookie.PAGE,
        max_age=receipt_cookie.KEPT,
    )
    return response


def _not_open(request: HttpRequest, slug: str, *, is_over: bool) -> HttpResponse:
    """Say that the posting takes nothing (any more), with all that was typed, to be copied."""
    posting = careers.find_published(slug)
    if posting is None:
        raise Http404
    context = {
        "posting": posting,
        "is_over": is_over or posting.status == "closed",
        "answers": kept_answers(request.POST, careers.questions_of(posting)),
        "fields": kept_fields(request.POST),
    }
    status = 410 if context["is_over"] else 409
    return render(request, "intake/not_open.html", context, status=status)


def _try_again(request: HttpRequest, step: str) -> HttpResponse:
    """Give everything back that was sent, on a page that needs no database."""
    context = {
        "organisation": Organisation(pk=1),
        "fields": kept_fields(request.POST),
        "answers": kept_answers(request.POST),
        "step": step if step in (CHECK, SEND) else CHECK,
        "lost_file": bool(request.FILES),
    }
    return render(request, "intake/try_again.html", context, status=503)


def _remove_file(step: str, state: FormState) -> None:
    number = step.removeprefix(REMOVE)
    if number.isdecimal() and len(number) < 19:
        remove_upload(form_key=state.form_key, document_id=int(number))


def _notice_version(privacy: dict[str, Any]) -> int:
    version: int = privacy["organisation"].privacy_notice_version
    return version


def _address(request: HttpRequest) -> str:
    return throttle.client_address(
        remote=request.META.get("REMOTE_ADDR", ""),
        forwarded=request.headers.get("X-Forwarded-For", ""),
    )
