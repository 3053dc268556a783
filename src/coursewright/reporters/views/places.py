"""Where rows of tables are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.views.model import Row, Spot

__all__ = ["spot_of_row"]


def spot_of_row(row: Row) -> Spot | None:
    """Return where a row is written: the place of the first of its cells that has one."""
    return next((cell.spot for cell in row.cells if cell.spot is not None), None)
