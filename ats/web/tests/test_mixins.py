"""Who gets in, and what they get."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import RequestFactory
from django.utils import timezone
from django.views.generic import TemplateView, View

from ats.web.mixins import FragmentMixin, RecruiterRequiredMixin, StaffRequiredMixin


class StaffView(StaffRequiredMixin, View):
    def get(self, request):
        return HttpResponse(str(timezone.get_current_timezone()))


class RecruiterView(RecruiterRequiredMixin, StaffView):
    pass


class ListView(StaffRequiredMixin, FragmentMixin, TemplateView):
    template_name = "errors/404.html"
    fragment_template_name = "components/back_link.html"
    fragments = {"panel-body": "components/empty.html"}


def ask(view, user, **headers):
    request = RequestFactory().get("/staff/postings/?q=ana", headers=headers)
    request.user = user
    return view.as_view()(request)


def person(role="recruiter", time_zone="Europe/Oslo"):
    return SimpleNamespace(is_authenticated=True, role=role, time_zone=time_zone)


def test_a_visitor_is_sent_to_sign_in_and_back():
    answer = ask(StaffView, AnonymousUser())
    assert answer.status_code == 302
    assert answer.url.endswith("?next=/staff/postings/%3Fq%3Dana")


def test_signed_out_in_the_middle_of_work_nothing_is_swapped_away():
    answer = ask(StaffView, AnonymousUser(), HX_Request="true")
    assert answer.status_code == 401
    assert "signed out" in answer["HX-Trigger"]


@pytest.mark.parametrize("role", ["admin", "recruiter", "hiring_manager", "interviewer"])
def test_all_staff_get_in(role):
    assert ask(StaffView, person(role)).status_code == 200


@pytest.mark.parametrize("role", ["hiring_manager", "interviewer", "", "Admin"])
def test_for_other_roles_the_page_does_not_exist(role):
    with pytest.raises(Http404):
        ask(RecruiterView, person(role))


@pytest.mark.parametrize("user", [person(), AnonymousUser()])
def test_no_cache_keeps_staff_pages(user):
    assert "no-store" in ask(StaffView, user)["Cache-Control"]


@pytest.mark.parametrize(
    ("zone", "used"), [("Europe/Oslo", "Europe/Oslo"), ("Mars/Base", "UTC"), ("", "UTC")]
)
def test_times_are_those_of_the_reader(zone, used):
    assert ask(StaffView, person(time_zone=zone)).content.decode() == used
    assert timezone.get_current_timezone_name() == "UTC"  # and not of the next one


def test_templates_are_rendered_in_the_readers_zone():
    zone = engines["django"].from_string("{% load tz %}{% get_current_timezone as z %}{{ z }}")

    class Late(StaffRequiredMixin, View):
        def get(self, request):
            return TemplateResponse(request, zone)

    assert ask(Late, person()).content == b"Europe/Oslo"


@pytest.mark.parametrize(
    ("headers", "template"),
    [
        ({}, "errors/404.html"),
        ({"HX_Request": "true"}, "components/back_link.html"),
        ({"HX_Request": "true", "HX_Target": "panel-body"}, "components/empty.html"),
        ({"HX_Request": "true", "HX_History_Restore_Request": "true"}, "errors/404.html"),
    ],
)
def test_one_address_gives_the_page_or_a_part(headers, template):
    answer = ask(ListView, person(), **headers)
    assert answer.template_name == [template]
    assert "HX-Request" in answer["Vary"]
