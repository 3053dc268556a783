"""How wide the columns of a table are drawn, and what to do where they do not fit side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.shared.measure import flat, width

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["GAP", "longest_word", "shared_out"]

GAP = 2


def shared_out(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int] | None:
    """Return widths of columns: what they want if there is room, else less for the widest; None if none fit.

    No column gets less than its `least`, and all stand `GAP` apart.
    """
    left = room - GAP * (len(wanted) - 1)
    if sum(map(min, wanted, least)) > left:
        return None
    widths = [*wanted]
    while (over := sum(widths) - left) > 0:
        spare = [width - min(one, width) for width, one in zip(widths, least, strict=True)]
        widest = max(width for width, more in zip(widths, spare, strict=True) if more)
        those = [at for at, width in enumerate(widths) if width == widest and spare[at]]
        below = max((width for width in widths if width < widest), default=0)
        each = max(1, min(-(-over // len(those)), widest - below))
        for at in those:
            widths[at] -= min(each, spare[at], max(over, 0))
            over -= min(each, spare[at], max(over, 0))
    return widths


def longest_word(text: str) -> int:
    """Return the columns of the longest word of a text."""
    return max((width(word) for word in flat(text).split()), default=0)
