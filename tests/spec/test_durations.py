from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.spec.durations import UNITS, Duration, DurationFault, parse_duration

WRITTEN = [
    # The forms of the format's own page.
    ("45 min", 45, 45, "45 min"),
    ("1 h 30 min", 90, 90, "1 h 30 min"),
    ("1h30", 90, 90, "1 h 30 min"),
    ("1.5 h", 90, 90, "1 h 30 min"),
    ("PT45M", 45, 45, "45 min"),
    ("30-45 min", 30, 45, "30-45 min"),
    # Other spellings of work.
    ("45m", 45, 45, "45 min"),
    ("45 Minutes", 45, 45, "45 min"),
    ("45 min.", 45, 45, "45 min"),
    (" 1  HR ", 60, 60, "1 h"),
    ("1,5 h", 90, 90, "1 h 30 min"),
    ("2hrs", 120, 120, "2 h"),
    ("1 h 5", 65, 65, "1 h 5 min"),
    ("1h05m", 65, 65, "1 h 5 min"),
    ("1 hour, 30 minutes", 90, 90, "1 h 30 min"),
    ("1 hour and 30 minutes", 90, 90, "1 h 30 min"),
    ("90 s", 1.5, 1.5, "1 min 30 s"),
    ("7.5 min", 7.5, 7.5, "7 min 30 s"),
    ("0 min", 0, 0, "0 min"),
    ("pt1h30m", 90, 90, "1 h 30 min"),
    ("PT1.5H", 90, 90, "1 h 30 min"),
    ("PT90S", 1.5, 1.5, "1 min 30 s"),
    ("30\u201345 min", 30, 45, "30-45 min"),
    ("30 to 45 min", 30, 45, "30-45 min"),
    ("30\u00a0min", 30, 30, "30 min"),
    ("1 h - 1.5 h", 60, 90, "60-90 min"),
    ("1-1h30", 60, 90, "60-90 min"),
    ("30 min-1 h", 30, 60, "30-60 min"),
    ("1-2 h", 60, 120, "1-2 h"),
    ("1 h - 2 h 30", 60, 150, "1 h - 2 h 30 min"),
    ("30-45 s", 0.5, 0.75, "30-45 s"),
    ("45-45 min", 45, 45, "45 min"),
]
CALENDAR = [
    ("3 days", 3, 3, "3 days"),
    ("1 week", 7, 7, "1 week"),
    ("1 day", 1, 1, "1 day"),
    ("2 WKS", 14, 14, "2 weeks"),
    ("7 d", 7, 7, "1 week"),
    ("1.5 weeks", 10.5, 10.5, "10.5 days"),
    ("0.5 day", 0.5, 0.5, "0.5 days"),
    ("P3D", 3, 3, "3 days"),
    ("P1W", 7, 7, "1 week"),
    ("P1DT12H", 1.5, 1.5, "1.5 days"),
    ("1 day 2 h", 26 / 24, 26 / 24, "1 day 2 h"),
    ("3-5 days", 3, 5, "3-5 days"),
    ("1-2 weeks", 7, 14, "1-2 weeks"),
    ("1 week - 10 days", 7, 10, "7-10 days"),
    ("12 h - 2 days", 0.5, 2, "0.5-2 days"),
    ("0 days", 0, 0, "0 days"),
]


@pytest.mark.parametrize(("text", "low", "high", "printed"), WRITTEN)
def test_hours_and_minutes_are_effort(text: str, low: float, high: float, printed: str) -> None:
    duration = parse_duration(text)
    assert (duration.low, duration.high, duration.text) == (low, high, text)
    assert duration.effort == (low, high)
    assert str(duration) == printed


@pytest.mark.parametrize(("text", "low", "high", "printed"), CALENDAR)
def test_days_and_weeks_say_how_long_not_how_much(text: str, low: float, high: float, printed: str) -> None:
    duration = parse_duration(text)
    assert (duration.low, duration.high) == pytest.approx((low * 1440, high * 1440))
    assert duration.wall_clock
    assert duration.effort is None
    assert duration.elapsed == timedelta(days=low)
    assert str(duration) == printed


