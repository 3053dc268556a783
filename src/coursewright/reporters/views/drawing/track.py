"""A row of a chart laid out: where each of its parts is drawn, and how high it gets.

From above: the labels of limits, the arcs of links with their labels, the axis with its bars and marks, and
below it the marks that have no room on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.reporters.html.text import title
from coursewright.reporters.views.drawing.places import (
    Label,
    Scale,
    arc_levels,
    lanes,
    tick_labels,
    words_wide,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from coursewright.views.charts import Band, Link, Mark, Segment, Tick, TrackGroup, TrackRow
    from coursewright.views.model import Spot

__all__ = ["Piece", "Placed", "PlacedAxis", "lay_out", "lay_out_axis", "place_segments"]

_AIR = 5
_SIGN = 16
_BAR = 12
_LANE = 18
_ARC = 18
"""The height of the lowest arc; each that spans others rises by `_LEVEL`."""
_LEVEL = 26
_WORDS = 14
"""The height of a line of words."""
_TIP = 5
"""How far the label of an arc stands above it, for the tip that says where it leads."""


class Piece(NamedTuple):
    """A part of a drawing, in the words of its attributes. Of these, each part has those that it needs.

    `step` is the number of the width from which on the label is shown, None where it is left to the words.
    `times` says how many signs one stands for.
    """

    at: str
    label: str = ""
    href: str = ""
    y: int = 0
    long: str = ""
    tall: int = 0
    hue: int = 0
    fill: str = ""
    sign: str = ""
    tone: str = ""
    dashed: bool = False
    step: int | None = None
    middle: str = ""
    back: bool = False
    times: int = 1


class Placed(NamedTuple):
    """A row as it is drawn: `base` is where its axis lies, 0 for none, `names` label its limits."""

    height: int
    long: str
    base: int
    bands: tuple[Piece, ...]
    ticks: tuple[str, ...]
    segments: tuple[Piece, ...]
    limits: tuple[Piece, ...]
    names: tuple[Label, ...]
    links: tuple[Piece, ...]
    marks: tuple[Piece, ...]


class PlacedAxis(NamedTuple):
    """The labels of ticks, and below them those of bands."""

    height: int
    long: str
    labels: tuple[Label, ...]
    bands: tuple[Piece, ...]


def lay_out(
    row: TrackRow, group: TrackGroup, href: Callable[[Spot], str], scale: Scale | None = None
) -> Placed:
    """Return a row laid out; without a `scale` it fills the room that it is given."""
    scale = scale or Scale()
    arcs = arc_levels(row.links)
    placed = lanes(row.marks)
    named = tuple(_named_here(row, group))
    on_axis = bool(row.marks or row.links)
    half = (_SIGN if on_axis else _BAR) // 2
    arch = _WORDS + _TIP + _ARC + _LEVEL * max(level for _, level in arcs) - half if arcs else 0
    base = _AIR + (_WORDS if named else 0) + arch + half
    below = _LANE * max((lane for _, lane in placed), default=0)
    return Placed(
        base + half + below + _AIR,
        scale.long(0, 1),
        base if on_axis else 0,
        tuple(_band(band, scale) for band in group.bands),
        tuple(scale.at(tick.at) for tick in group.ticks),
        tuple(place_segments(row.segments, href, scale, base - _BAR // 2, _BAR)),
        tuple(Piece(scale.at(tick.at), title(tick.label)) for tick in row.limits),
        tuple(tick_labels(named, scale)),
        tuple(_arc(link, base, _ARC + _LEVEL * level, scale) for link, level in arcs),
        tuple(_mark(mark, base, _LANE * lane, href, scale) for mark, lane in placed),
    )


def lay_out_axis(group: TrackGroup, scale: Scale | None = None) -> PlacedAxis:
    """Return the axis of a group laid out; without a `scale` it fills the room that it is given."""
    scale = scale or Scale()
    labels = tuple(tick_labels(group.ticks, scale))
    bands = tuple(one for one in (_band(band, scale) for band in group.bands) if one.step is not None)
    lines = bool(labels) + bool(bands)
    return PlacedAxis(lines * _WORDS + 4, scale.long(0, 1), labels, bands)


def place_segments(
    segments: Iterable[Segment], href: Callable[[Spot], str], scale: Scale, y: int, tall: int
) -> Iterator[Piece]:
    """Yield the bars of a row or a cell; what has no length is not drawn."""
    for one in segments:
        start, end = sorted((one.start, one.end))
        if min(end, 1) > max(start, 0):
            yield Piece(
                scale.at(start),
                title(one.label),
                href(one.spot) if one.spot is not None else "",
                y,
                scale.long(start, end),
                tall,
                one.hue,
                one.fill,
            )


def _named_here(row: TrackRow, group: TrackGroup) -> Iterator[Tick]:
    """Yield the limits that are labelled in this row: the first of the group to have them."""
    for limit in row.limits:
        first = next((one for one in group.rows if limit in one.limits), row)
        if first is row:
            yield limit


def _band(band: Band, scale: Scale) -> Piece:
    start, end = sorted((band.start, band.end))
    step = _step(band.label, start, end, scale)
    middle = scale.at((max(start, 0) + min(end, 1)) / 2)
    return Piece(scale.at(start), title(band.label), long=scale.long(start, end), step=step, middle=middle)


def _arc(link: Link, base: int, tall: int, scale: Scale) -> Piece:
    start, end = sorted((link.start, link.end))
    return Piece(
        scale.at(start),
        title(link.label),
        y=base - tall,
        long=scale.long(start, end),
        tall=tall,
        tone=link.tone,
        dashed=link.dashed,
        step=_step(link.label, start, end, scale),
        middle=scale.at((start + end) / 2),
        back=link.end < link.start,
    )


def _mark(mark: Mark, base: int, below: int, href: Callable[[Spot], str], scale: Scale) -> Piece:
    leads = href(mark.spot) if mark.spot is not None else ""
    return Piece(
        scale.at(mark.at), title(mark.label), leads, base + below, tall=below, sign=mark.sign, tone=mark.tone
    )


def _step(label: str, start: float, end: float, scale: Scale) -> int | None:
    """Return from which width on a label has room between two places."""
    apart = min(end, 1) - max(start, 0)
    return scale.step(words_wide(title(label)) / apart) if label and apart > 0 else None
