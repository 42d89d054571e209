"""Text that somebody wrote to do harm, or that got out of hand: a clear message, nothing runs."""

import re

import pytest
from django.utils import timezone

from postings.posting.actions import set_basics, set_description
from postings.posting.markdown import render_markdown
from postings.posting.queries import basics_of
from postings.posting.sections import Description
from postings.posting.texts import UnusableText, text_problem, usable_text
from postings.tests.factories import PostingFactory

KEY = "11111111-2222-4333-8444-555555555555"
RUNS = re.compile(r"<script|<svg|<iframe|<img|<object|<style|<[^>]*\son\w+=|href=\"(?!https?:)")


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<svg onload=alert(1)><circle/></svg>",
        "<svg><script>alert(1)</script></svg>",
        "<img src=x onerror=alert(1)>",
        "<iframe src='//other.example'></iframe>",
        "<p onclick=alert(1)>x</p>",
        "<style>body{display:none}</style>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\nscript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](data:image/png;base64,AAAA)",
        f"[x](picture:{KEY})",
        "[x]: javascript:alert(1)\n\n[x]",
        "<javascript:alert(1)>",
        "![x](https://other.example/pixel.gif)",
        "![x](//other.example/pixel.gif)",
        "![x](/pictures/../logo)",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "![x](data:image/png;base64,AAAA)",
        "![x](javascript:alert(1))",
        '![x" onerror="alert(1)](https://other.example/a.png)',
        "![x](picture:nonsense)",
        "`<script>alert(1)</script>`",
        '```"onmouseover=alert(1)\n<script>\n```',
    ],
)
def test_nothing_runs_and_nothing_is_fetched(typed):
    html = render_markdown(typed)
    assert not RUNS.search(html), html


def test_of_a_picture_of_another_place_the_words_are_left():
    assert render_markdown("![Our *team*](https://other.example/a.png)") == "<p>Our team</p>\n"


@pytest.mark.parametrize("control", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_nothing_turns_the_reading_around(control):
    for typed in (f"moc{control}.knab", f"moc&#{ord(control)};.knab", f"`a{control}b`"):
        assert control not in render_markdown(typed)


def test_languages_that_run_from_right_to_left_keep_their_letters_and_marks():
    assert "שלום\u200f (v2)" in render_markdown("שלום\u200f (v2)")


@pytest.mark.parametrize(
    "typed",
    [
        ">" * 1000 + " deep",
        "- " * 1000 + "deep",
        "\n".join(f"{'  ' * depth}- level {depth}" for depth in range(300)),
        "> - 1. " * 300 + "x",
    ],
    ids=["quotes", "lists in a line", "lists", "all of them"],
)
def test_what_is_nested_a_thousand_deep_is_refused_with_a_reason_and_rendered_without_harm(typed):
    assert "nested too deeply" in text_problem(typed)
    assert len(render_markdown(typed)) < 20_000


def test_what_people_nest_is_accepted_and_shown_whole():
    typed = "\n".join(f"{'  ' * depth}- level {depth}" for depth in range(8))
    assert text_problem(typed) == ""
    assert "level 7" in render_markdown(typed)


def test_a_text_of_five_megabytes_is_refused_with_a_reason():
    with pytest.raises(UnusableText, match="at most 120000 characters"):
        usable_text("x" * 5_000_000)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("![x](https://other.example/a.png)", "“https://other.example/a.png” is a picture of"),
        ("![x](data:image/png;base64,AAAA)", "is a picture of another place"),
        ("[![x](/logo)](https://a.example)", "“/logo” is a picture of another place"),
        (f"![](picture:{KEY})", "has no alternative text"),
        (f"![ \u202e ](picture:{KEY})", "has no alternative text"),
    ],
)
def test_a_picture_that_would_not_be_shown_is_refused(typed, reason):
    with pytest.raises(UnusableText, match=re.escape(reason)):
        usable_text(typed)


@pytest.mark.django_db
def test_a_picture_that_nobody_uploaded_is_refused():
    with pytest.raises(UnusableText, match=f"There is no picture {KEY}"):
        usable_text(f"![A crane](picture:{KEY})")


def test_code_that_speaks_of_a_picture_shows_none_and_is_fine():
    assert text_problem("`![x](https://other.example/a.png)`") == ""


@pytest.mark.django_db
def test_a_refused_description_leaves_the_stored_one():
    posting = PostingFactory(draft=True, description="Before")
    with pytest.raises(UnusableText):
        set_description(
            actor=None,
            posting_id=posting.pk,
            description=Description(description="![](picture:x)"),
            now=timezone.now(),
        )
    posting.refresh_from_db()
    assert (posting.description, posting.version) == ("Before", 1)


@pytest.mark.django_db
def test_titles_and_descriptions_are_kept_without_what_turns_the_reading_around():
    posting = PostingFactory(draft=True)
    common = {"actor": None, "posting_id": posting.pk, "now": timezone.now()}
    set_description(description=Description(description="a\u202eb"), **common)
    basics = basics_of(posting)
    type(basics)
    set_basics(basics=basics.__class__(title="Co\u202eok", reference="R-1"), **common)
    posting.refresh_from_db()
    assert (posting.title, posting.description) == ("Cook", "ab")
