"""What a merge says when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.merging.conflicts import CONFLICTS
from coursewright.spec.wording import counted, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.merging.outcome import Merged, Said, What

__all__ = ["merge_lines"]

_FEW = 12
_HEADINGS: tuple[tuple[What, str], ...] = (
    ("added", "New in the source, and added"),
    ("changed", "Changed in the source, and brought in"),
    ("gone", "No longer in the source, and kept here"),
    ("deleted", "Deleted here, and not brought back"),
    ("moved", "Has another place in the source, and keeps its own here"),
)


def merge_lines(merged: Merged, *, dry_run: bool) -> Iterator[str]:
    """Yield what was done, what was left, and every conflict."""
    for what, heading in _HEADINGS:
        some = [one for one in merged.said if one.what == what]
        if some:
            yield f"{heading} ({len(some):,})"
            yield from (f"  {_line(one)}" for one in some[:_FEW])
        if len(some) > _FEW:
            yield f"  and {counted(len(some) - _FEW, 'other')}"
    if not merged.conflicts:
        return
    yield f"Changed on both sides ({len(merged.conflicts):,}): yours stays"
    for one in merged.conflicts:
        at = f"{one.file}:{one.line}" if one.line else one.file
        if not one.key:
            yield f"  {at}: edited here, and another in the source"
            continue
        yield f"  {at}: `{one.key}` is {_value(one.ours)} here, and {_value(one.theirs)} in the source"
    keeps = "would keep" if dry_run else "keeps"
    yield f"{CONFLICTS} {keeps} what the source says."


def _line(one: Said) -> str:
    at = f"{one.file}:{one.line}" if one.line else one.file
    key = f" {one.key}" if one.key else ""
    return f"{at}{key}" if one.source == one.file else f"{at}{key} ({one.source})"


def _value(text: str) -> str:
    return f"`{shortened(text)}`" if text else "not there"
