import pytest

from postings.posting.markdown import render_markdown


def test_headings_start_below_the_title_of_the_page():
    html = render_markdown("# We\n\n### You\n\n###### Small\n")

    assert "<h2>We</h2>" in html
    assert "<h4>You</h4>" in html
    assert "<h4>Small</h4>" in html
    assert "<h1" not in html


def test_an_advert_that_starts_with_small_headings_has_no_gap():
    assert "<h2>We</h2>" in render_markdown("### We")


@pytest.mark.parametrize(
    ("typed", "gone"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("<img src=x onerror=alert(1)>", "<img"),
        ("![x](https://other.example/pixel.gif)", "<img"),
        ("[x](javascript:alert(1))", "href"),
        ("[x](data:text/html,x)", "href"),
        ("<a href='https://x.example' onclick='x()'>y</a>", "<a "),
    ],
)
def test_nothing_runs_and_nothing_is_fetched(typed, gone):
    assert gone not in render_markdown(typed)


def test_links_and_lists_survive():
    html = render_markdown("- one\n- [two](https://a.example)\n\n**bold** _soft_")

    assert '<a href="https://a.example" rel="nofollow noopener noreferrer">two</a>' in html
    assert html.count("<li>") == 2
    assert "<strong>bold</strong> <em>soft</em>" in html


def test_an_empty_text_is_empty():
    assert render_markdown("") == ""


def test_a_very_long_hostile_text_is_rendered():
    assert render_markdown("[" * 20_000 + "*_" * 10_000)
