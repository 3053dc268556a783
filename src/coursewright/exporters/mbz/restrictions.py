"""Restricted access: what has to be done or passed first, and from when until when something is open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from coursewright.exporters.mbz.completion import completion_of, is_passed
from coursewright.exporters.mbz.times import seconds
from coursewright.spec.model import Announcement, Material, Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.exporters.edition.model import Edition, ModulePart
    from coursewright.exporters.mbz.outline import Activity, Outline

__all__ = ["awaited", "awaited_in", "of_activity", "of_section"]

Condition: TypeAlias = "dict[str, Any]"

_DONE, _PASSED, _FAILED = 1, 2, 3
_OWN_OPENING = frozenset({"assign", "quiz", "choice", "feedback"})
"""Kinds that have a time of their own from which they are open."""


def of_activity(activity: Activity, outline: Outline) -> str | None:
    """Return the restrictions of an activity as Moodle keeps them; None where it is open to all."""
    entry = activity.entry
    if entry is None:
        return None
    conditions: list[Condition] = []
    shown: list[bool] = []
    opens = seconds(entry.opens) if not isinstance(entry.element, Session) else 0
    if opens and activity.kind not in _OWN_OPENING:
        conditions.append({"type": "date", "d": ">=", "t": opens})
        shown.append(not isinstance(entry.element, Announcement))
    if isinstance(entry.element, Material) and (until := seconds(entry.due)):
        conditions.append({"type": "date", "d": "<", "t": until})
        shown.append(True)
    for other in awaited(activity, outline):
        conditions.append(_done(other, passed=other.key not in entry.takes_up or entry.kind != "follow-up"))
        shown.append(True)
    return _tree(conditions, shown)


def awaited(activity: Activity, outline: Outline) -> tuple[Activity, ...]:
    """Return the activities that one waits for. Nobody is kept out of a session, whatever it needs."""
    entry = activity.entry
    if entry is None or isinstance(entry.element, Session):
        return ()
    others = (outline.by_key.get(key) for key in entry.needs)
    return tuple(
        other
        for other in others
        if other is not None and other is not activity and completion_of(other).tracked
    )


def of_section(module: ModulePart | None, edition: Edition, outline: Outline) -> str | None:
    """Return the restrictions of a section: the tasks of the modules that have to be finished first."""
    if module is None:
        return None
    conditions = [_done(other, passed=True) for other in awaited_in(module, edition, outline)]
    return _tree(conditions, [True] * len(conditions))


def awaited_in(module: ModulePart, edition: Edition, outline: Outline) -> tuple[Activity, ...]:
    """Return what has to be done before a module: the tasks, but the optional ones, of those it needs."""
    needed = [other for other in edition.modules if other.key in module.needs]
    found: Iterable[Activity | None] = (
        outline.by_key.get(entry.key)
        for other in needed
        for entry in other.entries
        if entry.kind == "task" and not entry.optional
    )
    return tuple(other for other in found if other is not None and completion_of(other).tracked)


def _done(other: Activity, *, passed: bool) -> Condition:
    if not is_passed(other):
        return _completion(other, _DONE)
    if passed:
        return _completion(other, _PASSED)
    # Work that is taken up is talked about whether it was passed or not.
    return {"op": "|", "c": [_completion(other, _PASSED), _completion(other, _FAILED)]}


def _completion(other: Activity, state: int) -> Condition:
    return {"type": "completion", "cm": other.number, "e": state}


def _tree(conditions: Sequence[Condition], shown: Sequence[bool]) -> str | None:
    if not conditions:
        return None
    tree = {"op": "&", "c": conditions, "showc": shown}
    return json.dumps(tree, separators=(",", ":"))
