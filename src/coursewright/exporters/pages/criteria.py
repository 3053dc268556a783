"""What work is judged by: a list, or a table where there are levels or points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.pages.writing import items
from coursewright.exporters.prose.text import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.exporters.pages.writing import Desk
    from coursewright.spec.model import Criterion

__all__ = ["criteria", "points_text"]


def criteria(some: Sequence[Criterion], desk: Desk) -> str:
    """Return what work is judged by."""
    named = [criterion for criterion in some if criterion.name]
    if any(criterion.levels or criterion.points is not None for criterion in named):
        return desk.section("criteria", "criteria.title", _table(named, desk))
    return desk.section("criteria", "criteria.title", items(escaped(one.name or "") for one in named))


def points_text(points: float) -> str:
    """Return a number of points without needless decimals."""
    return f"{points:g}"


def _table(some: Sequence[Criterion], desk: Desk) -> str:
    words = desk.words
    width = max(len(criterion.levels) for criterion in some)
    pointed = any(criterion.points is not None for criterion in some)
    heads = [words("criteria.criterion"), *(words("criteria.level", number=n) for n in range(1, width + 1))]
    heads += [words("criteria.points")] if pointed else []
    head = "".join(f'<th scope="col">{escaped(one)}</th>' for one in heads)
    rows = "".join(_row(criterion, width, pointed=pointed) for criterion in some)
    return (
        '<div class="cw-scroll" tabindex="0"><table class="cw-rubric">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(criterion: Criterion, width: int, *, pointed: bool) -> str:
    levels = [*criterion.levels, *[""] * (width - len(criterion.levels))]
    cells = "".join(f"<td>{escaped(level)}</td>" for level in levels)
    if pointed:
        points = "" if criterion.points is None else points_text(criterion.points)
        cells += f'<td class="cw-points">{points}</td>'
    return f'<tr><th scope="row">{escaped(criterion.name or "")}</th>{cells}</tr>'
