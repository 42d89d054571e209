from datetime import UTC, datetime
from html import unescape

import pytest

from postings.careers.filters import Filters, read_filters
from postings.careers.listing import PAGE_SIZE
from postings.careers.zones import find_zone
from postings.tests.factories import (
    DepartmentFactory,
    LocationFactory,
    OpeningFactory,
    PostingFactory,
)

WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)


def text_of(response):
    return unescape(response.content.decode())


@pytest.fixture
def jobs(db):
    kitchen = DepartmentFactory(name="Kitchen")
    cook = PostingFactory(title="Cook", department=kitchen, workplace_type="onsite")
    LocationFactory(posting=cook, country="PT", city="Porto")
    LocationFactory(posting=cook, country="PT", city="Lisbon")
    baker = PostingFactory(
        title="Baker", department=kitchen, employment_type="part_time", workplace_type="hybrid"
    )
    LocationFactory(posting=baker, country="ES")
    writer = PostingFactory(
        title="Writer", workplace_type="remote", window_from_minutes=0, window_to_minutes=120
    )
    OpeningFactory(posting=writer, team="Docs")
    PostingFactory(title="Editor", workplace_type="remote")


def titles(client, **asked):
    text = text_of(client.get("/", asked))
    return {title for title in ("Cook", "Baker", "Writer", "Editor") if f">{title}</a>" in text}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"country": "PT"}, {"Cook"}),
        ({"team": "Docs"}, {"Writer"}),
        ({"employment": "part_time"}, {"Baker"}),
        ({"workplace": "remote"}, {"Writer", "Editor"}),
        ({"hours": "UTC+2"}, {"Writer", "Editor"}),
        ({"hours": "UTC 2"}, {"Writer", "Editor"}),
        ({"hours": "Asia/Tokyo"}, {"Editor"}),
        ({"hours": "nowhere"}, set()),
        ({"hours": "../../etc/passwd"}, set()),
        ({"country": "PT", "workplace": "onsite", "q": "cook"}, {"Cook"}),
        ({"country": "PT", "workplace": "remote"}, set()),
        ({"country": "pt'"}, set()),
    ],
)
def test_filters_combine(jobs, client, asked, found):
    assert titles(client, **asked) == found


def test_choices_are_links_with_their_numbers_given_the_others(jobs, client):
    text = text_of(client.get("/", {"workplace": "remote"}))

    assert 'href="/?hours=Asia%2FTokyo&workplace=remote"' not in text  # in the order of facets
    assert 'href="/?workplace=remote&hours=Asia%2FTokyo"' in text
    assert "Tokyo (UTC+9)" in text
    assert 'href="/?workplace=hybrid"' in text
    assert "2 positions fit" in text


def test_what_is_chosen_is_shown_and_can_be_taken_away(jobs, client):
    text = text_of(client.get("/", {"country": "PT", "workplace": "remote", "q": "cook"}))

    assert 'href="/?country=PT&workplace=remote"' in text  # without the words
    assert 'href="/?q=cook&workplace=remote"' in text
    assert 'class="all" href="/"' in text
    assert "Nothing open here" in text
    assert '<meta name="robots" content="noindex, follow">' in text


def test_a_chosen_department_that_nothing_fits_keeps_its_name(jobs, client):
    department = DepartmentFactory(name="Galley")
    assert "Galley" in text_of(client.get("/", {"department": department.pk}))


def test_hostile_values_are_shown_as_text(jobs, client):
    page = client.get("/", {"team": '"><script>x</script>', "q": "<b>"}).content.decode()
    assert "<script>x" not in page and "<b>" not in page


@pytest.mark.parametrize(
    ("named", "offset"),
    [
        ("Europe/Berlin", 60),
        ("UTC", 0),
        ("UTC+5:30", 330),
        ("-03:00", -180),
        ("UTC−3", -180),
        (" 2", 120),
        ("UTC+14", 840),
        ("UTC+15", None),
        ("Europe", None),
        ("99999", None),
        ("", None),
    ],
)
def test_zones_are_named_or_counted(named, offset):
    zone = find_zone(named, now=WINTER)
    assert (zone.offset if zone else None) == offset


def test_filters_come_back_out_of_their_own_address():
    filters = Filters(q="a b", team="R&D", hours="UTC+2")
    from urllib.parse import parse_qsl

    assert read_filters(dict(parse_qsl(filters.as_query()))) == filters


def test_pages_of_a_search_hold_everything_once(client, db):
    PostingFactory.create_batch(PAGE_SIZE + 10, title="Engineer")
    first = client.get("/", {"q": "engineer"}).content.decode()
    after = first.split("after=")[1].split('"')[0]
    second = client.get("/", {"q": "engineer", "after": after}).content.decode()

    before = second.split("before=")[1].split('"')[0]
    back = client.get("/", {"q": "engineer", "before": before}).content.decode()

    assert first.count('class="posting-line"') == PAGE_SIZE
    lists = [page.split("posting-list")[1].split("</ul>")[0] for page in (first, back)]
    assert lists[0] == lists[1]
    assert second.count('class="posting-line"') == 10
    assert f"{PAGE_SIZE + 10} positions fit" in first
