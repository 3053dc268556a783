"""Where the parts of a drawing go: what would run into each other gets lines of its own, or more room.

A fluid drawing has no width of its own: places are in per cent, and each label has a class that shows it only
where the drawing is as wide as it needs. A drawing of fixed width has its places in pixels, and its labels
are there or not.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from coursewright.reporters.html.text import title
from coursewright.reporters.shared.measure import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.views.charts import Link, Mark, Tick

__all__ = ["STEPS", "Label", "Scale", "arc_levels", "lanes", "tick_labels", "words_wide"]

STEPS = (160, 240, 320, 400, 480, 560, 640, 720, 800, 960, 1120, 1280, 1600, 1920)
"""Widths in pixels from which on labels may be shown; a label that needs more is left to the words."""
_LETTER = 6.3
"""Pixels that a letter of a label takes, as sans-serif fonts draw it at 11 px."""
_GAP = 8
_NEAR = 0.028
"""How near marks may come to each other on one line: the room of a sign where a drawing is 600 px wide."""


class Scale(NamedTuple):
    """How places are written: in per cent (`width` 0), or in pixels of a drawing of that width."""

    width: float = 0

    def at(self, place: float) -> str:
        """Return a place from 0 to 1 as an attribute; what lies beyond the axis stands at its end."""
        inside = min(max(place, 0), 1)
        if not inside:
            return "0"
        return f"{inside * self.width:.5g}" if self.width else f"{inside * 100:.4g}%"

    def long(self, start: float, end: float) -> str:
        """Return the length between two places as an attribute."""
        return self.at(min(max(end, 0), 1) - min(max(start, 0), 1))

    def step(self, needed: float) -> int | None:
        """Return from which width on what needs so many pixels is shown: 0 for always, None for never."""
        if self.width:
            return 0 if needed <= self.width else None
        if needed <= STEPS[0]:
            return 0
        return next((number for number, step in enumerate(STEPS) if step >= needed), None)


class Label(NamedTuple):
    """A label at a place; `step` is the number of the width from which on it is shown, 0 for always."""

    at: str
    label: str
    step: int
    anchor: str = "middle"


def words_wide(text: str) -> float:
    """Return the room in pixels that a label takes, with some air."""
    return width(text) * _LETTER + _GAP


def lanes(marks: Iterable[Mark]) -> list[tuple[Mark, int]]:
    """Return marks with the line on which each has room, 0 for the axis itself."""
    ends: list[float] = []
    found = []
    for mark in sorted(marks, key=lambda one: one.at):
        lane = next((number for number, end in enumerate(ends) if mark.at - end >= _NEAR), len(ends))
        ends[lane : lane + 1] = [mark.at]
        found.append((mark, lane))
    return found


def arc_levels(links: Sequence[Link]) -> list[tuple[Link, int]]:
    """Return links with the height of their arcs: the short ones below those that span them."""
    taken: list[list[tuple[float, float]]] = []
    found = []
    for link in sorted(links, key=lambda one: (abs(one.end - one.start), one.start)):
        start, end = sorted((link.start, link.end))
        level = next(
            (
                number
                for number, others in enumerate(taken)
                if all(end <= other[0] or other[1] <= start for other in others)
            ),
            len(taken),
        )
        if level == len(taken):
            taken.append([])
        taken[level].append((start, end))
        found.append((link, level))
    return found


def tick_labels(ticks: Sequence[Tick], scale: Scale) -> list[Label]:
    """Return the labels of an axis: all where it is wide, every second, fourth or eighth where it is not.

    The first and the last are always there.
    """
    named = [_over_its_stretch(tick) for tick in ticks if tick.label]
    steps = STEPS if not scale.width else (scale.width,)
    shown = dict.fromkeys({0, len(named) - 1} if named else (), 0)
    for number, room in enumerate(steps):
        for index in _fitting(named, room):
            if not any(_meet(named[index], named[other], room) for other in shown if other != index):
                shown.setdefault(index, number)
    return [
        Label(scale.at(named[index].at), title(named[index].label), shown[index], _anchor(named[index]))
        for index in sorted(shown)
    ]


def _over_its_stretch(tick: Tick) -> Tick:
    """Return a tick where its label goes: over the stretch that it names, and never beyond the axis."""
    if tick.end is None or tick.at <= 0.01:
        return tick
    return tick._replace(at=1.0 if tick.end >= 0.99 else (tick.at + tick.end) / 2)


def _fitting(ticks: Sequence[Tick], room: float) -> list[int]:
    """Return the numbers of the labels that have room on so many pixels, evenly spread."""
    ends = {0, len(ticks) - 1} if ticks else set()
    stride = 1
    while stride < len(ticks):
        between = [
            number
            for number in range(0, len(ticks), stride)
            if number not in ends and not any(_meet(ticks[number], ticks[end], room) for end in ends)
        ]
        if not any(_meet(ticks[one], ticks[two], room) for one, two in pairwise(between)):
            return sorted({*between, *ends})
        stride *= 2
    return sorted(ends)


def _meet(one: Tick, two: Tick, room: float) -> bool:
    return _reach(one, room)[0] < _reach(two, room)[1] and _reach(two, room)[0] < _reach(one, room)[1]


def _reach(tick: Tick, room: float) -> tuple[float, float]:
    """Return from where to where a label goes, in pixels."""
    at, wide = tick.at * room, words_wide(tick.label)
    before = {"start": 0.0, "middle": wide / 2, "end": wide}[_anchor(tick)]
    return at - before, at - before + wide


def _anchor(tick: Tick) -> str:
    return "start" if tick.at <= 0.01 else "end" if tick.at >= 0.99 else "middle"
