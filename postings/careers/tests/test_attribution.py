from urllib.parse import parse_qsl

import pytest

from postings.careers.attribution import (
    as_query,
    read_attribution,
    source_label,
    with_referrer,
)
from postings.tests.factories import PostingFactory


@pytest.mark.parametrize(
    ("sent", "label"),
    [
        ({"source": "fair", "utm_source": "mail", "gh_src": "x1"}, "fair"),
        ({"utm_source": "mail", "lever-source": "LinkedIn", "referrer": "a.example"}, "mail"),
        ({"lever-source": "LinkedIn", "gh_src": "x1"}, "LinkedIn"),
        ({"gh_src": "x1", "referrer": "a.example"}, "x1"),
        ({"referrer": "a.example"}, "a.example"),
        ({"utm_campaign": "spring", "utm_medium": "mail"}, ""),
        ({"other": "x"}, ""),
    ],
)
def test_the_first_that_is_known_names_the_source(sent, label):
    assert source_label(read_attribution(sent)) == label


def test_values_are_printable_lines_of_a_hundred_characters():
    found = read_attribution(
        {"source": " a\x00b\nc\u202e ", "utm_term": "y" * 5000, "gh_src": "\t"}
    )

    assert found == {"source": "abc", "utm_term": "y" * 100}


@pytest.mark.parametrize(
    ("header", "host"),
    [
        ("https://www.jobs.example/board?x=1", "jobs.example"),
        ("https://careers.example.org/", None),
        ("https://CAREERS.example.org/jobs/x", None),
        ("javascript:alert(1)", None),
        ("android-app://com.example/", None),
        ("http://[::1", None),
        ("\x00", None),
        ("", None),
        ("https://user:secret@spy.example:8443/", "spy.example"),
    ],
)
def test_only_another_site_is_a_referrer(header, host):
    found = with_referrer({}, header, own_hosts=["careers.example.org"])

    assert found.get("referrer") == host


def test_the_first_referrer_stays():
    assert with_referrer({"referrer": "a.example"}, "https://b.example/", own_hosts=[]) == {
        "referrer": "a.example"
    }


def test_what_is_carried_comes_out_as_it_went_in():
    found = {"source": 'a&b="><script>', "utm_campaign": "ä ö"}
    assert read_attribution(dict(parse_qsl(as_query(found)))) == found


@pytest.mark.django_db
def test_links_carry_it_from_the_list_to_the_form(client):
    posting = PostingFactory(slug="cook")
    came = {"utm_source": 'a"><b>', "utm_campaign": "spring"}
    landing = client.get("/", came, headers={"Referer": "https://www.board.example/x"})
    carried = "utm_source=a%22%3E%3Cb%3E&amp;utm_campaign=spring&amp;referrer=board.example"

    assert f'href="/jobs/cook?{carried}"' in landing.content.decode()
    page = client.get(
        f"/jobs/{posting.slug}?{carried.replace('amp;', '')}",
        headers={"Referer": "http://testserver/"},
    ).content.decode()
    assert f'href="/jobs/cook/apply?{carried}"' in page
    assert f"door=profile&amp;{carried}" in page
    assert f'href="/?{carried}"' in page
    assert "<b>" not in page


@pytest.mark.django_db
def test_filters_pages_and_the_search_field_carry_it(client):
    PostingFactory.create_batch(51, workplace_type="remote")
    PostingFactory(workplace_type="onsite")

    page = client.get("/", {"q": "engineer", "utm_medium": "mail"}).content.decode()

    assert 'href="/?q=engineer&amp;workplace=remote&amp;utm_medium=mail"' in page
    assert '<input type="hidden" name="utm_medium" value="mail">' in page
    assert "/?q=engineer&amp;utm_medium=mail&amp;after=" in page
