"""Bars and marks along an axis, a row of characters each; what a row says stands beside it, or below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.shared.measure import flat, shorten, width
from coursewright.reporters.views.terminal.bars import LIMIT, laid_out, place
from coursewright.reporters.views.terminal.ink import Span, beside, line, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from coursewright.reporters.views.terminal.ink import Line
    from coursewright.views.charts import Band, Label, TrackGroup, TrackRow, Tracks
    from coursewright.views.model import Tone

__all__ = ["drawn_tracks"]

_GAP = 2
_STEP = 2
"""How far labels stand in from the title of their group."""
_STACKED = 50
"""Columns below which a label stands above its track."""
_WIDE = 120
"""Columns from which on the words of a row stand beside its track."""
_LABELS = (14, 36)
"""The least and the most columns that labels get."""
_WORDS = 34
"""Columns for the words of a row beside its track, of each hundred."""


class _Layout:
    """How many columns labels, tracks and words get."""

    def __init__(self, chart: Tracks, room: int) -> None:
        self.room = room
        self.stacked = room < _STACKED
        self.wide = room >= _WIDE
        longest = max(
            (width(flat(row.label.text)) for group in chart.groups for row in group.rows), default=0
        )
        least, most = _LABELS
        longest += _STEP if any(group.title.text for group in chart.groups) else 0
        self.labels = 0 if self.stacked else max(min(longest, most, room * 3 // 10), least)
        self.words = room * _WORDS // 100 if self.wide else 0
        rest = room - (self.labels + _GAP if self.labels else 0) - (self.words + _GAP if self.words else 0)
        self.track = max(rest, 4)


def drawn_tracks(chart: Tracks, room: int, where: Callable[[Label], str]) -> Iterator[Line]:
    """Yield the lines of a chart; `where` says of a label where it is written, if anybody asked."""
    layout = _Layout(chart, room)
    axis: tuple[str, object, object] | None = None
    for number, group in enumerate(chart.groups):
        is_new = axis != (axis := (group.axis, group.ticks, group.bands))
        if number and (is_new or layout.stacked):
            yield ()
        yield from _group(group, layout, where, axis=is_new)


def _group(
    group: TrackGroup, layout: _Layout, where: Callable[[Label], str], *, axis: bool
) -> Iterator[Line]:
    """Yield a group; `axis` says whether its axis is another one than that of the group before."""
    if group.title.text:
        yield from split(group.title.text, layout.room, "strong")
        if place_of := where(group.title):
            yield from split(place_of, layout.room, "place")
    if axis:
        yield from _head(group, layout)
    for number, row in enumerate(group.rows):
        if number and layout.stacked:
            yield ()
        yield from _row(row, group, layout, where(row.label))
    named = _bands(group.bands) if axis else ""
    if named:
        indent = 0 if layout.stacked else layout.labels + _GAP
        for one in split(f"· {named}", layout.room - indent, "quiet"):
            yield (Span(" " * indent), *one)


def _head(group: TrackGroup, layout: _Layout) -> Iterator[Line]:
    ticks = _axis(group, layout.track)
    label = split(group.axis, layout.labels or layout.room, "quiet") if group.axis else []
    if layout.stacked:
        yield from (*label, *ticks)
    elif label or ticks:
        yield from beside([(label, layout.labels), (ticks, layout.track)], _GAP)


def _row(row: TrackRow, group: TrackGroup, layout: _Layout, where: str) -> Iterator[Line]:
    track = [*_track(row, group, layout.track)]
    said = row.said
    for limit in row.limits:
        if limit.label and limit.label not in said:
            said = f"{said} ({LIMIT} {limit.label})".strip()
    room = layout.words or layout.track
    words = [*split(said, room, _spoken(row.tone))] if said else []
    words += split(where, room, "place") if where else []
    indent = _STEP if group.title.text and not layout.stacked else 0
    label = split(row.label.text, (layout.labels or layout.room) - indent)
    label = [(Span(" " * indent), *one) for one in label] if indent else label
    if layout.stacked:
        yield from (*label, *track, *words)
    elif layout.wide:
        yield from beside([(label, layout.labels), (track, layout.track), (words, layout.words)], _GAP)
    else:
        yield from beside([(label, layout.labels), ([*track, *words], layout.track)], _GAP)


def _spoken(tone: Tone) -> str:
    """Return the style of the words of a row: only what needs a look stands out."""
    return tone if tone in {"gap", "unknown"} else "quiet"


def _track(row: TrackRow, group: TrackGroup, room: int) -> Iterator[Line]:
    strips = laid_out(row.segments, row.marks, row.links, room)
    for strip in strips:
        for limit in row.limits:
            strip.put(place(limit.at, room), LIMIT, "limit")
        for tick in group.ticks:
            strip.behind(place(tick.at, room), "┊", "quiet")
        for band in group.bands:
            for at in range(place(band.start, room), place(band.end, room) + 1):
                strip.behind(at, "·", "quiet")
        yield strip.line


def _axis(group: TrackGroup, room: int) -> list[Line]:
    """Return the labels of the axis, each at its tick; what finds no room beside another is left out."""
    labels = [(place(tick.at, room), flat(tick.label)) for tick in group.ticks if tick.label]
    text = ""
    for at, label in labels:
        start = min(at, max(room - width(label), 0))
        if start < width(text) + (1 if text else 0):
            continue
        text += " " * (start - width(text)) + label
    return [line(shorten(text, room), "quiet")] if text else []


def _bands(bands: Iterable[Band]) -> str:
    """Return what the stretches are called that are set apart, each name once."""
    return ", ".join(dict.fromkeys(flat(band.label) for band in bands if band.label))
