"""What the edits of several rules write."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.editing import Value

_MOST_NAMED = 8


def which_of(ids: Sequence[str]) -> Value:
    """Return what to write where some of these are meant: the one there is, else a placeholder."""
    if len(ids) == 1:
        return list(ids)
    named = ids if len(ids) <= _MOST_NAMED else [*ids[: _MOST_NAMED - 1], "another"]
    return f"TODO: one or more of {', '.join(named)}"
