"""Specs without what the format does not take: that is kept under `x-unread`, and noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.importers.finishing.judging import judged
from coursewright.spec.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.importers.finishing.finished import Finished
    from coursewright.importers.finishing.judging import Refused

__all__ = ["pruned"]

_ROUNDS = 8
"""Times that single values are taken out; what is wrong then goes with the key of the item that it is in."""
_HOME_KEYS = frozenset({"course", "module", "id", "modules"})


def pruned(finished: Finished, note: Callable[[str, str], None]) -> dict[str, str]:
    """Take out of specs, in place, what reading them finds wrong, and return them as texts, by path.

    What is taken out stands in the same item under `x-unread`, by its path; `note` takes a source and a
    clause. Raises `ValueError` where that does not help, which is a fault of ours.
    """
    for number in range(_ROUNDS * 2):
        found = judged(finished)
        if not found.refused:
            for one in found.misread:
                meaning = "left out on purpose" if one.absent else "still to be written"
                note(one.source, f"`{one.key}` is `{shortened(one.text)}` there, which reads as {meaning}")
            return found.texts
        for wrong in found.refused:
            _take_out(wrong, note, whole=number >= _ROUNDS)
    raise ValueError(f"what was written cannot be read: {found.refused[0].message}")


def _take_out(one: Refused, note: Callable[[str, str], None], *, whole: bool) -> None:
    item, inner = _item(one)
    if not inner or inner[0] in _HOME_KEYS:
        raise ValueError(one.message)
    path = inner[:1] if whole else inner
    gone = _removed(item, path)
    if gone is None:
        return
    shown = ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
    if not str(path[0]).startswith("x-"):
        item.setdefault("x-unread", {})[shown] = gone
        item["x-source"] = item.pop("x-source")
    why = one.message.removesuffix(".")
    note(str(item["x-source"]), f"`{shown}` is kept as `x-unread`, for the format cannot take it: {why}")


def _item(one: Refused) -> tuple[dict[str, Any], tuple[str | int, ...]]:
    """Return the smallest item, unit or module that holds a value, and the way from there."""
    at: Any = one.spec.data
    item, rest = at, one.path
    for number, step in enumerate(one.path):
        if not _has(at, step):
            break
        at = at[step]
        if isinstance(at, dict) and "x-source" in at and one.path[number + 1 :]:
            item, rest = at, one.path[number + 1 :]
    return item, rest


def _removed(item: dict[str, Any], path: tuple[str | int, ...]) -> Any:
    """Take a value away, and what is empty without it; None where it is gone already."""
    at: Any = item
    above: list[tuple[Any, Any]] = []
    for step in path:
        if not _has(at, step):
            return None
        above.append((at, step))
        at = at[step]
    gone = at
    while above:
        holder, last = above.pop()
        del holder[last]
        if holder:
            break
    return gone


def _has(at: Any, step: str | int) -> bool:
    if isinstance(at, dict):
        return step in at
    return isinstance(at, list) and isinstance(step, int) and step < len(at)
