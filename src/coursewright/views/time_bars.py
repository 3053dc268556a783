"""Bars of minutes: the axis they share, and minutes as cells of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from coursewright.views.charts import Mark, Segment, Tick
from coursewright.views.model import Cell
from coursewright.views.signs import Sign
from coursewright.views.words import hours, minutes, span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.design.workload import Effort
    from coursewright.views.charts import Hue
    from coursewright.views.model import Tone

__all__ = [
    "Bar",
    "Scale",
    "differ",
    "length",
    "lengths",
    "scale_for",
    "share_cell",
    "sum_cells",
    "time_cell",
    "time_cells",
    "value_of",
]

_STEPS = (5, 10, 15, 30, 60, 120, 300, 600, 1_200, 3_000, 6_000, 12_000, 30_000, 60_000)
"""Distances of ticks in minutes; an axis has at most six."""

_MOST = {15: 4}
"""How many steps of a distance an axis has at most, where not five: an hour and a quarter is no label."""

_HOUR = 60


class Scale(NamedTuple):
    """An axis from 0 to `end` minutes, with a tick every `step`."""

    end: float
    step: float

    def at(self, minutes: float) -> float:
        """Return where some minutes are on the axis, from 0 to 1."""
        return min(1.0, minutes / self.end)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The ticks, in hours, or in minutes on a short axis."""
        number = round(self.end / self.step)
        return tuple([Tick(at / number, length(at * self.step) if at else "0") for at in range(number + 1)])


class Bar:
    """A bar that grows piece by piece."""

    def __init__(self, scale: Scale) -> None:
        self._scale = scale
        self._end = 0.0
        self.segments: list[Segment] = []

    def add(
        self, time: float, label: str, hue: Hue, fill: Literal["solid", "range", "outline"] = "solid"
    ) -> None:
        """Lay a piece behind the others."""
        if not time:
            return
        start, self._end = self._end, self._end + time
        at = self._scale.at
        self.segments.append(Segment(at(start), at(self._end), label, hue, fill))

    def stretch(self, known: Effort) -> None:
        """Lay what lies between the least and the most behind the others."""
        if differ(known):
            self.add(
                known[1] - known[0], f"at least {length(known[0])}, at most {length(known[1])}", 0, "range"
            )

    def unknown(self, label: str) -> tuple[Mark, ...]:
        """Return a sign at the end of the bar for what has no time; none without a label."""
        return (Mark(self._scale.at(self._end), Sign.UNKNOWN, label, "unknown"),) if label else ()


def scale_for(most: Iterable[float]) -> Scale:
    """Return an axis that is long enough for some minutes."""
    longest = max(most, default=0.0)
    step = next((one for one in _STEPS if longest <= one * _MOST.get(one, 5)), 0) or -(-longest // 300) * 60
    return Scale(max(1, -(-longest // step)) * step, step)


def length(time: float) -> str:
    """Return minutes as they are read best: `45 min`, and from one hour on `1.5 h`."""
    return minutes(time) if time < _HOUR else hours(time)


def lengths(time: Effort) -> str:
    """Return a range of minutes as it is read best: `30 to 45 min`, `1.5 to 2 h`."""
    if time[1] >= _HOUR:
        return span(time)
    low, high = minutes(time[0]), minutes(time[1])
    return low if low == high else f"{low.removesuffix(' min')} to {high}"


def value_of(time: float) -> float:
    """Return minutes for programs, to the hundredth."""
    return int(time) if time == int(time) else round(time, 2)


def time_cell(time: float | None, otherwise: str = "not known", *, exact: bool = False) -> Cell:
    """Return minutes as a cell: in hours to a tenth, or `exact` as `1 h 15 min`."""
    if time is None:
        return Cell(otherwise, None, tone="unknown")
    return Cell(minutes(time) if exact else length(time), value_of(time))


def time_cells(
    time: Effort | None, otherwise: str = "not known", *, exact: bool = False
) -> tuple[Cell, Cell]:
    """Return the least and the most minutes as two cells."""
    if time is None:
        return time_cell(None, otherwise), time_cell(None, otherwise)
    return time_cell(time[0], exact=exact), time_cell(time[1], exact=exact)


def sum_cells(time: Effort | None) -> tuple[Cell, Cell]:
    """Return the least and the most minutes of a sum as two cells: `none` where nothing is in it."""
    if time is not None and not time[1]:
        return Cell("none", 0), Cell("none", 0)
    return time_cells(time)


def share_cell(part: float, whole: float, tone: Tone = "") -> Cell:
    """Return a part of a whole in per cent; empty where there is no whole."""
    if not whole:
        return Cell("", None)
    percent = 100 * part / whole
    if 0 < percent < 1:
        return Cell("under 1%", round(percent, 2), tone=tone)
    shown = 99 if 99 <= percent < 100 else round(percent)
    return Cell(f"{shown}%", round(percent, 2), tone=tone)


def differ(time: Effort) -> bool:
    """Whether the least and the most are not the same."""
    return round(time[0], 6) != round(time[1], 6)
