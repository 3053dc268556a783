"""The loop that makes a task more than homework: it is done, read, answered and taken up again."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.design.learning_types import is_acquisition
from coursewright.design.scopes import home_of, upwards
from coursewright.spec.model import Course, FollowUpActivity, Module, Task, Unit

if TYPE_CHECKING:
    from coursewright.spec.element import Element, Scope


def is_for_somebody_to_read(task: Task) -> bool:
    """Whether a task leaves something that somebody reads and answers.

    What students only take in does not, nor does onboarding, nor what is optional; where one of these is
    still to be decided, nothing can be asked yet.
    """
    if task.optional or task.kind == "onboarding" or is_acquisition(task):
        return False
    return not task.leaves_open("kind", "learning_type", "optional")


def marks_itself(task: Task) -> bool:
    """Whether feedback comes by itself: of the form `automatic`, or on every question."""
    if task.feedback is not None and "automatic" in task.feedback.form:
        return True
    return bool(task.questions) and all(_answered(question) for question in task.questions)


def answers_automatically(task: Task) -> bool:
    """Whether the learner hears something back with nobody in between.

    That is a task that marks itself, or a consequence (or feedback) on every option of every decision point.
    """
    if marks_itself(task):
        return True
    options = [option for point in task.decision_points for option in point.options]
    return bool(options) and all(option.consequence or option.feedback for option in options)


def may_answer(task: Task) -> bool:
    """Whether something still to be decided about a task could answer the learner with nobody in between."""
    if task.leaves_open("feedback", "questions", "decision_points"):
        return True
    parts: list[Element] = [
        *task.questions,
        *task.decision_points,
        *(option for question in task.questions for option in question.options),
        *(option for point in task.decision_points for option in point.options),
    ]
    if any(part.leaves_open("feedback", "consequence", "options") for part in parts):
        return True
    return task.feedback is not None and task.feedback.leaves_open("form")


@lru_cache(maxsize=1)
def taken_up_by(course: Course) -> dict[FollowUpActivity | Task, list[Task]]:
    """Return which tasks each follow-up activity and each later task takes up."""
    found: dict[FollowUpActivity | Task, list[Task]] = {}
    for task, follow_ups in course.links.follow_ups.items():
        for follow_up in follow_ups:
            found.setdefault(follow_up, []).append(task)
    return found


def may_be_taken_up(task: Task, course: Course) -> bool:
    """Whether something still to be decided in the task's module or course could name the task."""
    undecided = open_scopes(course)
    return bool(undecided) and any(scope in undecided for scope in upwards(home_of(task.scope)))


@lru_cache(maxsize=1)
def open_scopes(course: Course) -> frozenset[Scope]:
    """Return the modules, or the course, in which something still to be decided could take a task up.

    Every task that nothing takes up asks this, so the answer for the last course is kept.
    """
    lists = ("tasks", "follow_up_activities", "units")
    found: list[Element] = [
        place for kind in (Unit, Module, Course) for place in course.every(kind) if place.leaves_open(*lists)
    ]
    found += [
        later
        for kind in (Task, FollowUpActivity)
        for later in course.every(kind)
        if later.leaves_open("builds_on")
    ]
    return frozenset(home_of(element.scope) for element in found)


def _answered(question: object) -> bool:
    options = getattr(question, "options", ())
    return bool(getattr(question, "feedback", None)) or (
        bool(options) and all(option.feedback for option in options)
    )
