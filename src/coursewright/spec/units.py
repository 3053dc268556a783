"""A flat module is one unit, or one a week if its items say in which week they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.element import Element, When
from coursewright.spec.model.content import Assessment, FollowUpActivity, Material, Session
from coursewright.spec.model.structure import Unit
from coursewright.spec.times import Weekly, Weeks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.links import Links
    from coursewright.spec.model import Course, Module
    from coursewright.spec.model.tasks import Task


def add_implicit_units(module: Module, course: Course) -> None:
    """Complete a flat module with the units that it does not spell out."""
    if not module.flat:
        return
    weeks = _weeks_of(module)
    units = [_of_week(module, course, week) for week in weeks] if weeks else [_whole(module)]
    course.elements.setdefault("Unit", []).extend(units)
    vars(module)["units"] = tuple(units)


def _weeks_of(module: Module) -> list[int]:
    """Return the weeks of what is taught, if any of it carries a `week`; then a time counts as well."""
    taught: tuple[Task | Session | FollowUpActivity, ...]
    taught = (*module.tasks, *module.sessions, *module.follow_up_activities)
    if all(item.week is None for item in taught):
        return []
    return sorted({week for item in taught if (week := _week(item)) is not None})


def _whole(module: Module) -> Unit:
    return Unit(
        node=module.node,
        scope=module.scope,
        undecided=module.undecided,
        on_purpose=module.on_purpose,
        id=module.id,
        title=module.title,
        description=module.description,
        week=module.week,
        implicit=True,
        outcomes=module.outcomes,
        materials=module.materials,
        tasks=module.tasks,
        sessions=module.sessions,
        follow_up_activities=module.follow_up_activities,
        reflection=module.reflection,
        assessments=module.assessments,
        announcements=module.announcements,
    )


def _of_week(module: Module, course: Course, week: int) -> Unit:
    tasks = tuple(task for task in module.tasks if _week(task) == week)
    sessions = tuple(session for session in module.sessions if _week(session) == week)
    activities = tuple(
        activity
        for activity in course.within(module, FollowUpActivity)
        if _activity_week(activity, course.links) == week
    )
    assessments = tuple(assessment for assessment in module.assessments if _week(assessment) == week)
    inline = tuple(ref.target for task in tasks for ref in task.materials if isinstance(ref.target, Material))
    items: tuple[Element, ...] = (*tasks, *sessions, *activities, *assessments, *inline)
    own = tuple(element for item in items for element in _with_parts(item))
    return Unit(
        node=module.node,
        scope=module.scope,
        undecided=module.undecided,
        on_purpose=module.on_purpose,
        id=module.id,
        title=module.title,
        week=Weeks(week, week),
        implicit=True,
        own=own,
        tasks=tasks,
        sessions=sessions,
        follow_up_activities=activities,
        assessments=assessments,
    )


def _with_parts(element: Element) -> Iterator[Element]:
    yield element
    for value in vars(element).values():
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Element):
                yield from _with_parts(part)


def _week(item: Task | Session | Assessment | FollowUpActivity) -> int | None:
    """Return the week that an item says itself, by its key or in its time."""
    week: Weeks | None = getattr(item, "week", None)
    if week is not None:
        return week.first
    when = item.starts if isinstance(item, Session) else item.due
    return when.spec.week if isinstance(when, When) and isinstance(when.spec, Weekly) else None


def _activity_week(activity: FollowUpActivity, links: Links) -> int | None:
    session = links.session_of.get(activity)
    own = _week(activity)
    if own is None and session is not None:
        own = _week(session)
    if own is not None:
        return own
    weeks = [week for task in links.builds_on.get(activity, ()) if (week := _week(task)) is not None]
    return max(weeks, default=None)
