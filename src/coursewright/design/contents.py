"""What a unit or a module holds, with what stands inline in its tasks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.spec.model import FollowUpActivity, Material, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Content, Course


def follow_ups_in(place: Content) -> Sequence[FollowUpActivity]:
    """Return the follow-up activities written at one level, those inside its tasks included."""
    listed = place.follow_up_activities
    inline = [
        ref.target
        for task in place.tasks
        for ref in task.follow_up
        if isinstance(ref.target, FollowUpActivity)
        and ref.target not in listed
        and ref.target.scope is place.scope
    ]
    return tuple(dict.fromkeys([*listed, *inline])) if inline else listed


def materials_in(place: Content) -> Sequence[Material]:
    """Return the materials written at one level, those inside its tasks included."""
    inline = [
        ref.target
        for task in place.tasks
        for ref in task.materials
        if isinstance(ref.target, Material) and ref.target.scope is place.scope
    ]
    return tuple(dict.fromkeys([*place.materials, *inline])) if inline else place.materials


@lru_cache(maxsize=1)
def materials_in_use(course: Course) -> frozenset[Material]:
    """Return the materials that a task names or holds, anywhere in the course."""
    return frozenset(
        ref.target
        for task in course.every(Task)
        for ref in task.materials
        if isinstance(ref.target, Material)
    )
