from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.spec.times import (
    DAY_NAMES,
    Dated,
    LearnerDay,
    Relative,
    TimeFault,
    TimeSpec,
    Weekly,
    Weeks,
    parse_clock,
    parse_date,
    parse_day,
    parse_time,
    parse_weeks,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FIVE = dt.time(17, 0)
DATE = dt.date(2026, 10, 6)
EAST = dt.timezone(dt.timedelta(hours=5, minutes=30))
WEST = dt.timezone(-dt.timedelta(hours=3, minutes=30))


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("2026-10-06", Dated(DATE)),
        ("2026-10-06T17:00", Dated(DATE, FIVE)),
        ("2026-10-06t17:00:00", Dated(DATE, FIVE)),
        ("2026-10-06T17:00:30", Dated(DATE, dt.time(17, 0, 30))),
        ("2026-10-06T17:00Z", Dated(DATE, FIVE, dt.UTC)),
        ("2026-10-06T17:00+00:00", Dated(DATE, FIVE, dt.UTC)),
        ("2026-10-06T17:00:00+05:30", Dated(DATE, FIVE, EAST)),
        ("2026-10-06T17:00-03:30", Dated(DATE, FIVE, WEST)),
        ("2028-02-29", Dated(dt.date(2028, 2, 29))),
        ("week 3", Weekly(3)),
        ("Week 0", Weekly(0)),
        ("week 3 tue", Weekly(3, 1)),
        ("week 3 tue 17:00", Weekly(3, 1, FIVE)),
        (" WEEK  3\tTue 17:00 ", Weekly(3, 1, FIVE)),
        ("tue", Weekly(None, 1)),
        ("TUESDAY 17:00", Weekly(None, 1, FIVE)),
        ("sun 23:59", Weekly(None, 6, dt.time(23, 59))),
        ("mon 00:00", Weekly(None, 0, dt.time(0, 0))),
        ("day 0", LearnerDay(0)),
        ("Day 12 09:30", LearnerDay(12, dt.time(9, 30))),
        ("2 days before seminar-3", Relative(2, "day", "before", "seminar-3")),
        ("1 day after Seminar_3.a", Relative(1, "day", "after", "Seminar_3.a")),
        ("90 min before consent/seminar-3", Relative(90, "min", "before", "consent/seminar-3")),
        ("0 min after x", Relative(0, "min", "after", "x")),
        ("2 Hours AFTER x", Relative(2, "h", "after", "x")),
        ("2hrs after x", Relative(2, "h", "after", "x")),
        ("1 week before réunion-3", Relative(1, "week", "before", "réunion-3")),
        ("2 weeks before 3", Relative(2, "week", "before", "3")),
        ("5 minutes before before", Relative(5, "min", "before", "before")),
    ],
)
def test_every_form_of_the_grammar(text: str, spec: TimeSpec) -> None:
    assert parse_time(text) == spec
    assert parse_time(str(spec)) == spec


@pytest.mark.parametrize(("name", "day"), DAY_NAMES.items())
def test_every_spelling_of_a_weekday(name: str, day: int) -> None:
    assert parse_time(name) == parse_time(name.title()) == Weekly(None, day)
    assert parse_day(f" {name.upper()} ") == day


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        (Dated(DATE, FIVE, WEST), "2026-10-06T17:00-03:30"),
        (Dated(DATE, FIVE, dt.UTC), "2026-10-06T17:00Z"),
        (Weekly(3, 1, FIVE), "week 3 tue 17:00"),
        (LearnerDay(4), "day 4"),
        (Relative(1, "week", "after", "x"), "1 week after x"),
        (Relative(2, "h", "before", "a/b"), "2 h before a/b"),
    ],
)
def test_canonical_form(spec: TimeSpec, text: str) -> None:
    assert str(spec) == text


def test_the_distance_of_a_relative_time() -> None:
    assert Relative(3, "week", "before", "x").distance == dt.timedelta(days=21)


