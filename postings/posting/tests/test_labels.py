from decimal import Decimal

import pytest

from postings.posting.countries import country_choices, country_name, is_country
from postings.posting.labels import (
    offset_label,
    pay_label,
    places_label,
    window_label,
)
from postings.posting.models import Location, Posting


@pytest.mark.parametrize(
    ("minutes", "label"),
    [(0, "UTC"), (-60, "UTC−1"), (180, "UTC+3"), (330, "UTC+5:30"), (-210, "UTC−3:30")],
)
def test_offsets_read_like_people_write_them(minutes, label):
    assert offset_label(minutes) == label


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [(-60, 180, "UTC−1 to UTC+3"), (0, 0, "UTC"), (None, None, "")],
)
def test_the_hours_window(first, last, label):
    assert window_label(Posting(window_from_minutes=first, window_to_minutes=last)) == label


def test_places_are_named_not_coded():
    countries = [Location(country=code) for code in ("DE", "MT", "PT", "GB")]
    cities = [Location(country="PT", city="Porto"), Location(country="ES", region="Galicia")]

    assert places_label(countries) == "Germany, Malta, Portugal, United Kingdom"
    assert places_label(countries, most=2) == "Germany, Malta and 2 more"
    assert places_label(cities) == "Porto, Portugal; Galicia, Spain"
    assert places_label([]) == ""


@pytest.mark.parametrize(
    ("low", "high", "label"),
    [
        ("60000", "80000", "€60,000 to €80,000 a year"),
        ("60000", "60000", "€60,000 a year"),
        ("60000", None, "from €60,000 a year"),
        (None, "80000.50", "up to €80,000.50 a year"),
        (None, None, ""),
    ],
)
def test_pay(low, high, label):
    posting = Posting(
        pay_min=low and Decimal(low), pay_max=high and Decimal(high), pay_currency="EUR"
    )

    assert pay_label(posting) == label


def test_every_country_has_a_name_and_an_order_that_people_expect():
    names = [name for _, name in country_choices()]

    assert len(names) == 249
    assert names.index("Åland Islands") < names.index("Bahamas")
    assert country_name("PT") == "Portugal"
    assert (is_country("PT"), is_country("XX")) == (True, False)
    assert country_name("XX") == "XX"
