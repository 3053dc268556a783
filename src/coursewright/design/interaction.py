"""Substantive interaction between students and those who teach, by its kinds.

The kinds are those of the US definition of distance education (34 CFR 600.2). A fifth, whatever an
accrediting agency has approved, cannot be told from a design.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.learning_types import learning_type
from coursewright.design.teaching import answers_in_thread, gives_feedback, moderates
from coursewright.spec.model import Assessment, Course, FollowUpActivity, Module, Session, Task, Unit
from coursewright.spec.timeline import week_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.element import Element

__all__ = ["Interaction", "Kind", "interactions", "may_interact_more"]

Kind: TypeAlias = Literal["instruction", "feedback", "questions", "discussion"]

_PLACES = ("units", "tasks", "sessions", "follow_up_activities", "assessments", "support")
_WORK = ("monitoring", "feedback", "replies", "due", "week", "kind")
_PARTS = ("by", "answers", "at", "within", "form", "moderator", "channels", "response_time")
_SESSION = ("starts", "slot", "week", "agenda")
_MOMENTS: dict[type[Element], str] = {
    Task: "due",
    Assessment: "due",
    FollowUpActivity: "due",
    Session: "starts",
}


class Interaction(NamedTuple):
    """One planned occasion; `dated` if the design says when it comes."""

    kind: Kind
    item: Element
    dated: bool


def interactions(course: Course) -> Iterator[Interaction]:
    """Yield every planned interaction with somebody who teaches."""
    for session in course.every(Session):
        dated = _is_dated(session) or session.says("slot")
        for kind in _kinds_of(session):
            yield Interaction(kind, session, dated)
    for task in course.every(Task):
        yield from _of_thread(task)
        if gives_feedback(task):
            yield Interaction("feedback", task, _is_feedback_dated(task))
    for assessment in course.every(Assessment):
        if gives_feedback(assessment):
            yield Interaction("feedback", assessment, _is_feedback_dated(assessment))
    for activity in course.every(FollowUpActivity):
        if activity.says("opens_with"):
            yield Interaction("feedback", activity, _is_dated(activity))
    for place in (course, *course.modules, *course.every(Unit)):
        support = place.settings.support
        if support is not None and support.channels:
            yield Interaction("questions", place, bool(support.response_time))


def may_interact_more(course: Course) -> bool:
    """Whether something still to be decided, or not understood, could be such an occasion or date one."""
    places = (*course.every(Course), *course.every(Module), *course.every(Unit))
    if any(place.leaves_open(*_PLACES) or place.settings.leaves_open("support") for place in places):
        return True
    works = (*course.every(Task), *course.every(Assessment), *course.every(FollowUpActivity))
    if any(work.leaves_open(*_WORK, "opens_with", "session") for work in works):
        return True
    parts = (
        *(getattr(work, name, None) for work in works for name in ("monitoring", "feedback", "replies")),
        *(place.settings.support for place in places),
    )
    if any(part is not None and part.leaves_open(*_PARTS) for part in parts):
        return True
    return any(session.leaves_open(*_SESSION) for session in course.every(Session))


def _kinds_of(session: Session) -> Iterator[Kind]:
    """Yield what happens in a session by its agenda; where that does not tell, somebody teaches."""
    named = False
    for item in session.agenda:
        if item.feedback is not None or item.answer_key is not None:
            named = True
            yield "feedback"
        elif item.activity is not None:
            named = True
            yield "discussion"
        elif item.talk:
            yield "instruction"
    if not named:
        yield "instruction"


def _of_thread(task: Task) -> Iterator[Interaction]:
    """Yield a thread that somebody who teaches joins: a discussion where students answer each other."""
    shared = task.replies is not None or learning_type(task) == "discussion"
    if answers_in_thread(task):
        yield Interaction("discussion" if shared else "questions", task, _is_dated(task))
    elif moderates(task):
        yield Interaction("discussion", task, _is_dated(task))


def _is_dated(item: Element) -> bool:
    return item.says(_MOMENTS[type(item)]) or week_of(item) is not None


def _is_feedback_dated(work: Task | Assessment) -> bool:
    feedback = work.feedback
    if feedback is None or feedback.says("at"):
        return True
    return feedback.says("within") and _is_dated(work)
