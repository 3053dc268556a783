"""What breaks a loop: one question for each thing that can be missing between a task and its follow-up.

The rules ask these questions, and so does the loop timeline, so that the two never disagree. Each is about
the plan alone: in which support model it is asked is for those who ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.alignment import stands_apart
from coursewright.design.company import expects_replies
from coursewright.design.loop import (
    answers_automatically,
    is_for_somebody_to_read,
    marks_itself,
    may_answer,
    may_be_taken_up,
)
from coursewright.design.scopes import upwards
from coursewright.spec.model import AgendaItem, Session, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Course

__all__ = [
    "FeedbackFault",
    "Unread",
    "answer_keys_for",
    "feedback_fault",
    "hears_nothing",
    "is_answered_by_peers",
    "is_last_task",
    "is_never_taken_up",
    "leaves_invitation_unanswered",
    "unread",
]

FeedbackFault: TypeAlias = Literal["answer key", "none", "no gap"]
"""Answers are only read out; there is no feedback; nothing says which gap it addresses."""


class Unread(NamedTuple):
    """What nobody has said about reading the work: by whom, and what to look for."""

    no_reader: bool
    no_aim: bool


def is_never_taken_up(task: Task, course: Course, *, prepared: bool) -> bool:
    """Whether nothing later takes a task up, although something should. `prepared`: nobody oversees it."""
    if task in course.links.follow_ups or not task.lacks("follow_up") or _is_excused(task):
        return False
    if prepared and (_may_answer(task) or is_last_task(task, course)):
        return False
    return not may_be_taken_up(task, course)


def is_last_task(task: Task, course: Course) -> bool:
    """Whether a task is the last of its course, surveys and the like left out: nothing comes after it."""
    return task is next((one for one in reversed(course.every(Task)) if not _is_excused(one)), None)


def _is_excused(task: Task) -> bool:
    """Whether a task has its own reason to be there, or an assessment takes it up; or may turn out so."""
    if stands_apart(task) or task.says("counts_towards"):
        return True
    return task.leaves_open("kind", "optional")


def unread(task: Task) -> Unread | None:
    """Return what is missing for somebody to read the work with an aim; None where nothing is."""
    plan = task.monitoring
    no_reader = plan is None or plan.lacks("by")
    no_aim = plan is None or plan.lacks("looks_for")
    if not (no_reader or no_aim) or not is_for_somebody_to_read(task):
        return None
    if task.leaves_open("monitoring") or task.leaves_out("monitoring"):
        return None
    return Unread(no_reader, no_aim)


def feedback_fault(task: Task, course: Course) -> FeedbackFault | None:
    """Return what is wrong with the feedback on a task; None where nothing is, or nothing can be said."""
    plan, keys = task.feedback, answer_keys_for(task, course)
    if plan is not None and not keys and plan.says("addresses"):
        return None  # as most say it, so that nothing else has to be asked
    if not is_for_somebody_to_read(task) or marks_itself(task) or _may_be_enough(task):
        return None
    if task.leaves_open("feedback", "questions") or task.leaves_out("feedback"):
        return None
    if keys and not _comes_elsewhere(task) and not _agenda_is_open(task, course):
        return "answer key"
    if plan is None and task not in course.links.feedback_in:
        return "none"
    return "no gap" if plan is None or plan.lacks("addresses") else None


def answer_keys_for(task: Task, course: Course) -> Sequence[Session]:
    """Return the sessions that go through the answers to a task, where none gives feedback on it."""
    links = course.links
    return () if task in links.feedback_in else links.answer_keys_in.get(task, ())


def hears_nothing(task: Task) -> bool:
    """Whether learners do a task that nobody oversees, and nothing answers them."""
    if task.leaves_out("feedback") or stands_apart(task) or not is_for_somebody_to_read(task):
        return False
    return not (answers_automatically(task) or is_answered_by_peers(task) or may_answer(task))


def is_answered_by_peers(task: Task) -> bool:
    """Whether learners answer each other, or may."""
    if task.kind == "peer-review" or task.leaves_open("replies") or expects_replies(task):
        return True
    return task.feedback is not None and "peer" in task.feedback.form


def leaves_invitation_unanswered(task: Task) -> bool:
    """Whether students are asked to answer each other, and nobody who teaches or moderates joins in."""
    replies, plan = task.replies, task.monitoring
    if replies is None or (plan is not None and plan.answers) or replies.expected == 0:
        return False
    if replies.says("moderator") or replies.leaves_open("expected"):
        return False
    if task.leaves_open("monitoring") or task.leaves_out("monitoring"):
        return False
    return plan is None or not plan.leaves_open("answers")


def _may_answer(task: Task) -> bool:
    """Whether the task answers the learner automatically, or what is still to be decided could."""
    return answers_automatically(task) or task.leaves_open("feedback", "questions", "decision_points")


def _may_be_enough(task: Task) -> bool:
    """Whether what is still to be decided could be what is asked for: a gap, or automatic feedback."""
    if task.feedback is not None and task.feedback.leaves_open("form", "addresses"):
        return True
    parts = [part for question in task.questions for part in (question, *question.options)]
    return any(part.leaves_open("feedback", "options") for part in parts)


def _comes_elsewhere(task: Task) -> bool:
    """Whether feedback on a gap is planned for another time than the session with the answer key."""
    plan = task.feedback
    return plan is not None and plan.says("addresses") and (plan.says("at") or plan.says("within"))


def _agenda_is_open(task: Task, course: Course) -> bool:
    """Whether a session that is still to be planned could hold the feedback."""
    around = (scope.element for scope in upwards(task.scope) if scope.element is not None)
    if any(place.leaves_open("sessions") for place in around):
        return True
    return any(session.leaves_open("agenda") for session in course.every(Session)) or any(
        item.leaves_open("feedback") for item in course.every(AgendaItem)
    )
