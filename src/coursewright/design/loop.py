"""The loop that makes a task more than homework: it is done, read, answered and taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.spec.model import Task


def answers_automatically(task: Task) -> bool:
    """Whether the learner hears something back with nobody in between.

    That is feedback of the form `automatic`, feedback on every question, or a consequence (or feedback) on every
    option of every decision point.
    """
    if task.feedback is not None and "automatic" in task.feedback.form:
        return True
    if task.questions and all(_answered(question) for question in task.questions):
        return True
    options = [option for point in task.decision_points for option in point.options]
    return bool(options) and all(option.consequence or option.feedback for option in options)


def _answered(question: object) -> bool:
    options = getattr(question, "options", ())
    return bool(getattr(question, "feedback", None)) or (
        bool(options) and all(option.feedback for option in options)
    )
