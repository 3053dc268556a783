"""Items that came, went, got another id, stand in another place, or say something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.comparison.changes import At, Change, Detail, Side
from coursewright.design.comparison.wording import folded, listed, name_of, said, subject_of
from coursewright.design.levels import LEVELS
from coursewright.design.outcome_levels import levels_asked
from coursewright.design.outcome_text import reading_of
from coursewright.spec.model import (
    Course,
    FollowUpActivity,
    Material,
    Module,
    Outcome,
    Task,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.comparison.changes import Kind
    from coursewright.design.comparison.pairing import Pairs
    from coursewright.spec.element import Element, Item

__all__ = ["came_and_went", "moved_and_renamed", "reworded_outcomes"]

_TOPICS = {
    "Outcome": "outcomes",
    "FollowUpActivity": "loop",
    "Material": "materials",
    "Assessment": "assessment",
    "Session": "sessions",
    "Announcement": "details",
    "Task": "tasks",
}
_TELLING = ("follow_up", "monitoring", "feedback", "own_context", "choices", "decision_points", "questions")
"""What is worth saying of a task that came or went."""
_NUMBERS = ("duration", "weight", "due", "starts", "week")


def came_and_went(pairs: Pairs, course: Course, kind: Kind) -> Iterator[Change]:
    """Yield items that only one of two designs has: `added` ones of the new, `dropped` ones of the old."""
    items = pairs.added if kind == "added" else pairs.dropped
    own = set(items)
    tasks = [one for one in items if isinstance(one, Task)]
    for item in items:
        side = Side("said", name_of(item))
        at = At(item)
        holder = _holder(item, course)
        change = Change(
            _TOPICS.get(type(item).__name__, "plan"),
            kind,
            subject_of(item),
            style="told",
            details=tuple(_about(item, holder)),
            inside=not isinstance(item, Outcome) and (holder in own or _is_inline(item, tasks)),
        )
        yield change._replace(new=side, now=at) if kind == "added" else change._replace(old=side, was=at)


def moved_and_renamed(pairs: Pairs, old: Course, new: Course) -> Iterator[Change]:
    """Yield the items that both designs have under another id, or in another place."""
    moved = {
        before
        for before, after in pairs.kept
        if not isinstance(before, Module) and _moved(_holder(before, old), _holder(after, new), pairs)
    }
    for before, after in pairs.kept:
        topic = _TOPICS.get(type(after).__name__, "plan")
        base = Change(topic, "renamed", subject_of(after), style="told", was=At(before, "id"))
        if (before.id or "") != (after.id or ""):
            yield base._replace(
                old=_side(before.id), new=_side(after.id), key="id", label="id", now=At(after, "id")
            )
        if before in moved and not _owner_moved(before, old, moved):
            places = [_place_name(_holder(one, course)) for one, course in ((before, old), (after, new))]
            yield base._replace(
                kind="moved",
                style="moved",
                old=_side(places[0]),
                new=_side(places[1]),
                label="place",
                was=At(before),
                now=At(after),
            )


def reworded_outcomes(pairs: Pairs) -> Iterator[Change]:
    """Yield the outcomes whose statement reads otherwise, with their verbs and levels where these changed."""
    for before, after in pairs.kept:
        if not (isinstance(before, Outcome) and isinstance(after, Outcome)):
            continue
        one, other = said(before, "statement"), said(after, "statement")
        if before.shorthand or one.state == "absent":
            one = _side(before.statement)
        if after.shorthand or other.state == "absent":
            other = _side(after.statement)
        if one == other:
            continue
        details = [
            Detail(label, *(word or "not known" for word in words))
            for label, words in (
                ("leading verb", (_verb(before), _verb(after))),
                ("level asked for", (_levels(before), _levels(after))),
            )
            if words[0] != words[1] and not (label == "level asked for" and _says_level(before, after))
        ]
        yield Change(
            "outcomes",
            "reworded",
            subject_of(after),
            one,
            other,
            "statement",
            "statement",
            "text",
            details=tuple(details),
            was=At(before, "statement"),
            now=At(after, "statement"),
        )


def _verb(outcome: Outcome) -> str:
    read = reading_of(outcome)
    return (read[0].head_as_written or "").lower() if read is not None else ""


def _says_level(before: Outcome, after: Outcome) -> bool:
    """Whether a level is said under a key of its own, which is compared by itself."""
    return bool(before.level or after.level)


def _levels(outcome: Outcome) -> str:
    found = levels_asked(outcome, None)
    return " or ".join(level for level in LEVELS if level in found)


def _about(item: Item, holder: Element | None) -> Iterator[Detail]:
    """Yield what there is to know of an item that came or went."""
    if holder is not None and not isinstance(item, Module) and (name := _place_name(holder)):
        yield Detail("in", name)
    for key in _NUMBERS:
        if key in item.keys and (side := said(item, key)).state == "said":
            yield Detail(key, side.text)
    if isinstance(item, Task):
        has = [key.replace("_", " ") for key in _TELLING if said(item, key).state == "said"]
        yield Detail("with", listed(has).replace("; ", ", ") or "no follow-up, monitoring or feedback")


def _holder(item: Item, course: Course) -> Element | None:
    """Return the unit, module or course in which an item is written."""
    if isinstance(item, Unit):
        scope = item.scope.up("module")
        return scope.element if scope is not None else None
    if isinstance(item, Module):
        return course
    element = item.scope.element
    return element if element is not None else course


def _moved(before: Element | None, after: Element | None, pairs: Pairs) -> bool:
    """Whether two places are not the same; what stays in a place that is not compared has not moved."""
    return before is not None and after is not None and pairs.of_old.get(before) is not after


def _owner_moved(item: Item, course: Course, moved: set[Item]) -> bool:
    """Whether an item was written inside a task that moved, and went along."""
    owners: Sequence[Task] = ()
    if isinstance(item, FollowUpActivity):
        owners = course.links.builds_on.get(item, ())
    elif isinstance(item, Material):
        owners = [one for one in course.every(Task) if any(ref.target is item for ref in one.materials)]
    return _is_inline(item, [one for one in owners if one in moved])


def _is_inline(item: Item, tasks: Sequence[Task]) -> bool:
    """Whether a follow-up activity or a material was written inside one of some tasks."""
    if not isinstance(item, FollowUpActivity | Material):
        return False
    node = item.node
    return any(
        task.node.source is node.source and task.node.start <= node.start <= task.node.end for task in tasks
    )


def _place_name(place: Element | None) -> str:
    if place is None:
        return ""
    subject = subject_of(place)
    return f'{subject.noun} "{subject.name}"' if subject.name else f"the {subject.noun}"


def _side(text: str | None) -> Side:
    return Side("said", folded(text)) if text else Side("absent")
