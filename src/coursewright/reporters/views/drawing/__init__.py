"""Charts drawn as SVG: the pieces of which a page puts its charts together, as wide as there is room.

A page holds `definitions()` once, and `style()` in its own style. A piece says nothing to whoever cannot see
it, and keys do not stop at its links, of which there are thousands: the words beside each piece, and the
table below each chart, are for everybody.
"""

from coursewright.reporters.views.drawing.pieces import (
    axis,
    cell,
    definitions,
    grid,
    sign,
    style,
    swatch,
    track,
)

__all__ = ["axis", "cell", "definitions", "grid", "sign", "style", "swatch", "track"]
