"""The small components."""

from datetime import UTC, datetime

import lucide
import pytest
import time_machine
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.test import RequestFactory

from ats.web import tags
from ats.web.paging import Page

HOSTILE = '<script>alert("1")</script>'


def render(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


@time_machine.travel(datetime(2026, 3, 10, 12, 0, tzinfo=UTC), tick=False)
def test_when_shows_both_the_distance_and_the_exact_time_to_mouse_and_keyboard():
    html = render("{% when value %}", value=datetime(2026, 3, 7, 9, 30, tzinfo=UTC))
    assert ">3 days ago</time>" in html
    assert 'datetime="2026-03-07T09:30:00+00:00"' in html
    assert 'title="Saturday 7 March 2026, 09:30 UTC"' in html
    assert 'tabindex="0"' in html


def test_when_inside_a_link_is_no_stop_of_its_own():
    value = datetime(2026, 3, 7, tzinfo=UTC)
    assert "tabindex" not in render("{% when value focus=False %}", value=value)


def test_when_without_a_value_is_nothing():
    assert render("{% when value %}", value=None) == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ingrid Solheim", "IS"),
        ("Tomás Ferreira da Conceição", "TC"),
        ("Cher", "C"),
        ("  ", "?"),
        ("李 伟", "李伟"),
    ],
)
def test_initials(name, expected):
    assert tags.initials(name) == expected


def test_a_name_has_always_the_same_colour():
    assert tags.avatar("Ingrid Solheim") == tags.avatar("Ingrid Solheim")
    assert tags.avatar("Ingrid Solheim") != tags.avatar("Li Wei")


def test_numbers_are_grouped_and_words_left_alone():
    assert render("{{ value|number }}", value=1234567) == "1,234,567"
    assert render("{{ value|number }}", value="9 or so") == "9 or so"


def test_an_icon_is_decoration_unless_it_has_a_label():
    assert 'aria-hidden="true"' in render('{% icon "house" %}')
    assert "visually-hidden" not in render('{% icon "house" %}')
    labelled = render('{% icon "house" label=label %}', label="Home & garden")
    assert '<span class="visually-hidden">Home &amp; garden</span>' in labelled


def test_an_unknown_icon_is_a_mistake():
    with pytest.raises(lucide.IconDoesNotExist):
        render('{% icon "no-such-icon" %}')


@pytest.mark.parametrize(
    "source",
    [
        "{% badge hostile %}",
        "{% avatar hostile %}",
        "{% bar 1 2 hostile %}",
        '{% icon "house" label=hostile %}',
        "{% notice title=hostile %}{{ hostile }}{% endnotice %}",
        "{% details hostile %}{{ hostile }}{% enddetails %}",
        '{% card title=hostile id="x" %}{{ hostile }}{% endcard %}',
        "{% page_header hostile subtitle=hostile %}{{ hostile }}{% endpage_header %}",
        '{% menu "m" hostile icon="x" key=hostile %}{{ hostile }}{% endmenu %}',
        '{% dialog "d" hostile %}{{ hostile }}{% enddialog %}',
        '{% include "components/empty.html" with title=hostile text=hostile %}',
    ],
)
def test_what_people_typed_is_inert(source):
    html = render(source, hostile=HOSTILE)
    assert "<script>" not in html
    assert "&lt;" in html


def test_a_page_header_without_actions_has_no_empty_box():
    assert "page-actions" not in render('{% page_header "Home" %}  {% endpage_header %}')


@pytest.mark.parametrize(("total", "most"), [(10, "10"), (0, "1")])
def test_a_bar_of_nothing_is_empty_not_broken(total, most):
    assert f'max="{most}"' in render('{% bar 0 total "none" %}', total=total)


def pager(page, address="/candidates/?q=ana&after=7"):
    return render("{% pager page %}", page=page, request=RequestFactory().get(address))


def test_the_pager_keeps_the_filters_and_drops_the_old_cursor():
    html = pager(Page([], before="3", after="9"))
    assert 'href="/candidates/?q=ana&amp;before=3"' in html
    assert 'href="/candidates/?q=ana&amp;after=9"' in html
    assert "after=7" not in html


def test_a_single_page_needs_no_pager():
    assert pager(Page([], before="", after="")).strip() == ""


def test_a_typed_filter_cannot_break_out_of_the_pager():
    assert "<b>" not in pager(Page([], before="", after="9"), "/candidates/?q=%22%3E%3Cb%3E")


def test_the_undo_address_travels_with_a_message():
    assert (
        tags.undo_url(Message(25, "Moved.", extra_tags="undo:/moves/1/undo/")) == "/moves/1/undo/"
    )
    assert tags.undo_url(Message(25, "Saved.")) == ""
