"""Documents that are broken, huge, deep, or want to run something."""

import copy
import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postings.importing.documents import values
from postings.importing.documents.html import to_markdown
from postings.importing.documents.reading import LIMIT_BYTES, read_bytes, read_text
from postings.importing.documents.tests import samples
from postings.importing.text import UnreadableAdvert
from postings.posting.markdown import render_markdown


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no text in it"),
        (b"{", "not valid JSON: line 1"),
        (b'{"jobs": [}', "not valid JSON"),
        (b"[" * 1_000, "too deeply|not valid JSON"),
        (b"[" * 100_000, "too deeply"),
        (b"[" * 100_000 + b"]" * 100_000, "too deeply"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "too deeply"),
        (b'{"title": ' + b"9" * 10_000 + b"}", "number that is too long"),
        (b'{"a": "\\u0000"}', "neither a JobPosting"),
        (b'{"a": "' + b"x" * LIMIT_BYTES + b'"}', "too long"),
        (b'\x00{"a": 1}', "not a text file"),
        (b"<html><body></body></html>", "no text in this HTML"),
        (b"<html><body>" + b"<p>word</p>" * 200_000, "too long"),
        (b"<html><body><h1>x</h1>" + b"<div>" * 1_000 + b"y", "nested too deeply"),
        (b"<html><body><h1>x</h1>" + b"<div>" * 40_000 + b"y", "nested too deeply"),
        (b"<html><body><h1>x</h1>" + b"<blockquote>" * 20_000 + b"y", "nested too deeply"),
        (b"<html><body><h1>x</h1>" + b"<b>" * 80_000 + b"y", "nested too deeply"),
    ],
)
def test_what_cannot_be_read_says_so(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableAdvert, match=message):
        read_bytes(data)


@pytest.mark.parametrize(
    "html",
    [
        "<ul>" * 1_000 + "<li>x",
        "<ul><li>" * 1_000 + "x",
        "<table><tr><td>" * 1_000 + "x",
        "<b><i>" * 1_000 + "x",
    ],
)
def test_one_deep_description_refuses_only_its_own_job(html: str) -> None:
    board = {"apiVersion": "1", "jobs": [{**samples.ASHBY_JOB, "descriptionHtml": html}] * 2}
    board["jobs"].append(samples.ASHBY_JOB)
    document = read_text(json.dumps(board))
    assert [bool(job.parsed) for job in document.jobs] == [False, False, True]
    assert "too deeply" in document.jobs[0].problem


@pytest.mark.parametrize("tag", ["<br>", "&lt;br&gt;", "<BR/>"])
def test_tags_are_bounded_in_all_jobs_together(tag: str) -> None:
    texts = [tag * 2_000] * 26
    board = {"apiVersion": "1", "jobs": [{"title": "a", "descriptionHtml": t} for t in texts]}
    with pytest.raises(UnreadableAdvert, match=r"50000 HTML tags in it\. Split the file"):
        read_text(json.dumps(board))


def test_lists_deeper_than_a_page_shows_are_refused_with_the_reason() -> None:
    html = "<ul><li>" * 25 + "x"
    (job,) = read_text(json.dumps({**samples.ASHBY_JOB, "descriptionHtml": html})).jobs
    assert job.parsed is None
    assert "nested too deeply" in job.problem


@pytest.mark.parametrize(
    "html",
    [
        "<p>x" * 15_000,
        "<li>x" * 15_000,
        "<br>" * 15_000,
        "</div>" * 80_000,
        "<!--" * 100_000,
        "<a " + 'href="' * 50_000,
        "<" * 400_000,
        "&" * 400_000,
        "&lt;" * 100_000,
        "<![CDATA[" * 40_000,
    ],
)
def test_endless_html_is_read_or_refused(html: str) -> None:
    try:
        to_markdown(f"<p>word</p>{html}")
    except UnreadableAdvert:
        return


