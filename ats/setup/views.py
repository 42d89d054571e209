"""The first steps, and the settings that are the same forms later."""

from copy import copy
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from ats.organisation import actions, rules
from ats.organisation.models import Organisation
from ats.organisation.notice import proposed_notice
from ats.setup import smtp_address
from ats.setup.forms import (
    MailForm,
    OrganisationForm,
    ProfileForm,
    RulesForm,
    mail_comes_from_environment,
)
from ats.setup.mail_test import send_test_mail
from ats.users.profile import update_profile
from ats.web.mixins import AdminRequiredMixin, StaffRequiredMixin, is_fragment_request
from ats.web.toasts import toast


class SettingsView(StaffRequiredMixin, TemplateView):
    template_name = "setup/settings.html"


class OrganisationPage(AdminRequiredMixin, TemplateView):
    """Two forms on one page, checked and stored together."""

    template_name = "setup/organisation.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.organisation = Organisation.objects.current()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(*self.forms())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form, mail_form = self.forms(request.POST, request.FILES)
        if not (form.is_valid() & mail_form.is_valid()):
            self.keep_logo(form)
            return self.show(form, mail_form, status=422)
        self.store(form, mail_form)
        return toast(request, redirect(self.get_success_url()), _("Saved."))

    def forms(self, *data: Any) -> tuple[OrganisationForm, MailForm]:
        stored = smtp_address.stored(self.organisation.smtp_url)
        # A copy, because validating a ModelForm writes into its instance.
        form = OrganisationForm(
            *data, instance=Organisation.objects.current(), initial=self.get_initial()
        )
        initial = {"mail_from": self.organisation.mail_from}
        return form, MailForm(*data[:1], stored=stored, initial=initial)

    def get_initial(self) -> dict[str, Any]:
        return {}

    def show(
        self,
        form: OrganisationForm,
        mail_form: MailForm,
        *,
        status: int = 200,
        tested: dict[str, str] | None = None,
    ) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            mail_form=mail_form,
            has_errors=bool(form.errors or mail_form.errors),
            tested=tested,
            mail_from_environment=mail_comes_from_environment(),
        )
        return self.render_to_response(context, status=status)

    def store(self, form: OrganisationForm, mail_form: MailForm) -> None:
        now = timezone.now()
        changes = {name: form.cleaned_data[name] for name in OrganisationForm.Meta.fields}
        if not mail_comes_from_environment():
            changes |= self.mail_changes(mail_form)
        actions.update_organisation(actor=self.request.user, changes=changes, now=now)
        self.keep_logo(form)
        if form.cleaned_data.get("remove_logo") and not form.cleaned_data.get("logo"):
            actions.remove_logo(actor=self.request.user, now=now)

    def mail_changes(self, mail_form: MailForm) -> dict[str, Any]:
        changes: dict[str, Any] = {"mail_from": mail_form.cleaned_data["mail_from"]}
        address = mail_form.cleaned_data["address"]
        if address != mail_form.stored:  # encrypting the same anew would look like a change
            changes["smtp_url"] = smtp_address.as_stored(address)
        return changes

    def keep_logo(self, form: OrganisationForm) -> None:
        """Store the picture even when another field was refused: browsers do not send it again."""
        if image := form.cleaned_data.get("logo"):
            actions.set_logo(actor=self.request.user, image=image, now=timezone.now())
            self.organisation = Organisation.objects.current()

    def get_success_url(self) -> str:
        return reverse("organisation")


class FirstStepsView(OrganisationPage):
    template_name = "setup/first_steps.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if rules.is_set_up(self.organisation):
            return redirect("organisation")
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {
            "careers_url": f"{settings.PUBLIC_URL}/",
            "contact_email": self.request.user.email,
            "privacy_notice": proposed_notice(),
        }

    def get_success_url(self) -> str:
        return reverse("home")


class MailTestView(OrganisationPage):
    """Sends a mail with the settings as they stand in the form, stored or not."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form, mail_form = self.forms(request.POST, request.FILES)
        outcome = self.outcome(mail_form)
        if is_fragment_request(request):
            return render(request, "setup/mail_test.html", outcome)
        form.is_valid()
        self.keep_logo(form)
        return self.show(form, mail_form, tested=outcome)

    def outcome(self, mail_form: MailForm) -> dict[str, Any]:
        recipient = self.request.user.email
        if not mail_form.is_valid():
            errors = [error for errors in mail_form.errors.values() for error in errors]
            return {"problem": " ".join(errors), "recipient": recipient}
        address = mail_form.cleaned_data["address"]
        if address is None:
            return {"problem": _("Enter a mail server first."), "recipient": recipient}
        problem = send_test_mail(
            url=smtp_address.as_url(address),
            sender=mail_form.cleaned_data["mail_from"],
            name=self.organisation.name,
            recipient=recipient,
            now=timezone.now(),
        )
        return {"problem": problem, "recipient": recipient}


class RulesView(AdminRequiredMixin, FormView):
    """What holds for all postings of the organisation."""

    http_method_names = ["get", "head", "post"]
    template_name = "setup/rules.html"
    form_class = RulesForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Organisation.objects.current()}

    def form_valid(self, form: RulesForm) -> HttpResponse:
        actions.update_organisation(
            actor=self.request.user, changes=form.changes(), now=timezone.now()
        )
        return toast(self.request, redirect("organisation-rules"), _("Saved."))

    def form_invalid(self, form: RulesForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ProfileView(StaffRequiredMixin, FormView):
    http_method_names = ["get", "head", "post"]
    template_name = "setup/profile.html"
    form_class = ProfileForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": copy(self.request.user)}

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        update_profile(actor=self.request.user, **form.cleaned_data, now=timezone.now())
        return toast(self.request, redirect("settings"), _("Saved."))

    def form_invalid(self, form: ProfileForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
