"""The order in which learners meet what a unit holds.

Authors list tasks, sessions and follow-ups apart; learners meet a material before the task that works with
it, a session after what it needs and what is due before it, a follow-up after what it takes up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import follow_ups_in, materials_in
from coursewright.spec.model import FollowUpActivity, Material, Session, Task
from coursewright.spec.moments import compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.exporters.edition.model import EntryElement
    from coursewright.spec.model import Announcement, Content, Course

__all__ = ["in_teaching_order"]

_FIRST = frozenset({"welcome", "overview"})


def in_teaching_order(place: Content, course: Course) -> Sequence[EntryElement]:
    """Return what a unit, module or course holds at its own level, in the order in which learners meet it."""
    opening = [one for one in place.announcements if _opens(one, place, course)]
    found: list[EntryElement] = [*opening, *_work(place, course)]
    found += place.assessments
    if place.reflection is not None:
        found.append(place.reflection)
    found += (one for one in place.announcements if one not in opening)
    return found


def _opens(announcement: Announcement, place: Content, course: Course) -> bool:
    """Whether an announcement comes before the work: by its time, else by what it is."""
    at = course.timeline.moment(announcement, "at")
    dues = [due for task in place.tasks if (due := course.timeline.moment(task, "due")) is not None]
    if at is None or not dues:
        return announcement.kind in _FIRST
    return all(compare(at, due) == -1 for due in dues)


def _work(place: Content, course: Course) -> Sequence[EntryElement]:
    order: list[EntryElement] = list(place.tasks)
    for session in _by_time(place.sessions, course):
        order.insert(_place_of(session, order, course), session)
    for activity in follow_ups_in(place):
        order.insert(_behind(activity, order, course), activity)
    return _with_materials(order, materials_in(place))


def _by_time(sessions: Iterable[Session], course: Course) -> Sequence[Session]:
    """Return sessions with the earlier one first, as far as that is known; else as they were listed."""
    order: list[Session] = []
    for session in sessions:
        at = len(order)
        while at and _before(session, order[at - 1], course):
            at -= 1
        order.insert(at, session)
    return order


def _before(one: Session, other: Session, course: Course) -> bool:
    a, b = course.timeline.moment(one, "starts"), course.timeline.moment(other, "starts")
    return a is not None and b is not None and compare(a, b) == -1


def _place_of(session: Session, order: Sequence[EntryElement], course: Course) -> int:
    """Return where a session comes among tasks: behind what leads to it, before what comes of it."""
    leads = [number for number, one in enumerate(order) if _leads_to(one, session, course)]
    if leads:
        return leads[-1] + 1
    later = [number for number, one in enumerate(order) if _is_later(one, session, course)]
    return later[0] if later else len(order)


def _leads_to(one: EntryElement, session: Session, course: Course) -> bool:
    if isinstance(one, Session):
        return not _before(session, one, course)
    if not isinstance(one, Task):
        return False
    links = course.links
    if any(
        session in table.get(one, ())
        for table in (links.required_by, links.feedback_in, links.answer_keys_in)
    ):
        return True
    due, start = course.timeline.moment(one, "due"), course.timeline.moment(session, "starts")
    return due is not None and start is not None and compare(due, start) in {-1, 0}


def _is_later(one: EntryElement, session: Session, course: Course) -> bool:
    start = course.timeline.moment(session, "starts")
    if start is None or not isinstance(one, Task):
        return False
    times = (course.timeline.moment(one, "release"), course.timeline.moment(one, "due"))
    return any(time is not None and compare(start, time) == -1 for time in times)


def _behind(activity: FollowUpActivity, order: Sequence[EntryElement], course: Course) -> int:
    """Return where a follow-up comes: behind its session and its neighbours there, else behind its tasks.

    One with a due time of its own also lets by what has to be done earlier.
    """
    session = course.links.session_of.get(activity)
    taken = course.links.builds_on.get(activity, ())
    found = len(order)
    for number, one in enumerate(order):
        if one is session or (session is None and one in taken):
            found = number + 1
    if session is None and not any(one in taken for one in order):
        return len(order)
    while found < len(order) and (
        isinstance(order[found], FollowUpActivity)
        or (session is None and _is_due_before(order[found], activity, course))
    ):
        found += 1
    return found


def _is_due_before(one: EntryElement, activity: FollowUpActivity, course: Course) -> bool:
    due = course.timeline.moment(activity, "due")
    time = course.timeline.moment(one, "starts" if isinstance(one, Session) else "due")
    return due is not None and time is not None and compare(time, due) == -1


def _with_materials(order: Sequence[EntryElement], materials: Sequence[Material]) -> Sequence[EntryElement]:
    """Put each material before the first task that works with it; what no task names comes first."""
    waiting = dict.fromkeys(materials)
    found: list[EntryElement] = []
    for one in order:
        if isinstance(one, Task):
            for ref in one.materials:
                if isinstance(ref.target, Material) and ref.target in waiting:
                    found.append(ref.target)
                    del waiting[ref.target]
        found.append(one)
    return [*waiting, *found]
