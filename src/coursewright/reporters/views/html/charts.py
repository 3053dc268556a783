"""What templates ask about charts: their form, and how the lines of an outline hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from coursewright.views.charts import Matrix, Outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.views.charts import Chart, OutlineItem

__all__ = ["Branch", "branches", "form"]


class Branch(NamedTuple):
    """A line of an outline with those that hang on it."""

    item: OutlineItem
    below: list[Branch]


def form(chart: Chart) -> Literal["tracks", "matrix", "outline"]:
    """Return by which macro a chart is written."""
    if isinstance(chart, Outline):
        return "outline"
    return "matrix" if isinstance(chart, Matrix) else "tracks"


def branches(items: Sequence[OutlineItem]) -> list[Branch]:
    """Return lines as a tree: each hangs on the last one before it that is less deep."""
    roots: list[Branch] = []
    above: list[Branch] = []
    for item in items:
        while above and above[-1].item.depth >= item.depth:
            above.pop()
        branch = Branch(item, [])
        (above[-1].below if above else roots).append(branch)
        above.append(branch)
    return roots
