"""The facts of a posting as people of each language write them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.formats import date_format

from postings.posting.countries import country_name
from postings.posting.labels import pay_label
from postings.posting.models import Posting

PAY = Posting(pay_min=Decimal(60000), pay_max=Decimal(80000), pay_currency="EUR")


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "pay", "country", "day"),
    [
        ("en", "€60,000 to €80,000 a year", "Spain", "24 November 2026"),
        ("de", "60.000 € bis 80.000 € pro Jahr", "Spanien", "24. November 2026"),
        ("es", "de 60.000 € a 80.000 € al año", "España", "24 de noviembre de 2026"),
        ("nl", "€ 60.000 tot € 80.000 per jaar", "Spanje", "24 november 2026"),
        ("pt", "de 60 000 € a 80 000 € por ano", "Espanha", "24 de novembro de 2026"),
    ],
)
def test_money_countries_and_days(language: str, pay: str, country: str, day: str) -> None:
    with translation.override(language):
        assert _plain(pay_label(PAY)) == pay
        assert country_name("ES") == country
        assert date_format(date(2026, 11, 24)) == day


def test_cents_are_written_when_there_are_some() -> None:
    wage = Posting(pay_min=Decimal("17.5"), pay_max=None, pay_currency="EUR", pay_period="hour")
    with translation.override("de"):
        assert _plain(pay_label(wage)) == "ab 17,50 € pro Stunde"
