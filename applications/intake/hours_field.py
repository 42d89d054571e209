"""The question for a time zone and the hours somebody can work there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from applications.intake.choices import known_zones, zone_options
from applications.intake.fields import LongSelect
from postings.posting.hours import USUAL_FROM, USUAL_TO, overlap_hours

Window = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hours:
    """A day in a time zone; one that ends before it starts goes over midnight."""

    time_zone: str
    starts: time
    ends: time

    def as_answer(self, *, window: Window | None, on: date) -> dict[str, Any]:
        """Return what is stored; `overlap_hours` is None where the posting has no window."""
        overlap = None
        if window is not None:
            overlap = overlap_hours(self.time_zone, self.starts, self.ends, window=window, on=on)
        return {
            "time_zone": self.time_zone,
            "from": f"{self.starts:%H:%M}",
            "to": f"{self.ends:%H:%M}",
            "overlap_hours": overlap,
        }


class HoursWidget(forms.Widget):
    """A zone, and from when to when: three controls in a group, each with a label of its own."""

    use_fieldset = True
    names = ("", "-from", "-to")

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        return [str(data.get(f"{name}{part}") or "") for part in self.names]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data

    def id_for_label(self, id_: str) -> str:
        return ""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        zone, starts, ends = value or ("", f"{USUAL_FROM:%H:%M}", f"{USUAL_TO:%H:%M}")
        given = attrs or {}
        control_id = given.get("id", f"id_{name}")
        # The id belongs to the group; everything else, such as what is wrong, to each control.
        rest = {key: text for key, text in given.items() if key != "id"}
        select = LongSelect(zone_options, attrs={"data-time-zone": ""})
        return format_html(
            '<div class="field hours-zone"><label for="{id}_0">{zone_label}</label>{zone}</div>'
            '<div class="field"><label for="{id}_1">{from_label}</label>{starts}</div>'
            '<div class="field"><label for="{id}_2">{to_label}</label>{ends}</div>',
            id=control_id,
            zone_label=_("Your time zone"),
            from_label=_("You can work from"),
            to_label=_("to (your time)"),
            zone=select.render(name, zone, {**rest, "id": f"{control_id}_0"}),
            starts=_time(f"{name}-from", starts, {**rest, "id": f"{control_id}_1"}),
            ends=_time(f"{name}-to", ends, {**rest, "id": f"{control_id}_2"}),
        )


class HoursField(forms.Field):
    """Its value is an Hours, or None where no zone was chosen and none is required."""

    widget = HoursWidget

    def clean(self, value: Any) -> Hours | None:
        zone, starts, ends = (part.strip() for part in value or ("", "", ""))
        if not zone:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if zone not in known_zones():
            raise ValidationError(_("Choose a time zone from the list."))
        if not starts and not ends:
            return Hours(zone, USUAL_FROM, USUAL_TO)
        begin, end = _clock(starts), _clock(ends)
        if begin is None or end is None:
            raise ValidationError(_("Say from when to when you can work, like 09:00 and 17:00."))
        if begin == end:
            raise ValidationError(_("The hours in which you can work begin and end at one time."))
        return Hours(zone, begin, end)


def _time(name: str, value: str, attrs: dict[str, Any]) -> SafeString:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"}).render(name, value, attrs)


def _clock(typed: str) -> time | None:
    """Return a time of day, minutes and all, from what a browser sends or somebody types."""
    try:
        return time.fromisoformat(typed.rjust(5, "0")).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None
