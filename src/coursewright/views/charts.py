"""The three kinds of chart: tracks along an axis, a matrix, and an outline. They are data; others draw them.

Positions along an axis are fractions from 0 to 1. Whatever is drawn has words that say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from coursewright.views.model import Spot, Tone
    from coursewright.views.signs import Sign

__all__ = [
    "Band",
    "Chart",
    "Fill",
    "Hue",
    "Key",
    "Label",
    "Link",
    "Mark",
    "Matrix",
    "MatrixCell",
    "MatrixRow",
    "Outline",
    "OutlineItem",
    "Segment",
    "Tick",
    "TrackGroup",
    "TrackRow",
    "Tracks",
]

Hue: TypeAlias = Literal[0, 1, 2, 3, 4, 5, 6, 7]
"""A colour of the palette, with a pattern and a word of its own: 0 is neutral, 7 is what is unknown."""


Fill: TypeAlias = Literal["solid", "range", "outline"]
"""How a stretch is filled: `range` is between the least and the most, `outline` is an estimate."""


class Label(NamedTuple):
    """What something is called; `quoted` says that the words are from the spec, in `language` (BCP 47)."""

    text: str
    spot: Spot | None = None
    quoted: bool = False
    language: str = ""


class Key(NamedTuple):
    """An entry of a legend: a sign or a hue, and what it means. `fill` is as in `Segment`."""

    words: str
    sign: Sign | None = None
    hue: Hue | None = None
    fill: Fill = "solid"


class Tick(NamedTuple):
    """A place on the axis with its label, which may be empty for a line alone.

    Where the label names a stretch, such as a day, that goes from `at` to `end`.
    """

    at: float
    label: str = ""
    end: float | None = None


class Band(NamedTuple):
    """A stretch of the axis that is set apart, such as a weekend or a break."""

    start: float
    end: float
    label: str = ""


class Segment(NamedTuple):
    """A stretch that is filled, and what it is."""

    start: float
    end: float
    label: str
    hue: Hue = 0
    fill: Fill = "solid"
    spot: Spot | None = None


class Mark(NamedTuple):
    """A sign at a place; `label` says what it is and when."""

    at: float
    sign: Sign
    label: str
    tone: Tone = ""
    spot: Spot | None = None


class Link(NamedTuple):
    """A line between two places with its label, dashed where their order is known and not their distance."""

    start: float
    end: float
    label: str = ""
    dashed: bool = False
    tone: Tone = ""


class TrackRow(NamedTuple):
    """A row along the axis: what it is about, what lies on it, and the same in words.

    `limits` are lines across this row, such as the hours planned, each with its label.
    """

    label: Label
    said: str
    segments: tuple[Segment, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    limits: tuple[Tick, ...] = ()
    tone: Tone = ""


class TrackGroup(NamedTuple):
    """Rows that share an axis, such as the tasks of one week; `title` may have no text."""

    title: Label
    ticks: tuple[Tick, ...]
    rows: tuple[TrackRow, ...]
    bands: tuple[Band, ...] = ()
    axis: str = ""


class Tracks(NamedTuple):
    """Bars and marks along an axis."""

    name: str
    title: str
    groups: tuple[TrackGroup, ...]
    legend: tuple[Key, ...] = ()


class MatrixCell(NamedTuple):
    """Signs, a bar or a short text. `said` says it in words, and is never empty.

    `segments` lie on an axis of the column from 0 to 1, `limit` is a line on it.
    """

    said: str
    text: str = ""
    signs: tuple[Mark, ...] = ()
    segments: tuple[Segment, ...] = ()
    limit: float | None = None
    tone: Tone = ""
    spot: Spot | None = None


class MatrixRow(NamedTuple):
    """A row, with as many cells as the matrix has columns; rows of one `group` stand under its heading."""

    label: Label
    cells: tuple[MatrixCell, ...]
    group: str = ""


class Matrix(NamedTuple):
    """What each row has in each column. Of the places of marks in its cells, only the order counts."""

    name: str
    title: str
    head: str
    columns: tuple[Label, ...]
    rows: tuple[MatrixRow, ...]
    legend: tuple[Key, ...] = ()


class OutlineItem(NamedTuple):
    """A line of an outline, `depth` levels in; `said` follows its label."""

    depth: int
    label: Label
    said: str = ""
    sign: Sign | None = None
    tone: Tone = ""


class Outline(NamedTuple):
    """What hangs on what."""

    name: str
    title: str
    items: tuple[OutlineItem, ...]
    legend: tuple[Key, ...] = ()


Chart: TypeAlias = Tracks | Matrix | Outline
