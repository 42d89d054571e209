"""Pages on which administrators see and manage the staff."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from ats.users.models import User
from ats.users.people import actions, queries, rules
from ats.users.people.forms import InviteForm, RoleForm
from ats.web.mixins import AdminRequiredMixin
from ats.web.paging import keyset_page
from ats.web.toasts import toast


class PeopleView(AdminRequiredMixin, TemplateView):
    template_name = "users/people.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = keyset_page(
            queries.people(),
            order=("name", "id"),
            after=self.request.GET.get("after", ""),
            before=self.request.GET.get("before", ""),
        )
        rows = [(person, rules.state_of(person)) for person in page.rows]
        return super().get_context_data(page=page, rows=rows, **kwargs)


class InviteView(AdminRequiredMixin, FormView):
    http_method_names = ["get", "head", "post"]
    template_name = "users/invite.html"
    form_class = InviteForm

    def form_valid(self, form: InviteForm) -> HttpResponse:
        try:
            person = actions.invite_person(
                actor=self.request.user, **form.cleaned_data, now=timezone.now()
            )
        except actions.AddressTaken:
            form.add_error("email", _("Somebody with this e-mail address is here already."))
            return self.form_invalid(form)
        text = _("%(name)s is invited; the link is on its way.") % {"name": person}
        return toast(self.request, redirect("people"), text)

    def form_invalid(self, form: InviteForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class PersonView(AdminRequiredMixin, FormView):
    """One person; posting gives them another role."""

    http_method_names = ["get", "head", "post"]
    template_name = "users/person.html"
    form_class = RoleForm

    def get_initial(self) -> dict[str, Any]:
        return {"role": self.person.role}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        state = rules.state_of(self.person)
        return super().get_context_data(person=self.person, state=state, **kwargs)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.pk = kwargs["pk"]
        return super().dispatch(request, *args, **kwargs)

    @property
    def person(self) -> User:
        if not hasattr(self, "_person"):
            self._person = get_object_or_404(queries.people(), pk=self.pk)
        return self._person

    def form_valid(self, form: RoleForm) -> HttpResponse:
        try:
            actions.change_role(
                actor=self.request.user,
                person_id=self.person.pk,
                role=form.cleaned_data["role"],
                now=timezone.now(),
            )
        except actions.LastAdministrator:
            form.add_error("role", last_administrator_text())
            return self.form_invalid(form)
        text = _("%(name)s has another role now.") % {"name": self.person}
        return toast(self.request, redirect("people-person", pk=self.person.pk), text)

    def form_invalid(self, form: Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class PersonActionView(AdminRequiredMixin, View):
    """A button on a person's page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_object_or_404(queries.people(), pk=pk)
        response = redirect(reverse("people-person", kwargs={"pk": pk}))
        try:
            text = self.act(person)
        except actions.LastAdministrator:
            return toast(request, response, last_administrator_text(), tone="error")
        except actions.NotInvited:
            text = _("%(name)s has a password already, or is deactivated.") % {"name": person}
            return toast(request, response, text, tone="error")
        return toast(request, response, text)

    def act(self, person: User) -> str:
        raise NotImplementedError


class ResendView(PersonActionView):
    def act(self, person: User) -> str:
        actions.resend_invitation(actor=self.request.user, person_id=person.pk, now=timezone.now())
        return _("A fresh link is on its way to %(name)s.") % {"name": person}


class DeactivateView(PersonActionView):
    def act(self, person: User) -> str:
        actions.deactivate_person(actor=self.request.user, person_id=person.pk, now=timezone.now())
        return _("%(name)s is deactivated and signed out everywhere.") % {"name": person}


class ReactivateView(PersonActionView):
    def act(self, person: User) -> str:
        actions.reactivate_person(actor=self.request.user, person_id=person.pk, now=timezone.now())
        return _("%(name)s is invited again.") % {"name": person}


def last_administrator_text() -> str:
    return _("This is the last administrator. Make somebody else one first.")
