"""Points in time as people say them, and exactly."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

MINUTE, HOUR, DAY = 60, 3600, 86400
RELATIVE_DAYS = 30  # further away, a date says more than a count of days


def exact(value: date) -> str:
    """Return date, time and zone in the current time zone; a date stays a date."""
    if not isinstance(value, datetime):
        return date_format(value)
    local = timezone.localtime(value)
    # Translators: how a day is written with its weekday, in the letters of Django's date filter.
    form = pgettext("date format", "l j F Y")
    return f"{day_text(local.date(), form)}, {local:%H:%M} {local.tzname()}"


def day_text(day: date, form: str) -> str:
    """Write a day in a form of Django's; the same few days fill a page and cost nothing again."""
    return _day_text(day, form, get_language())


@lru_cache(maxsize=4096)
def _day_text(day: date, form: str, language: str | None) -> str:
    return date_format(day, form)


def relative(value: date, *, now: datetime) -> str:
    """Return the distance of `value` from `now` in words ("3 days ago"), or a date if it is far."""
    if isinstance(value, datetime):
        seconds = int((value - now).total_seconds())
        if abs(seconds) < DAY:
            return _within_a_day(seconds)
        value = timezone.localtime(value).date()
    return _in_days(value, today=timezone.localtime(now).date())


def short(value: date, *, now: datetime) -> str:
    """Return the distance in one small unit ("5 min", "3 h", "12 d"), or a date if it is far."""
    if not isinstance(value, datetime):
        return relative(value, now=now)
    distance = abs(int((value - now).total_seconds()))
    if distance < MINUTE:
        return _("now")
    if distance < HOUR:
        return _("%(count)s min") % {"count": distance // MINUTE}
    if distance < DAY:
        return _("%(count)s h") % {"count": distance // HOUR}
    if distance // DAY <= RELATIVE_DAYS:
        return _("%(count)s d") % {"count": distance // DAY}
    return relative(value, now=now)


def _within_a_day(seconds: int) -> str:
    distance = abs(seconds)
    if distance < MINUTE:
        return _("just now")
    if distance < HOUR:
        count = distance // MINUTE
        if seconds < 0:
            return ngettext("%(count)s minute ago", "%(count)s minutes ago", count) % {
                "count": count
            }
        return ngettext("in %(count)s minute", "in %(count)s minutes", count) % {"count": count}
    count = distance // HOUR
    if seconds < 0:
        return ngettext("%(count)s hour ago", "%(count)s hours ago", count) % {"count": count}
    return ngettext("in %(count)s hour", "in %(count)s hours", count) % {"count": count}


def _in_days(day: date, *, today: date) -> str:
    days = (day - today).days
    if abs(days) > RELATIVE_DAYS:
        if day.year == today.year:
            # Translators: a day of this year, in the letters of Django's date filter.
            return day_text(day, pgettext("date format", "j M"))
        # Translators: a day of another year, in the letters of Django's date filter.
        return day_text(day, pgettext("date format", "j M Y"))
    if days < -1:
        return ngettext("%(count)s day ago", "%(count)s days ago", -days) % {"count": -days}
    if days > 1:
        return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}
    return (_("yesterday"), _("today"), _("tomorrow"))[days + 1]
