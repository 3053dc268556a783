from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.spec.calendars import (
    Break,
    Calendar,
    DatedBreak,
    NumberedBreak,
    is_zone,
    parse_break,
    zone_of,
)
from coursewright.spec.wording import TimeFault


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


CHRISTMAS = DatedBreak(day("2026-12-21"), day("2027-01-03"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", NumberedBreak(7)),
        ("Week 7", NumberedBreak(7)),
        ("2026-11-26", DatedBreak(day("2026-11-26"), day("2026-11-26"))),
        ("2026-12-21..2027-01-03", CHRISTMAS),
        ("2026-12-21 .. 2027-01-03", CHRISTMAS),
        ("2026-12-21/2027-01-03", CHRISTMAS),
        ("2026-12-21 to 2027-01-03", CHRISTMAS),
    ],
)
def test_breaks(text: str, expected: Break) -> None:
    assert parse_break(text) == expected
    assert parse_break(str(expected)) == expected


@pytest.mark.parametrize(
    ("text", "said", "advice"),
    [
        ("", "not a break", "`2026-11-26`"),
        ("Christmas", "not a break", "`2026-11-26`"),
        ("7-8", "more than one week", "`[7, 8]`"),
        ("2026-12-21 - 2027-01-03", "not a break", "`2026-12-21..2027-01-03`"),
        ("2026-12-21..2026-01-03", "before it begins", "`2026-01-03..2026-12-21`"),
        ("2026-12-32..2027-01-03", "no date", "Check"),
        ("2026-02-30", "no date", "Check"),
        ("5001", "beyond week 5000", "Check"),
    ],
)
def test_what_is_no_break_says_what_to_write(text: str, said: str, advice: str) -> None:
    with pytest.raises(TimeFault) as caught:
        parse_break(text)
    assert said in caught.value.message
    assert advice in caught.value.hint


@pytest.mark.parametrize("starts", ["2026-09-21", "2026-09-24", "2026-09-27"])
def test_week_1_holds_the_start_whatever_day_it_is(starts: str) -> None:
    calendar = Calendar(starts=day(starts), weeks=12)
    assert calendar.monday(1) == day("2026-09-21")
    assert calendar.monday(0) == day("2026-09-14")
    assert calendar.week_of(day("2026-09-21")) == calendar.week_of(day("2026-09-27")) == 1
    assert calendar.week_of(day("2026-09-20")) == 0
    assert calendar.week_of(day("2026-09-13")) is None


def test_without_a_start_no_week_has_a_date() -> None:
    calendar = Calendar(weeks=12, breaks=(NumberedBreak(7), CHRISTMAS))
    assert calendar.monday(3) is None
    assert calendar.week_of(day("2026-10-06")) is None
    assert calendar.end is None
    assert calendar.latest is None

    assert calendar.last_week == 16
    assert not calendar.is_teaching_week(7)


def test_a_numbered_break_keeps_its_number_and_holds_no_teaching() -> None:
    calendar = Calendar(starts=day("2026-09-21"), weeks=12, breaks=(NumberedBreak(7),))
    assert calendar.monday(7) == day("2026-11-02")
    assert calendar.monday(8) == day("2026-11-09")
    assert [week for week in range(15) if calendar.is_teaching_week(week)] == [
        1,
        2,
        3,
        4,
        5,
        6,
        8,
        9,
        10,
        11,
        12,
    ]
    assert calendar.is_holiday(day("2026-11-08"))
    assert not calendar.is_holiday(day("2026-11-09"))
    assert calendar.end == day("2026-12-13")


def test_a_dated_break_of_a_whole_week_takes_its_number_and_moves_the_rest() -> None:
    calendar = Calendar(starts=day("2026-11-30"), weeks=5, breaks=(CHRISTMAS,))
    assert calendar.monday(3) == day("2026-12-14")
    assert calendar.week_of(day("2026-12-20")) == 3
    assert calendar.week_of(day("2026-12-21")) is calendar.week_of(day("2027-01-03")) is None
    assert calendar.monday(4) == day("2027-01-04")
    assert calendar.week_of(day("2027-01-04")) == 4
    assert calendar.end == day("2027-01-17")
    assert calendar.is_holiday(day("2026-12-25"))


@pytest.mark.parametrize(
    ("first", "last", "moves"),
    [
        ("2026-10-05", "2026-10-09", True),  # Monday to Friday
        ("2026-10-03", "2026-10-11", True),
        ("2026-10-05", "2026-10-08", False),
        ("2026-10-06", "2026-10-11", False),
        ("2026-10-06", "2026-10-15", False),  # ten days, and no week whole
    ],
)
def test_a_shorter_break_is_a_holiday_and_moves_nothing(first: str, last: str, *, moves: bool) -> None:
    calendar = Calendar(starts=day("2026-09-28"), breaks=(DatedBreak(day(first), day(last)),))
    assert calendar.monday(2) == day("2026-10-12" if moves else "2026-10-05")
    assert calendar.is_holiday(day("2026-10-07"))
    assert calendar.is_teaching_week(2)