@pytest.mark.parametrize(
    ("text", "said", "advice"),
    [
        # A day is wanting, or too much is there.
        ("12:30", "time of day with no day", "`tue 17:00`"),
        ("5pm", "time of day with no day", "`tue 17:00`"),
        ("week 3 17:00", "has no day", "`week 3 tue 17:00`"),
        ("3", "number alone", "`week 3`, or `day 3`"),
        ("3 tue", "number that nothing names", "`week 3 tue`"),
        ("tue week 3", "day before the week", "`week 3 tue`"),
        ("tue 17:00 week 3", "day before the week", "`week 3 tue 17:00`"),
        ("17:00 week 3 tue", "time of day before the day", "`week 3 tue 17:00`"),
        ("week 3-4", "is a range", "`week 3` or `week 4`"),
        ("mon-fri", "two days", "one of them"),
        ("every tuesday", "more than one moment", "repeat the item"),
        # Times of day.
        ("week 3 tue 25:00", "does not exist", "24-hour clock"),
        ("tue 17:60", "does not exist", "24-hour clock"),
        ("tue 24:00", "does not exist", "`tue 23:59`, or 00:00 of the next day"),
        ("2026-10-06T24:00", "does not exist", "`2026-10-06T23:59`, or 00:00"),
        ("tue 5pm", "12-hour clock", "`tue 17:00`"),
        ("week 3 tue 5:30 p.m.", "12-hour clock", "`week 3 tue 17:30`"),
        ("tue 12am", "12-hour clock", "`tue 00:00`"),
        ("tue 17:00 pm", "12-hour clock", "`tue 17:00`"),
        ("tue 9:00", "two digits", "`tue 09:00`, or `tue 21:00` for the evening"),
        ("tue 17.00", "without a colon", "`tue 17:00`"),
        ("2026-10-06T17h30", "without a colon", "`2026-10-06T17:30`"),
        ("tue 17:00:00", "counts seconds", "`tue 17:00`"),
        ("tue noon", "in words", "`tue 12:00`"),
        ("tue midnight", "either end of the day", "`tue 23:59`"),
        # Dates.
        ("2026-02-30", "There is no date `2026-02-30`", "Check the month"),
        ("2026-31-03", "There is no date", "`2026-03-31`"),
        ("0026-10-06", "in the year 0026", "Check the year"),
        ("31/03/2026", "YYYY-MM-DD", "`2026-03-31`"),
        ("03/04/2026", "YYYY-MM-DD", "`2026-04-03` or `2026-03-04`"),
        ("31.3.2026 17:00", "YYYY-MM-DD", "`2026-03-31T17:00`"),
        ("2026/3/31", "YYYY-MM-DD", "`2026-03-31`"),
        ("31/3/26", "YYYY-MM-DD", "`2026-03-31`"),
        ("20260331", "no hyphens", "`2026-03-31`"),
        ("March 3", "YYYY-MM-DD", "`YYYY-03-03`"),
        ("3rd of March 2026", "YYYY-MM-DD", "`2026-03-03`"),
        ("Tue, Mar 3, 2026 5pm", "YYYY-MM-DD", "`2026-03-03T17:00`"),
        ("2026-10-06 17:00", "where a T belongs", "`2026-10-06T17:00`"),
        ("Tue 2026-10-06", "beside a date", "`2026-10-06`"),
        ("2026-10-06T17:00:00.000Z", "parts of a second", "`2026-10-06T17:00Z`"),
        ("2026-10-06T17:00 UTC", "a Z belongs", "`2026-10-06T17:00Z`"),
        ("2026-10-06T17:00+0100", "offset in another form", "`2026-10-06T17:00+01:00`"),
        ("2026-10-06T17:00 +01", "offset in another form", "`2026-10-06T17:00+01:00`"),
        ("2026-10-06T17:00+15:00", "no place has", "+14:00"),
        ("2026-10-06T17:00 Europe/London", "time zone", "`calendar.time_zone`"),
        ("2026-10-06T17:00 EST", "time zone", "`calendar.time_zone`"),
        # Weeks and days.
        ("week three", "in words", "`week 3`"),
        ("day three", "in words", "`day 3`"),
        ("wk3 tue", "another way", "`week 3 tue`"),
        ("day3", "no space", "`day 3`"),
        ("week -1", "below 0", "begin at 0"),
        ("week 5001", "beyond week 5000", "Check"),
        ("day 5001", "beyond day 5000", "Check"),
        ("week 3, tue 17:00", "punctuation", "`week 3 tue 17:00`"),
        ("tuesday at 17:00", "say nothing here", "`tue 17:00`"),
        ("Teusday 17:00", "name of a day", "`tue 17:00`"),
        # What depends on the reader, or means nothing.
        ("next week", "depends on the day it is read", "`week 4 mon`"),
        ("tomorrow", "depends on the day it is read", "`week 4 mon`"),
        ("yes", "not a time", "`tue 17:00`"),
        ("mardi", "not a time", "`tue 17:00`"),
        ("", "empty", "`tue 17:00`"),
        ("x" * 300, "too long", "`tue 17:00`"),
        ("fr\u0130", "not a time", "`tue 17:00`"),
        ("week \u0663", "not a time", "`tue 17:00`"),
        # Distances.
        ("after Seminar-3", "how long after", "`0 min after Seminar-3`"),
        ("before seminar-3", "how long before", "`0 min before seminar-3`"),
        ("2 days before", "before what", "`2 days before seminar-3`"),
        ("2 before Board", "no unit", "`2 h before Board`"),
        ("2 days before the board", "not end in an id", "by its id"),
        ("2 days before board,", "punctuation after the id", "`2 days before board`"),
        ("2 days prior to Board", "not in the form", "`2 days before Board`"),
        ("the day before Board", "not in the form", "`1 day before Board`"),
        ("two weeks before Board", "not in the form", "`2 weeks before Board`"),
        ("1h30 before Board", "not in the form", "`90 min before Board`"),
        ("2-3 days after Board", "a range", "one of its ends"),
        ("soon after Board", "no distance", "`2 days after Board`"),
        ("30 s after Board", "no distance", "`2 days after Board`"),
        ("300 weeks after Board", "five years", "Check the number"),
    ],
)
def test_what_is_no_time_says_why_and_what_to_write(text: str, said: str, advice: str) -> None:
    with pytest.raises(TimeFault) as caught:
        parse_time(text)
    assert said in caught.value.message
    assert advice in caught.value.hint


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("3", Weeks(3, 3)),
        ("3-4", Weeks(3, 4)),
        ("week 3", Weeks(3, 3)),
        ("Weeks 3 \u2013 4", Weeks(3, 4)),
        ("3 to 4", Weeks(3, 4)),
        ("0", Weeks(0, 0)),
        (" 12 ", Weeks(12, 12)),
    ],
)
def test_weeks(text: str, weeks: Weeks) -> None:
    assert parse_weeks(text) == weeks
    assert parse_weeks(str(weeks)) == weeks
    assert list(weeks.numbers) == list(range(weeks.first, weeks.last + 1))


