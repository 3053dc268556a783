"""Whether what takes a task up asks for more thinking than the task did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from coursewright.design.levels import TOP_LEVELS, rank_of
from coursewright.design.loop import open_scopes, taken_up_by
from coursewright.design.scopes import home_of
from coursewright.spec.model import FollowUpActivity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Course, Task

__all__ = ["Climb", "climb", "goes_no_higher"]

Climb: TypeAlias = Literal["higher", "top", "same", "lower"]
"""How a follow-up stands to its task; `top`: both are at the top, where neither is above the other."""


def climb(task: Task, follow_up: FollowUpActivity | Task) -> Climb | None:
    """Return how the level of a follow-up stands to a task's; None where one of the two is not declared."""
    own, other = rank_of(follow_up.level), rank_of(task.level)
    if own is None or other is None:
        return None
    if task.level in TOP_LEVELS and follow_up.level in TOP_LEVELS:
        return "top"
    return "higher" if own > other else "same" if own == other else "lower"


def goes_no_higher(follow_up: FollowUpActivity | Task, course: Course) -> Sequence[Task]:
    """Return the tasks that a follow-up takes up without asking for more than any of them; none if it may.

    A task counts as climbed above where something else that takes it up is, or may be, above it.
    """
    level = follow_up.level
    if level is None or level in TOP_LEVELS or rank_of(level) is None:
        return ()
    tasks = taken_up_by(course).get(follow_up)
    if not tasks or any(_may_be_above(level, task) for task in tasks):
        return ()
    return () if all(_climbs_elsewhere(task, course) for task in tasks) else tasks


def _may_be_above(level: str | None, task: Task) -> bool:
    own, other = rank_of(level), rank_of(task.level)
    return own is None or other is None or own > other


def _climbs_elsewhere(task: Task, course: Course) -> bool:
    """Whether something that takes a task up, now or further on, is or may be above it."""
    if home_of(task.scope) in open_scopes(course):
        return True
    seen: list[FollowUpActivity | Task] = [task]
    for one in seen:
        later = () if isinstance(one, FollowUpActivity) else course.links.follow_ups.get(one, ())
        if any(each.level in TOP_LEVELS or _may_be_above(each.level, task) for each in later):
            return True
        if one.leaves_open("follow_up"):
            return True
        seen += [each for each in later if each not in seen]
    return False