def test_breaks_that_touch_or_overlap_count_as_one() -> None:
    halves = (
        DatedBreak(day("2026-10-08"), day("2026-10-09")),
        DatedBreak(day("2026-10-05"), day("2026-10-07")),
        DatedBreak(day("2026-10-06"), day("2026-10-08")),
        DatedBreak(day("2026-10-12"), day("2026-10-16")),
    )
    calendar = Calendar(starts=day("2026-09-28"), breaks=halves)
    assert calendar.monday(2) == day("2026-10-19")
    assert calendar.week_of(day("2026-10-10")) is None
    assert calendar.week_of(day("2026-10-19")) == 2


def test_no_break_moves_weeks_0_and_1() -> None:
    summer = DatedBreak(day("2026-06-01"), day("2026-09-25"))
    calendar = Calendar(starts=day("2026-09-21"), breaks=(summer,))
    assert [calendar.monday(week) for week in (0, 1, 2)] == [
        day("2026-09-14"),
        day("2026-09-21"),
        day("2026-09-28"),
    ]
    assert calendar.week_of(day("2026-09-14")) == 0


def test_exams_after_a_dated_break_are_still_in_time() -> None:
    calendar = Calendar(starts=day("2026-09-28"), weeks=12, breaks=(CHRISTMAS,), exam_weeks=2)
    assert calendar.end == day("2026-12-20")
    assert calendar.latest == day("2027-01-17")


def test_weeks_go_on_after_the_end() -> None:
    calendar = Calendar(starts=day("2026-09-21"), weeks=2)
    assert calendar.monday(3) == day("2026-10-05")
    assert not calendar.is_teaching_week(3)
    assert Calendar(starts=day("2026-09-21")).is_teaching_week(40)


def test_calendars_are_equal_by_what_was_written() -> None:
    one, two = (Calendar(starts=day("2026-09-21"), breaks=(CHRISTMAS,)) for _ in "12")
    assert one == two
    assert hash(one) == hash(two)


@pytest.mark.parametrize(
    "name", ["Europe/London", "America/Argentina/Buenos_Aires", "UTC", "Etc/GMT+1", "Asia/Seoul"]
)
def test_zones(name: str) -> None:
    assert is_zone(name)
    assert str(zone_of(name)) == name
    assert Calendar(zone=name).time_zone is zone_of(name)


def test_every_zone_of_the_database_is_known() -> None:
    names = zoneinfo.available_timezones() - {"localtime"}
    assert [name for name in names if not is_zone(name)] == []


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Europe",
        "europe/london",
        "Europe/Londn",
        "../Europe/London",
        "/etc/passwd",
        "localtime",
        "posix/UTC",
        "A" * 5000,
        "Europe/London/",
        "UTC\0",
        "\ud800",
        "C:\\UTC",
        "BST",
        "UTC+1",
    ],
)
def test_what_is_no_zone(name: str) -> None:
    assert not is_zone(name)
    assert Calendar(zone=name).time_zone is None


_dates = st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31))
_stretches = st.builds(
    lambda first, days: DatedBreak(first, first + dt.timedelta(days=days)), _dates, st.integers(0, 40)
)
BREAKS = st.lists(st.one_of(st.builds(NumberedBreak, st.integers(0, 60)), _stretches), max_size=8).map(tuple)


@given(_dates, BREAKS)
def test_numbers_and_dates_of_weeks_agree(starts: dt.date, breaks: tuple[Break, ...]) -> None:
    calendar = Calendar(starts=starts, breaks=breaks)
    off = {
        one.first + dt.timedelta(days=n)
        for one in calendar.dated_breaks
        for n in range((one.last - one.first).days + 1)
    }
    # Counted the slow way: week by week, day by day.
    monday, number = starts - dt.timedelta(days=starts.weekday()), 1
    for _ in range(60):
        days = [monday + dt.timedelta(days=n) for n in range(7)]
        gone = number != 1 and off.issuperset(days[:5])
        assert [calendar.week_of(each) for each in days] == [None if gone else number] * 7
        if not gone:
            assert calendar.monday(number) == monday
            number += 1
        monday += dt.timedelta(days=7)


@given(BREAKS)
def test_every_break_reads_back_from_its_print(breaks: tuple[Break, ...]) -> None:
    assert tuple(parse_break(str(each)) for each in breaks) == breaks


@given(st.one_of(st.text(), st.text("0123456789-./ weekto", max_size=30)))
def test_any_text_is_a_break_or_a_fault(text: str) -> None:
    try:
        each = parse_break(text)
    except TimeFault as caught:
        fault = caught
    else:
        assert parse_break(str(each)) == each
        return
    assert fault.message.endswith(".")
    assert fault.hint.endswith(".")


@given(st.text())
def test_any_text_is_a_zone_or_none(name: str) -> None:
    assert is_zone(name) is (zone_of(name) is not None)