HARMFUL = """<p>Hello</p><script>alert(1)</script><style>p{}</style><img src=x onerror=alert(1)>
<svg onload=alert(1)><script>alert(2)</script></svg><math><mtext><a href="javascript:alert(3)">m</a>
</mtext></math><iframe src="https://evil.example"></iframe><p onclick="alert(4)">click</p>
<a href="javascript:alert(5)">link</a><a href=" java\tscript:alert(6)">l2</a>
<a href="data:text/html,<script>alert(7)</script>">l3</a><object data="x"></object>
<form action="https://evil.example"><button>go</button></form>&lt;script&gt;alert(8)&lt;/script&gt;
<a href="https://ok.example/x">fine</a><p>[x](javascript:alert(9)) <b>\u202egro.elpmaxe</b></p>"""


@pytest.mark.django_db
def test_nothing_of_a_description_runs() -> None:
    (job,) = read_text(json.dumps({**samples.ASHBY_JOB, "descriptionHtml": HARMFUL})).readable
    shown = render_markdown(job.description)
    for part in (
        "<script",
        "onerror",
        "onclick",
        "onload",
        "<svg",
        "<iframe",
        "<form",
        "<img",
        'href="javascript',
        'href="data',
        "\u202e",
    ):
        assert part not in shown
    assert "alert(1)" not in shown
    assert 'href="https://ok.example/x"' in shown
    changed = " ".join(entry.note for entry in job.report.entries)
    assert "Scripts, styles and what runs code were left out." in changed
    assert "Pictures were left out" in changed


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        False,
        -1,
        0,
        float("nan"),
        float("inf"),
        -float("inf"),
        1e308,
        10**18,
        pytest.param(10**5000, id="thousands of digits"),
        "",
        "NaN",
        "1e5",
        "-5",
        "0x10",
        "١٢٣",
        "12,34",
        "1.2.3",
        "9" * 50,
        [],
        {},
        [1],
        {"a": 1},
    ],
)
def test_what_is_no_amount_is_none(value: Any) -> None:
    assert values.amount(value) is None
    assert values.count(value) == 0
    assert isinstance(values.shown(value), str)


ODD: list[Any] = [
    None, True, 0, -1, 10**30, 1.5, "", " ", "\x00", "x" * 5_000, "\ud800", "https://",
    "javascript:x", [], [[]], [None], ["a"], {}, {"name": {}}, {"name": []}, {"a": {"b": []}},
    {"@type": "JobPosting"},
    float("nan"), float("inf"), "2027-13-45", "2027-02-30T00:00:00Z",
]  # fmt: skip


def spoiled(thing: Any, chance: random.Random) -> Any:
    """The document with some of its values, at any depth, put for others."""
    if chance.random() < 0.15:
        return copy.deepcopy(chance.choice(ODD))
    if isinstance(thing, dict):
        return {key: spoiled(value, chance) for key, value in thing.items()}
    if isinstance(thing, list):
        return [spoiled(value, chance) for value in thing]
    return thing


@pytest.mark.parametrize("name", samples.ALL)
def test_wrong_types_everywhere_are_read_or_refused(name: str) -> None:
    chance = random.Random(11)
    for _ in range(150):
        text = json.dumps(spoiled(samples.ALL[name], chance))
        try:
            document = read_text(text)
        except UnreadableAdvert as error:
            assert str(error)
            continue
        assert all(job.parsed or job.problem for job in document.jobs)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "jobs",
                        "title",
                        "text",
                        "content",
                        "@type",
                        "@graph",
                        "categories",
                        "questions",
                    ]
                )
                | st.text(max_size=5),
                inner,
                max_size=5,
            )
        ),
        max_leaves=25,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_json_is_read_or_refused(data: Any) -> None:
    try:
        read_text(json.dumps(data))
    except UnreadableAdvert as error:
        assert str(error)


@given(st.text(alphabet=st.sampled_from('<>/="abpliuscript!-& \n'), max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_html_is_read_or_refused(text: str) -> None:
    try:
        read_text(f"<html>{text}")
    except UnreadableAdvert as error:
        assert str(error)
