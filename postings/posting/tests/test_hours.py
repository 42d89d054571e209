"""Hours in common with a team, through summer time and over midnight."""

from datetime import date, time

import pytest

from postings.posting.hours import overlap_hours, team_day

WINTER, SUMMER = date(2026, 1, 15), date(2026, 7, 15)
AFRICA = (-60, 180)  # UTC−1 to UTC+3


def test_a_team_works_from_nine_in_the_east_to_five_in_the_west() -> None:
    assert team_day(-60, 180) == (6 * 60, 18 * 60)
    assert team_day(0, 0) == (9 * 60, 17 * 60)


@pytest.mark.parametrize(
    ("zone", "starts", "ends", "window", "on", "hours"),
    [
        ("Europe/Lisbon", 9, 17, AFRICA, WINTER, 8),
        ("Asia/Kolkata", 9, 17, AFRICA, WINTER, 5.5),
        ("America/New_York", 9, 17, AFRICA, WINTER, 4),  # 14:00 to 22:00 UTC
        ("America/New_York", 9, 17, AFRICA, SUMMER, 5),  # an hour earlier in summer
        ("Europe/London", 9, 17, (0, 0), WINTER, 8),
        ("Europe/London", 9, 17, (0, 0), SUMMER, 7),
        ("Pacific/Auckland", 9, 17, (600, 600), WINTER, 5),  # 20:00 to 4:00 UTC
        ("Pacific/Auckland", 20, 4, AFRICA, WINTER, 8),  # nights there, over midnight
        ("Pacific/Kiritimati", 9, 17, (-660, -660), WINTER, 7),  # a day apart
        ("Asia/Tokyo", 9, 17, (-300, -300), WINTER, 0),
        ("UTC", 0, 23, (-720, 840), WINTER, 23),  # a team all around the earth
    ],
)
def test_hours_in_common(
    zone: str, starts: int, ends: int, window: tuple[int, int], on: date, hours: float
) -> None:
    found = overlap_hours(zone, time(starts), time(ends), window=window, on=on)
    assert found == hours
