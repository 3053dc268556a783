"""Where learners meet each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from coursewright.design.contents import everywhere
from coursewright.design.learning_types import learning_type
from coursewright.spec.model import Assessment, FollowUpActivity, Session, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Course

__all__ = ["TOGETHER", "Work", "expects_replies", "may_meet", "meets", "never_meet"]

Work: TypeAlias = Task | FollowUpActivity | Assessment

TOGETHER = frozenset({"pairs", "groups", "class"})
_SHARED_TYPES = frozenset({"discussion", "collaboration"})
_SHARED_ACTIVITIES = frozenset({"debate", "role-play", "discussion", "jigsaw", "gallery-walk", "peer-review"})
_OPEN = (
    *(
        "grouping",
        "kind",
        "learning_type",
        "replies",
        "feedback",
        "monitoring",
        "choices",
        "follow_up",
        "session",
    ),
    *("expected", "form", "by"),
)
_LISTS = ("units", "tasks", "sessions", "follow_up_activities", "assessments", "replies")


def never_meet(course: Course) -> bool:
    """Whether no two learners of a course ever do something together, and nothing still open may bring it.

    False, too, where the course or each of its modules goes without on purpose.
    """
    if course.every(Session) or not course.complete or _left_out(course):
        return False
    kinds: tuple[Sequence[Work], ...] = (
        course.every(Task),
        course.every(FollowUpActivity),
        course.every(Assessment),
    )
    for works in kinds:
        for work in works:
            if meets(work) or may_meet(work):
                return False
    return not any(place.leaves_open(*_LISTS) for place in everywhere(course))


def _left_out(course: Course) -> bool:
    if course.leaves_out("replies"):
        return True
    return bool(course.modules) and all(module.leaves_out("replies") for module in course.modules)


def meets(work: Work) -> bool:
    """Whether learners have something to do with each other in this work."""
    match work:
        case Assessment():
            return work.grouping in TOGETHER
        case FollowUpActivity():
            return work.session is not None or work.kind in _SHARED_ACTIVITIES
        case Task():
            if work.grouping in TOGETHER or learning_type(work) in _SHARED_TYPES or expects_replies(work):
                return True
            if work.kind == "role-play" and work.grouping is None:
                return True
            return _reads_peers(work) or any(choice.of == "partner" for choice in work.choices)


def may_meet(work: Work) -> bool:
    """Whether something still to be decided about the work could bring learners together."""
    parts = (work.replies, work.feedback, work.monitoring) if isinstance(work, Task) else ()
    return any(part is not None and part.leaves_open(*_OPEN) for part in (work, *parts))


def expects_replies(task: Task) -> bool:
    """Whether learners are to answer each other."""
    return task.replies is not None and task.replies.expected != 0


def _reads_peers(task: Task) -> bool:
    """Whether fellow learners read the work or answer it."""
    if task.feedback is not None and "peer" in task.feedback.form:
        return True
    reader = task.monitoring.by if task.monitoring is not None else None
    return reader is not None and reader.text == "peer"
