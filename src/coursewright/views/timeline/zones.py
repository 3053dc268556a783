"""When work is due and sessions begin, in the home zone and in every zone in which students live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.local_times import city
from coursewright.spec.model import Session
from coursewright.spec.times import DAYS
from coursewright.views.model import Cell, Column, Row, Table
from coursewright.views.standing import group_of
from coursewright.views.timeline.words import clock, day_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from coursewright.design.analyses.clock_times import ClockTime, Elsewhere, Reading
    from coursewright.views.plan import Plan

__all__ = ["zone_notes", "zone_table"]


def zone_table(times: Sequence[ClockTime], zones: Sequence[ZoneInfo], plan: Plan) -> Table:
    """Return a row for each deadline and session with a known time, a column for each zone."""
    homes = list(dict.fromkeys(one.home for one in times))
    alone = homes[0] if len(homes) == 1 else None
    others = [zone for zone in zones if zone != alone]
    columns = (
        Column("step", "Step"),
        Column("item", "What"),
        Column("event", "Event"),
        Column("home", str(alone) if alone is not None else "At home", "time"),
        *(Column(_slug(zone), str(zone), "time") for zone in others),
    )
    rows = tuple(_row(one, others, plan, named=alone is None) for one in times)
    title = "Due times and sessions, where students live" if others else "Due times and sessions"
    return Table("times", title, columns, rows, "No due time and no start of a session is known.")


def zone_notes(times: Sequence[ClockTime], zones: Sequence[ZoneInfo]) -> Iterator[str]:
    """Say where a change of the clocks moves a session, and what cannot be known."""
    for zone in zones:
        moving = dict.fromkeys(text for text in _moving(times, zone))
        yield from moving
    if not zones:
        return
    if any(one.at.scale == "local" for one in times):
        yield "Some times have no zone, so what clocks elsewhere show is not known: say `calendar.time_zone`."
    if any(one.at.scale == "week" and one.home is None for one in times):
        yield "The calendar says no `time_zone`, so what clocks elsewhere show is not known."
    if any(one.at.scale == "week" and one.home is not None for one in times):
        yield (
            "Weeks have no dates yet, so a time elsewhere is all that it can be over the year: the clocks do "
            "not change on the same day everywhere. With `calendar.starts` each time becomes exact."
        )
    if any(one.at.scale == "learner" for one in times):
        yield "Days since the learner began are the learner's own, by the clock where the learner is."


def _moving(times: Sequence[ClockTime], zone: ZoneInfo) -> Iterator[str]:
    """Yield a sentence for each session time at home that is not always the same elsewhere."""
    found: dict[tuple[ZoneInfo, int, str], set[str]] = {}
    for one in times:
        if not isinstance(one.item, Session) or one.home is None or one.at.scale != "instant":
            continue
        for other in one.elsewhere:
            if other.zone == zone and other.readings:
                at = one.at.at
                key = (one.home, at.weekday(), f"{at:%H:%M}")
                found.setdefault(key, set()).add(f"{other.readings[0].clock:%H:%M}")
    for (home, weekday, hour), clocks in found.items():
        if len(clocks) > 1:
            day, either = DAYS[weekday].capitalize(), " or ".join(sorted(clocks))
            yield (
                f"The clocks change on the way: {day} {hour} in {city(home)} is {either} "
                f"in {city(zone)}, by the date."
            )


def _row(one: ClockTime, zones: Sequence[ZoneInfo], plan: Plan, *, named: bool) -> Row:
    step = plan.all_steps.of(one.item)
    starts = isinstance(one.item, Session)
    spot = plan.spot(one.item, "starts" if starts else "due")
    said = clock(one.at, one.exact, ends=not starts, home=one.home)
    where = f" ({one.home})" if named and one.home is not None else ""
    elsewhere = {other.zone: other for other in one.elsewhere}
    cells = (
        Cell(step.name),
        plan.cell(one.item),
        Cell("starts" if starts else "due", spot=spot),
        Cell(f"{said}{where}", _value(one), spot),
        *(_elsewhere(one, elsewhere.get(zone)) for zone in zones),
    )
    return Row(cells, group_of(plan, step))


def _value(one: ClockTime) -> str:
    """Return a moment for programs: ISO 8601 where it has a date, else the words."""
    return one.at.at.isoformat(timespec="minutes") if one.at.date is not None else f"{one.at}"


def _elsewhere(one: ClockTime, other: Elsewhere | None) -> Cell:
    """Return what clocks of a zone show; None is home itself."""
    if other is None:
        said = clock(one.at, one.exact, ends=not isinstance(one.item, Session), home=one.home)
        return Cell(said, _value(one))
    if not other.readings:
        words = "the learner's own time" if one.at.scale == "learner" else "not known"
        return Cell(words, None, tone="unknown")
    if one.at.scale == "instant":
        (reading,) = other.readings
        said = f"{day_words(reading.at.date())} {reading.clock:%H:%M}{_shift(reading)}"
        return Cell(said, reading.at.isoformat(timespec="minutes"))
    days: dict[str, list[str]] = {}
    for reading in other.readings:
        day = f"{DAYS[reading.at.weekday()].capitalize()} {{}}{_shift(reading)}"
        days.setdefault(day, []).append(f"{reading.clock:%H:%M}")
    said = " or ".join(day.format(" or ".join(clocks)) for day, clocks in days.items())
    return Cell(said + (", by the season" if len(other.readings) > 1 else ""))


def _shift(reading: Reading) -> str:
    """Say that it is another day than at home."""
    if not reading.days_later:
        return ""
    number = abs(reading.days_later)
    days = "a day" if number == 1 else f"{number} days"
    return f", {days} {'later' if reading.days_later > 0 else 'earlier'}"


def _slug(zone: ZoneInfo) -> str:
    """Return a name for programs: `asia_kolkata`."""
    return "".join(letter if letter.isalnum() else "_" for letter in str(zone).lower())
