"""The facts of a posting as short texts, the same on every page."""

from collections.abc import Iterable
from decimal import Decimal

from babel.numbers import format_currency
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ats.web.languages import locale_of
from postings.posting.countries import country_name
from postings.posting.models import Location, PayPeriod, Posting


def offset_label(minutes: int) -> str:
    """Return an offset from UTC: "UTC", "UTC−1", "UTC+5:30"."""
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"


def window_label(posting: Posting) -> str:
    """Return the working hours window, "UTC−1 to UTC+3", or "" where there is none."""
    first, last = posting.window_from_minutes, posting.window_to_minutes
    if first is None or last is None:
        return ""
    if first == last:
        return offset_label(first)
    return _("%(first)s to %(last)s") % {"first": offset_label(first), "last": offset_label(last)}


def place_label(location: Location) -> str:
    """Return one place, "Lisbon, Portugal"."""
    parts = (location.city, location.region, country_name(location.country))
    return ", ".join(part for part in parts if part)


def places_label(locations: Iterable[Location], *, most: int | None = None) -> str:
    """Return places in the given order, countries alone joined by commas: "Malta, Portugal".

    With `most`, the rest is counted: "Germany, Malta, Spain and 3 more".
    """
    places = list(locations)
    # A place with a city has commas of its own.
    separator = "; " if any(place.city or place.region for place in places) else ", "
    labels = list(dict.fromkeys(place_label(place) for place in places))
    if most is None or len(labels) <= most:
        return separator.join(labels)
    shown = separator.join(labels[:most])
    return _("%(places)s and %(count)d more") % {"places": shown, "count": len(labels) - most}


def pay_label(posting: Posting) -> str:
    """Return the pay, "€60,000 to €80,000 a year", or "" where nothing is said."""
    low, high = posting.pay_min, posting.pay_max
    if low is None and high is None:
        return ""
    if low is None or high is None:
        pattern = _("up to %(high)s %(period)s") if low is None else _("from %(low)s %(period)s")
    elif low == high:
        pattern = "%(low)s %(period)s"
    else:
        pattern = _("%(low)s to %(high)s %(period)s")
    return pattern % {
        "low": _money(low, posting.pay_currency),
        "high": _money(high, posting.pay_currency),
        "period": PayPeriod(posting.pay_period).label,
    }


def _money(amount: Decimal | None, currency: str) -> str:
    if amount is None:
        return ""
    locale = locale_of(get_language() or "en")
    pattern = locale.currency_formats["standard"].pattern
    if amount == amount.to_integral_value():
        pattern = pattern.replace(".00", "")  # "." stands for the decimal mark of any language
    return format_currency(amount, currency, pattern, locale=locale, currency_digits=False)
