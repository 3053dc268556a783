"""A cell of a matrix laid out: its signs in their order, and its bar."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from coursewright.reporters.html.text import title
from coursewright.reporters.views.drawing.places import Scale
from coursewright.reporters.views.drawing.track import Piece, place_segments

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.views.charts import MatrixCell
    from coursewright.views.model import Spot

__all__ = ["PlacedCell", "gathered", "lay_out_cell"]

_CROWD = 8
"""Signs up to which a cell shows each: beyond, nobody counts them, and the table has a row for each."""
_TALL = 10


class PlacedCell(NamedTuple):
    """A cell as it is drawn. `href` is where all of it leads; otherwise its signs lead where they belong."""

    text: str
    tone: str
    href: str
    signs: tuple[Piece, ...]
    segments: tuple[Piece, ...]
    limit: str


def gathered(signs: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return signs as they are; where they are many, one of each kind and how often it is there."""
    if len(signs) <= _CROWD:
        return signs
    kinds = Counter((one.sign, one.tone) for one in signs)
    return tuple(Piece("", sign=sign, tone=tone, times=times) for (sign, tone), times in kinds.items())


def lay_out_cell(cell: MatrixCell, href: Callable[[Spot], str], scale: Scale | None = None) -> PlacedCell:
    """Return a cell laid out; without a `scale` its bar fills the room that it is given."""
    scale = scale or Scale()
    leads = href(cell.spot) if cell.spot is not None else ""
    return PlacedCell(
        title(cell.text),
        cell.tone,
        leads,
        tuple(
            Piece(
                "",
                title(mark.label),
                href(mark.spot) if mark.spot is not None and not leads else "",
                sign=str(mark.sign),
                tone=mark.tone,
            )
            for mark in sorted(cell.signs, key=lambda one: one.at)
        ),
        tuple(
            piece._replace(href="") if leads else piece
            for piece in place_segments(cell.segments, href, scale, 2, _TALL)
        ),
        scale.at(cell.limit) if cell.limit is not None else "",
    )
