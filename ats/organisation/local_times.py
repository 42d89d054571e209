"""Times as people say them in the organisation's own zone."""

import zoneinfo
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ats.organisation.models import Organisation

_MINUTE = timedelta(minutes=1)


class NoSuchTime(Exception):
    """The clocks go forward over this time: from `starts` at once to `ends`, both without zone."""

    def __init__(self, starts: datetime, ends: datetime) -> None:
        super().__init__(f"{starts:%H:%M} to {ends:%H:%M}")
        self.starts = starts
        self.ends = ends


def organisation_zone() -> ZoneInfo:
    """Return the organisation's time zone, UTC where its name is unknown."""
    try:
        return ZoneInfo(Organisation.objects.current().time_zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def from_local(naive: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment in UTC; of a time that comes twice, in autumn, the first one.

    Raises NoSuchTime for one that the clocks skip in spring, OverflowError near the year 1.
    """
    if not _exists(naive, zone):
        raise _gap_around(naive, zone)
    return naive.replace(tzinfo=zone, fold=0).astimezone(UTC)


def _gap_around(naive: datetime, zone: ZoneInfo) -> NoSuchTime:
    """Find where a gap begins and ends, minute by minute: they are short, and this is rare."""
    # In a gap, fold=0 means the offset of before it and fold=1 that of after it.
    before = naive.replace(tzinfo=zone, fold=0).utcoffset() or timedelta()
    after = naive.replace(tzinfo=zone, fold=1).utcoffset() or timedelta()
    starts = naive
    while not _exists(starts - _MINUTE, zone):
        starts -= _MINUTE
    return NoSuchTime(starts, starts + abs(after - before))


def _exists(naive: datetime, zone: ZoneInfo) -> bool:
    return naive.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == naive


class LocalDateTimeField(forms.Field):
    """A date and time on the organisation's clock, cleaned to the moment in UTC.

    The form sets `zone` (see `organisation_zone`), once for all its fields.
    """

    zone = ZoneInfo("UTC")
    widget = forms.DateTimeInput(
        format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "class": "width-20"}
    )
    default_error_messages = {
        "invalid": gettext_lazy("Give a date and a time, for example 2027-03-01 09:00."),
    }

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and value.tzinfo is not None:
            return value.astimezone(self.zone).replace(tzinfo=None)
        return value

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            said = value if isinstance(value, datetime) else parse_datetime(str(value).strip())
            if said is None:
                raise self._invalid()
            return from_local(said, self.zone) if said.tzinfo is None else said.astimezone(UTC)
        except NoSuchTime as gap:
            raise forms.ValidationError(_gap_text(gap), code="gap") from gap
        except (ValueError, OverflowError) as error:
            raise self._invalid() from error

    def _invalid(self) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages["invalid"], code="invalid")


def _gap_text(gap: NoSuchTime) -> str:
    text = _(
        "This time does not exist: on that day the clocks go forward over it. Choose one before "
        "%(first)s or from %(second)s on."
    )
    return text % {"first": f"{gap.starts:%H:%M}", "second": f"{gap.ends:%H:%M}"}
