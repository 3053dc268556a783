"""Pieces of charts as markup: tracks and their axes, cells, signs, and samples for legends."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from coursewright.reporters.views.anchor import anchor
from coursewright.reporters.views.drawing.cells import gathered, lay_out_cell
from coursewright.reporters.views.drawing.palette import COLOURS, HUES, TONES
from coursewright.reporters.views.drawing.places import STEPS, Scale
from coursewright.reporters.views.drawing.templates import macro, template
from coursewright.reporters.views.drawing.track import lay_out, lay_out_axis
from coursewright.views.charts import Label, TrackRow

if TYPE_CHECKING:
    from coursewright.views.charts import Key, MatrixCell, TrackGroup
    from coursewright.views.model import Spot, Tone
    from coursewright.views.signs import Sign

__all__ = ["axis", "cell", "definitions", "grid", "sign", "style", "swatch", "track"]


@cache
def definitions() -> Markup:
    """Return what all pieces refer to, once a page: a symbol for each sign, two patterns for each hue."""
    hidden = Markup('<svg class="dr-definitions" width="0" height="0" aria-hidden="true">{}</svg>')
    return hidden.format(Markup(template("definitions.svg.jinja").render()))  # noqa: S704 - a file of our own


@cache
def style() -> str:
    """Return the style of all pieces. Its colours are custom properties, such as `--dr-hue-1`."""
    return template("page.css.jinja").render(
        colours=(*COLOURS, *TONES, *HUES), hues=len(HUES), tones=TONES, steps=STEPS
    )


def grid(group: TrackGroup, name: str) -> Markup:
    """Return the stretches and lines of an axis, once for all the rows that are drawn on it, by their id."""
    return macro("grid")(lay_out(TrackRow(Label(""), ""), group, _href, Scale(100)), name)


def track(row: TrackRow, group: TrackGroup, on: str = "") -> Markup:
    """Return a row along the axis of its group, as wide as there is room; `on` is the id of its `grid`."""
    bare = group._replace(bands=(), ticks=()) if on else group
    return macro("track")(lay_out(row, bare, _href), on)


def axis(group: TrackGroup) -> Markup:
    """Return the labels of the axis of a group, empty where it has none."""
    placed = lay_out_axis(group)
    return macro("axis")(placed) if placed.labels or placed.bands else Markup("")


def cell(cell: MatrixCell) -> Markup:
    """Return what is seen of a cell of a matrix: its signs, its bar and its text."""
    placed = lay_out_cell(cell, _href)
    return macro("cell")(placed._replace(signs=gathered(placed.signs)))


def sign(sign: Sign, tone: Tone = "") -> Markup:
    """Return a sign as it stands in a line of text; its words are to stand beside it."""
    return macro("sign")(str(sign), tone)


def swatch(key: Key) -> Markup:
    """Return the sample of an entry of a legend; its words are to stand beside it."""
    if key.sign is not None:
        return sign(key.sign)
    return macro("swatch")(key.hue or 0, key.fill)


def _href(spot: Spot) -> str:
    return f"#{anchor(spot)}"
