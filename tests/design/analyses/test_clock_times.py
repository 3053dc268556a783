"""What clocks show elsewhere when work is due and sessions begin."""

from __future__ import annotations

import pytest
from spec_helpers import course_of

from coursewright.design.analyses.clock_times import clock_times

AUDIENCE = "audience: {who: all, time_zones: [Europe/London, America/New_York, Asia/Kolkata]}\n"


def shown(spec: str) -> list[dict[str, list[str]]]:
    """Return what clocks may show elsewhere, as `+1 06:30` for the day after."""
    return [
        {
            str(other.zone): [
                f"{reading.days_later:+} {reading.clock:%H:%M}".removeprefix("+0 ")
                for reading in other.readings
            ]
            for other in one.elsewhere
        }
        for one in clock_times(course_of(f"module: m\n{AUDIENCE}{spec}\n"))
    ]


def sessions(*starts: str) -> str:
    return f"sessions: [{', '.join(f'{{starts: {start}}}' for start in starts)}]"


def test_daylight_saving_on_both_sides_of_the_sea() -> None:
    """London changes on 25 October 2026, New York on 1 November, Kolkata never."""
    spec = "calendar: {time_zone: Europe/London, starts: 2026-10-19}\n"
    assert shown(spec + sessions("week 1 thu 14:00", "week 2 thu 14:00", "week 3 thu 14:00")) == [
        {"America/New_York": ["09:00"], "Asia/Kolkata": ["18:30"]},  # 22 October, UTC+1 and UTC-4
        {"America/New_York": ["10:00"], "Asia/Kolkata": ["19:30"]},  # 29 October, UTC+0 and UTC-4
        {"America/New_York": ["09:00"], "Asia/Kolkata": ["19:30"]},  # 5 November, UTC+0 and UTC-5
    ]


def test_weeks_without_dates_are_all_that_they_can_be_over_a_year() -> None:
    spec = "calendar: {time_zone: Europe/London}\n"
    assert shown(spec + sessions("week 1 thu 20:00")) == [
        # Five hours behind, and four for the weeks between one change and the other.
        {"America/New_York": ["15:00", "16:00"], "Asia/Kolkata": ["+1 00:30", "+1 01:30"]}
    ]


def test_the_day_differs() -> None:
    spec = "calendar: {time_zone: Asia/Kolkata, starts: 2026-12-07}\n"
    assert shown(spec + "tasks: [{id: t, due: week 1 mon 09:00}, {id: u, due: week 1 mon}]") == [
        # 09:00 is 03:30 UTC; the end of Monday, 23:59, is 18:29 UTC.
        {"Europe/London": ["03:30"], "America/New_York": ["-1 22:30"]},
        {"Europe/London": ["18:29"], "America/New_York": ["13:29"]},
    ]


@pytest.mark.parametrize(
    ("plan", "start"),
    [
        ("", "2026-10-05T14:00"),  # no zone
        ("", "week 1 thu 14:00"),  # no zone and no date
        ("calendar: {time_zone: Europe/London}\n", "week 1 thu"),  # no hour
        ("pacing: self-paced\ncalendar: {time_zone: Europe/London}\n", "day 3 14:00"),  # whose day?
    ],
)
def test_what_cannot_be_known_is_not_guessed(plan: str, start: str) -> None:
    (found,) = shown(plan + sessions(start))

    assert found
    assert not any(found.values())


def test_an_offset_is_a_zone_enough() -> None:
    assert shown(sessions("2026-10-05T14:00Z")) == [
        {"Europe/London": ["15:00"], "America/New_York": ["10:00"], "Asia/Kolkata": ["19:30"]}
    ]


def test_a_time_that_is_unknown_is_left_to_the_loops() -> None:
    assert shown("tasks: [{id: t}, {id: u, due: TODO}]") == []