@pytest.mark.parametrize(
    ("read", "text", "said", "advice"),
    [
        (parse_weeks, "4-3", "backwards", "`3-4`"),
        (parse_weeks, "3, 4 and 5", "list", "`3-5`"),
        (parse_weeks, "week three", "in words", "`3`"),
        (parse_weeks, "5001", "beyond", "from the first week"),
        (parse_weeks, "-3", "not a week", "`3-4`"),
        (parse_weeks, "3.5", "not a week", "`3-4`"),
        (parse_weeks, "", "not a week", "`3-4`"),
        (parse_clock, "9:30", "not a time of day", "`09:30`, or `21:30`"),
        (parse_clock, "5pm", "not a time of day", "`17:00`"),
        (parse_clock, "24:00", "not a time of day", "`23:59`"),
        (parse_clock, "tea", "not a time of day", "`09:30`"),
        (parse_day, "Tuedsay", "name of a day", "`tue`"),
        (parse_day, "1", "not a day", "mon, tue"),
        (parse_date, "2026-09-21T10:00", "a time of day", "`2026-09-21`"),
        (parse_date, "21/9/2026", "YYYY-MM-DD", "`2026-09-21`"),
        (parse_date, "2026-09-31", "no date", "Check"),
        (parse_date, "20260921", "no hyphens", "`2026-09-21`"),
        (parse_date, "3", "not a date", "`2026-09-21`"),
        (parse_date, "week 3", "not a date", "`2026-09-21`"),
    ],
)
def test_parts_alone_say_what_they_want(
    read: Callable[[str], object], text: str, said: str, advice: str
) -> None:
    with pytest.raises(TimeFault) as caught:
        read(text)
    assert said in caught.value.message
    assert advice in caught.value.hint


