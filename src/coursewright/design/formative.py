"""What students can try before it counts: checks that are not graded, and when they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.alignment import alignment_of, may_be_practice
from coursewright.design.contents import places_in
from coursewright.design.module_work import works_of
from coursewright.design.weeks import teaching_weeks, week_of_time
from coursewright.spec.model import Assessment, FollowUpActivity, Session, Task
from coursewright.spec.moments import compare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.alignment import Work
    from coursewright.spec.model import Course, Module

__all__ = ["first_summative"]

_ON_THE_WAY = frozenset({"onboarding", "social"})
_ONCE = frozenset({None, "1"})


def first_summative(module: Module, course: Course) -> Assessment | None:
    """Return the first assessment of a module that counts, if nothing that does not comes before it.

    None where a check comes earlier or may do so; whatever time is unknown may be early.
    """
    works = works_of(module)
    counted = [work for work in works if isinstance(work, Assessment) and _counts(work)]
    if not counted:
        return None
    for work in works:  # most modules have a check of their own
        if _may_be_check(work) and not _is_late(work, counted, course):
            return None
    timeline = course.timeline
    first = counted[0]
    for one in counted[1:]:
        due, earliest = timeline.moment(one, "due"), timeline.moment(first, "due")
        if due is not None and (earliest is None or compare(due, earliest) == -1):
            first = one
    further = _checks_around(module, first, course)
    return None if any(not _is_late(check, counted, course) for check in further) else first


def _counts(assessment: Assessment) -> bool:
    """Whether an assessment counts, comes at one moment, and cannot be tried again."""
    if assessment.formative or assessment.kind == "participation" or assessment.attempts not in _ONCE:
        return False
    return not assessment.leaves_open("formative", "kind", "attempts")


def _checks_around(module: Module, summative: Assessment, course: Course) -> Iterator[Work | Session]:
    """Yield what may be a check beside the work of a module.

    That is in its sessions, in the course itself, and elsewhere for the same outcomes. A module that only
    assesses is prepared for by all the others.
    """
    places = (course, *places_in(module))
    sessions = [session for place in places for session in place.sessions]
    works: list[Work] = [*course.tasks, *course.follow_up_activities, *course.assessments]
    alignment = alignment_of(course)
    for outcome in alignment.serves(summative):
        works += alignment.served_by(outcome)
    if not sessions and all(isinstance(work, Assessment) for work in (*works_of(module), *works)):
        sessions = list(course.every(Session))
        works += [*course.every(Task), *course.every(FollowUpActivity)]
    yield from (work for work in works if _may_be_check(work))
    yield from (session for session in sessions if _may_try(session))


def _may_be_check(work: Work) -> bool:
    """Whether students do something here that does not count, or that may turn out so."""
    if isinstance(work, Assessment):
        return work.formative or work.leaves_open("formative")
    if isinstance(work, FollowUpActivity):
        return not (work.graded or work.weight)
    if work.graded or work.says("counts_towards") or work.kind in _ON_THE_WAY:
        return False
    return may_be_practice(work) or work.leaves_open("kind")


def _may_try(session: Session) -> bool:
    """Whether students do something in a session, or its agenda does not say."""
    return not session.agenda or any(item.talk is None for item in session.agenda)


def _is_late(check: Work | Session, counted: Sequence[Assessment], course: Course) -> bool:
    """Whether a check is known to come after one of the assessments that count."""
    timeline = course.timeline
    moment = timeline.moment(check, "starts" if isinstance(check, Session) else "due")
    for assessment in counted:
        if moment is None:
            week = week_of_time(assessment, course)
            weeks = teaching_weeks(course).of_item(check) if week is not None else ()
            if week is not None and weeks and min(weeks) > week:
                return True
            continue
        due = timeline.moment(assessment, "due")
        if due is not None and compare(moment, due) == 1:
            return True
    return False
