"""What a course, a module and a unit hold, and what stands inline in their tasks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.spec.model import Assessment, Course, FollowUpActivity, Material, Module, Task

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coursewright.spec.model import Content, Unit


def written_units(place: Content) -> Sequence[Unit]:
    """Return the units that a module spells out; none of what is no module."""
    return place.units if isinstance(place, Module) and not place.flat else ()


def places_in(place: Course | Module) -> Sequence[Content]:
    """Return a course or module and what it is made of, as far as that was written."""
    if isinstance(place, Module):
        return (place, *written_units(place))
    inside = [one for module in place.modules for one in (module, *written_units(module))]
    return inside if place.implicit else [place, *inside]


def everywhere(course: Course) -> Sequence[Content]:
    """Return a course, its modules and all their units, the implicit ones too."""
    return [course, *course.modules, *[unit for module in course.modules for unit in module.units]]


def as_written(course: Course) -> Course | Module:
    """Return what was written as the course: where a module file is one by itself, the module."""
    return course.modules[0] if course.implicit and course.modules else course


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


@lru_cache(maxsize=1)
def tasks_towards(course: Course) -> Mapping[Assessment, Sequence[Task]]:
    """Return the tasks that count towards each assessment that has any."""
    found: dict[Assessment, list[Task]] = {}
    for task in course.every(Task):
        whole = task.counts_towards.target if task.counts_towards is not None else None
        if isinstance(whole, Assessment):
            found.setdefault(whole, []).append(task)
    return found
