"""The keys of a matrix: each sign that stands in it, with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.views.charts import Key
from coursewright.views.signs import Sign

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.views.charts import MatrixRow

__all__ = ["keys_of"]


def keys_of(rows: Iterable[MatrixRow]) -> tuple[Key, ...]:
    """Return the signs of rows, each once, in the order of `Sign`."""
    used = {mark.sign for row in rows for cell in row.cells for mark in cell.signs}
    return tuple(Key(sign.words, sign) for sign in Sign if sign in used)
