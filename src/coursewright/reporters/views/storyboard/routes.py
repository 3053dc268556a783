"""Lines between cards: along the gutters between columns and the corridor above what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.reporters.views.storyboard.shapes import Box

__all__ = ["Route", "route", "stub"]

_LANES = 5
_LANE = 3.5
_ROUND = 5
_TIP = 6


class Route(NamedTuple):
    """A line as the data of a path, with the path of its tip; `broken` ends in a sign at `end`."""

    path: str
    tip: str
    tone: str
    broken: bool = False
    end: tuple[float, float] = (0, 0)


def route(box: Box, target: Box, apart: int, corridor: float, lane: int, tone: str) -> Route:
    """Return the line from a card to another, `apart` columns on.

    It goes beside the column to what is in it or in the next, and through the corridor to any other. Lines of
    one column keep a few pixels apart, by their `lane`.
    """
    beside = 6 + lane % _LANES * _LANE
    start = box.x + box.wide, box.y + box.high / 2
    gutter = start[0] + beside
    if apart == 0:
        height = target.y + min(target.high / 2, 12 + lane % _LANES * 3)
        end = target.x + target.wide, height
        points = [start, (gutter, start[1]), (gutter, end[1]), (end[0] + _TIP, end[1])]
        return Route(_rounded(points), _tip(end, -1), tone)
    end = target.x, target.y + min(target.high / 2, 12 + lane % _LANES * 3)
    if apart == 1:
        points = [start, (gutter, start[1]), (gutter, end[1]), (end[0] - _TIP, end[1])]
        return Route(_rounded(points), _tip(end, 1), tone)
    cross = corridor + 4 + lane % _LANES * 3
    before = target.x - 7 - lane % _LANES * 1.5
    points = [
        start,
        (gutter, start[1]),
        (gutter, cross),
        (before, cross),
        (before, end[1]),
        (end[0] - _TIP, end[1]),
    ]
    return Route(_rounded(points), _tip(end, 1), tone)


def stub(box: Box, gutter: float) -> Route:
    """Return the line of a loop that is broken: it leaves its card and ends in the gutter."""
    start = box.x + box.wide, box.y + box.high / 2
    end = start[0] + gutter / 2 + 2, start[1]
    return Route(f"M{start[0]:.1f} {start[1]:.1f}H{end[0] - 7:.1f}", "", "gap", broken=True, end=end)


def _tip(end: tuple[float, float], way: int) -> str:
    back = end[0] - way * (_TIP + 1)
    return f"M{end[0]:.1f} {end[1]:.1f}L{back:.1f} {end[1] - 4:.1f}V{end[1] + 4:.1f}z"


def _rounded(points: Sequence[tuple[float, float]]) -> str:
    """Return a path along points that lie at right angles, its corners rounded."""
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        enter, leave = _towards(corner, before), _towards(corner, after)
        parts.append(
            f"L{enter[0]:.1f} {enter[1]:.1f}Q{corner[0]:.1f} {corner[1]:.1f} {leave[0]:.1f} {leave[1]:.1f}"
        )
    parts.append(f"L{points[-1][0]:.1f} {points[-1][1]:.1f}")
    return "".join(parts)


def _towards(corner: tuple[float, float], point: tuple[float, float]) -> tuple[float, float]:
    """Return the place a little way from a corner towards a point, at most half way."""
    across, down = point[0] - corner[0], point[1] - corner[1]
    long = abs(across) + abs(down)
    part = min(_ROUND / long, 0.5) if long else 0
    return corner[0] + across * part, corner[1] + down * part
