"""What in a task needs the person who does it: their own life, a decision, people who wait for the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from coursewright.design.alignment import stands_apart
from coursewright.design.company import TOGETHER, expects_replies
from coursewright.design.learning_types import is_acquisition
from coursewright.design.loop import may_be_taken_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Course, Task

__all__ = ["REASONS", "Reason", "human_reasons", "is_predictable", "may_have_reason"]

Reason: TypeAlias = Literal["own_context", "choices", "decision_points", "replies", "grouping", "follow_up"]
REASONS: tuple[Reason, ...] = (
    "own_context",
    "choices",
    "decision_points",
    "replies",
    "grouping",
    "follow_up",
)
"""The keys of a task that can say such a reason; a session that needs the task counts as its follow-up."""

_FACTS = ("kind", "learning_type", "level", "supervised", "optional")


def human_reasons(task: Task, course: Course) -> Sequence[Reason]:
    """Return the reasons that a task gives, in the order of `REASONS`."""
    links = course.links
    taken_up = bool(task.follow_up) or task in links.follow_ups or task in links.required_by
    given = {
        "own_context": bool(task.own_context),
        "choices": bool(task.choices),
        "decision_points": bool(task.decision_points),
        "replies": expects_replies(task),
        "grouping": task.grouping in TOGETHER,
        "follow_up": taken_up,
    }
    return [reason for reason in REASONS if given[reason]]


def may_have_reason(task: Task, course: Course) -> bool:
    """Whether something still to be decided could give a reason."""
    return task.leaves_open(*REASONS) or may_be_taken_up(task, course)


def is_predictable(task: Task, course: Course) -> bool:
    """Whether a task stays at recall, is done alone and unseen, and gives no reason to do it oneself.

    False where anything of this is open, where no reason is given on purpose, and for work of which nothing
    of the kind is asked: what is only taken in, polls, and what prepares the ground or gathers people.
    """
    if task.level not in {"remember", "understand"} or task.supervised or task.leaves_open(*_FACTS, *REASONS):
        return False
    if stands_apart(task) or task.kind == "poll" or _only_takes_in(task):
        return False
    return not (task.says("own_context") or human_reasons(task, course) or may_be_taken_up(task, course))


def _only_takes_in(task: Task) -> bool:
    return is_acquisition(task) and not (task.questions or task.says("produces"))