@pytest.mark.parametrize(
    ("text", "kind", "advice"),
    [
        ("45", "no-unit", "`45 min`"),
        ("1.5", "no-unit", "`1.5 h`"),
        ("30-45", "no-unit", "`30-45 min`"),
        ("XX", "undecided", "first guess"),
        ("xx min", "undecided", "first guess"),
        ("tbd", "undecided", "first guess"),
        ("TBC", "undecided", "first guess"),
        ("TBA (two hours?)", "undecided", "first guess"),
        ("??", "undecided", "first guess"),
        ("to be confirmed", "undecided", "first guess"),
        ("", "malformed", "`45 min`"),
        ("about 45 min", "malformed", "`30-45 min`"),
        ("~45 min", "malformed", "`30-45 min`"),
        ("45 min+", "malformed", "`30-45 min`"),
        ("half an hour", "malformed", "`45 min`"),
        ("-5 min", "malformed", "`45 min`"),
        ("\u2212 5 min", "malformed", "`45 min`"),
        ("45-30 min", "malformed", "shorter one first"),
        ("45-30", "malformed", "shorter one first"),
        ("30-1 h", "malformed", "a unit for each"),
        ("1 h - 30", "malformed", "`30-45 min`"),
        ("10-20-30 min", "malformed", "`45 min`"),
        ("45-minute", "malformed", "`45 minute`"),
        ("1:30", "malformed", "`1 h 30 min`, or `1 min 30 s`"),
        ("2 h/week", "malformed", "`workload.hours_per_week`"),
        ("20 min per case", "malformed", "one item"),
        ("2 months", "malformed", "`4 weeks`"),
        ("P1M", "malformed", "`4 weeks`"),
        ("1,500 min", "malformed", "`1500` or `1.500`"),
        ("1h75", "malformed", "`45 min`"),
        ("1.5 h 30", "malformed", "`45 min`"),
        ("30 min 1 h", "malformed", "`45 min`"),
        ("1 h 1 h", "malformed", "`45 min`"),
        ("2 days 3", "malformed", "`45 min`"),
        ("6 years", "malformed", "weeks or days"),
        ("262 weeks", "malformed", "Check the number"),
        ("999999999", "malformed", "Check the number"),
        ("P", "malformed", "`45 min`"),
        ("PT1.2.3H", "malformed", "`45 min`"),
        ("\u0664\u0665 min", "malformed", "`45 min`"),
        ("45 min " * 50, "malformed", "`45 min`"),
    ],
)
def test_what_is_no_duration_gets_its_kind_and_advice(text: str, kind: str, advice: str) -> None:
    with pytest.raises(DurationFault) as caught:
        parse_duration(text)
    assert caught.value.kind == kind
    assert advice in caught.value.hint
    assert str(caught.value) == f"{caught.value.message} {caught.value.hint}"


def test_durations_are_equal_whatever_their_spelling() -> None:
    assert parse_duration("PT1H30M") == parse_duration("1h30") == Duration(90, 90)
    assert parse_duration("24 h") != parse_duration("1 day")


def test_five_years_can_be_read() -> None:
    assert str(parse_duration("261 weeks")) == "261 weeks"


_numbers = st.one_of(
    st.integers(0, 2000).map(str),
    st.decimals(0, 300, places=2, allow_nan=False).map(str),
    st.builds("{},{}".format, st.integers(0, 99), st.integers(0, 9)),
)
_amounts = st.builds(
    "{}{}{}".format, _numbers, st.sampled_from(["", " "]), st.sampled_from([*UNITS, "MIN", "Hours"])
)
_hours = st.builds("{}h{:02d}".format, st.integers(0, 100), st.integers(0, 59))
_sides = st.one_of(_amounts, _hours, st.builds("{} h {} min".format, st.integers(0, 99), st.integers(0, 99)))
_ranges = st.builds(
    "{}{}{}".format, _sides | _numbers, st.sampled_from(["-", " - ", " to ", "\u2013"]), _sides
)
_likely = st.lists(
    st.sampled_from([*UNITS, "1", "30", "1,5", "-", " ", "to", "and", ",", ":", "PT", "tbd", "XX", "?", "/"])
).map("".join)


@given(st.one_of(_sides, _ranges))
def test_what_is_printed_reads_back_equal(text: str) -> None:
    try:
        duration = parse_duration(text)
    except DurationFault:
        return
    assert 0 <= duration.low <= duration.high
    assert parse_duration(str(duration)) == duration


@given(st.one_of(st.text(), _likely, _numbers, st.text("0123456789-., ")))
def test_any_text_is_a_duration_or_a_fault_and_a_unit_mends_what_has_none(text: str) -> None:
    try:
        duration = parse_duration(text)
    except DurationFault as caught:
        fault = caught
    else:
        assert parse_duration(str(duration)) == duration
        return
    assert fault.message.endswith(".")
    assert fault.hint.endswith(".")
    if fault.kind == "no-unit":
        assert parse_duration(f"{text.strip()} min").effort is not None


@pytest.mark.parametrize("unit", ["1", "1 ", "1 h ", "x", "?", "-", "to ", "1,", "PT", "min "])
def test_long_texts_are_refused_at_once(unit: str) -> None:
    """A pattern that tries every way to read them would take hours."""
    for size in (78, 100_000):
        with pytest.raises(DurationFault):
            parse_duration((unit * size)[:size] + "!")
