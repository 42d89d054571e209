"""How many hours of somebody's day fall into the working hours window of a posting."""

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta

USUAL_FROM, USUAL_TO = time(9), time(17)
_DAY = timedelta(days=1)


def team_day(first: int, last: int) -> tuple[int, int]:
    """Return when the team of a window works, in minutes from midnight UTC.

    `first` and `last` are the window's offsets from UTC in minutes, west to east. Somebody works
    from nine in the east to five in the west: UTC−1 to UTC+3 is 6:00 to 18:00 UTC.
    """
    starts, ends = USUAL_FROM.hour * 60 - last, USUAL_TO.hour * 60 - first
    return starts, ends


def overlap_hours(
    time_zone: str, starts: time, ends: time, *, window: tuple[int, int], on: date
) -> float:
    """Return how many hours a day from `starts` to `ends`, local time, has in common with the team.

    Counted with the offset that the zone has on that day, so summer time counts. A day that ends
    before it starts goes over midnight. Raises zoneinfo.ZoneInfoNotFoundError.
    """
    zone = zoneinfo.ZoneInfo(time_zone)
    begin = datetime.combine(on, starts, zone).astimezone(UTC)
    end_on = on if ends > starts else on + _DAY
    end = datetime.combine(end_on, ends, zone).astimezone(UTC)
    first, last = team_day(*window)
    if last - first >= 24 * 60:
        return _hours(end - begin)
    midnight = datetime.combine(on, time(0), UTC)
    shared = timedelta()
    # The same day of the team may lie on the day before or after, far east and west.
    for days in (-2, -1, 0, 1, 2):
        team_begins = midnight + days * _DAY + timedelta(minutes=first)
        team_ends = midnight + days * _DAY + timedelta(minutes=last)
        shared += max(min(end, team_ends) - max(begin, team_begins), timedelta())
    return _hours(shared)


def _hours(length: timedelta) -> float:
    return round(length / timedelta(hours=1), 2)