def test_parts_alone() -> None:
    assert parse_clock(" 09:30 ") == dt.time(9, 30)
    assert parse_date("2026-09-21") == dt.date(2026, 9, 21)


_clocks = st.none() | st.times().map(lambda time: time.replace(second=0, microsecond=0))
_offsets = st.none() | st.integers(-14 * 60, 14 * 60).map(
    lambda east: dt.timezone(dt.timedelta(minutes=east))
)
_dates = st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31))
_ids = st.from_regex(r"[^\W_][\w.-]{0,20}(/[\w.-]{1,20})?", fullmatch=True)
_numbers = st.integers(0, 5000)
SPECS = st.one_of(
    _dates.map(Dated),
    st.builds(Dated, _dates, st.times().map(lambda time: time.replace(microsecond=0)), _offsets),
    _numbers.map(Weekly),
    st.builds(Weekly, st.none() | _numbers, st.integers(0, 6), _clocks),
    st.builds(LearnerDay, _numbers, _clocks),
    st.builds(
        Relative,
        st.integers(0, 261),
        st.sampled_from(["min", "h", "day", "week"]),
        st.sampled_from(["before", "after"]),
        _ids,
    ),
)


@given(SPECS)
def test_every_time_reads_back_from_its_print(spec: TimeSpec) -> None:
    assert parse_time(str(spec)) == spec


@given(st.builds(sorted, st.lists(_numbers, min_size=2, max_size=2)))
def test_every_range_of_weeks_reads_back_from_its_print(ends: list[int]) -> None:
    weeks = Weeks(*ends)
    assert parse_weeks(str(weeks)) == weeks


_LIKELY = """
week 3 03 12 tue Wednesday sunday day 17:00 9:30 24:00 25:61 5pm 12am 2026-10-06 2026-02-30 31/03/2026
T Z + +01:00 +0100 March oct 2026 2 days 1.5 h half an hour a the before after prior to seminar-3 A/b , ; -
and next every noon midnight three weeks wk w UTC Europe/London tuesdays wendesday at on 20261006 -1 5001 0
"""
_likely = st.lists(st.sampled_from(_LIKELY.split()), max_size=7).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)


def fault_of(read: Callable[[str], object], text: str) -> TimeFault | None:
    try:
        read(text)
    except TimeFault as fault:
        return fault
    return None


@given(st.one_of(st.text(), _likely, st.text("0123456789-:.T+ Z/", max_size=30)))
def test_any_text_is_a_time_or_a_fault_whose_advice_can_be_read(text: str) -> None:
    for read in (parse_time, parse_weeks, parse_clock, parse_day, parse_date):
        fault = fault_of(read, text)
        assert fault is None or (fault.message.endswith(".") and fault.hint.endswith("."))
    fault = fault_of(parse_time, text)
    if fault is None:
        assert parse_time(str(parse_time(text))) == parse_time(text)
        return
    for advice in re.findall(r"^Write `([^`]+)`(?:,? or `([^`]+)`)?", fault.hint):
        assert all(parse_time(each) for each in advice if each)


@pytest.mark.parametrize(
    "part", ["1", "1 ", "t", " ", "-", "/a", "before ", "week ", "2026-10-06", ":00", ",", "a."]
)
def test_long_texts_are_refused_at_once(part: str) -> None:
    """A pattern that tries every way to read them would take hours."""
    for size in (199, 100_000):
        text = (part * size)[:size] + "!"
        for read in (parse_time, parse_weeks, parse_clock, parse_day, parse_date):
            with pytest.raises(TimeFault):
                read(text)
