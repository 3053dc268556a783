"""Where the people who teach read, answer and moderate; what is still open may turn out to be theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from coursewright.spec.model import Assessment, Task

if TYPE_CHECKING:
    from coursewright.spec.element import Ref, Scope
    from coursewright.spec.model import Reflection

__all__ = [
    "TEACHING_ROLES",
    "answers_in_thread",
    "gives_feedback",
    "is_read_by_teacher",
    "may_teach",
    "moderates",
    "reader_for",
    "reads",
]

Work: TypeAlias = Task | Assessment

_NOT_TEACHING = frozenset({"peer", "student", "learner", "system"})
_NOBODYS_FORMS = frozenset({"automatic", "peer"})
TEACHING_ROLES = frozenset({"instructor", "tutor"})
"""Roles of a team whose people read and answer."""


def may_teach(person: Ref | None) -> bool:
    """Whether somebody teaches, as far as is known: a fellow student does not, nor does the system."""
    return person is None or person.target is not None or person.text not in _NOT_TEACHING


def reads(task: Task) -> bool:
    """Whether somebody who teaches reads what students do."""
    if task.leaves_open("monitoring"):
        return True
    return task.monitoring is not None and may_teach(task.monitoring.by)


def answers_in_thread(task: Task) -> bool:
    """Whether somebody who teaches answers students where they post."""
    if not reads(task):
        return False
    plan = task.monitoring
    return plan is None or bool(plan.answers) or plan.leaves_open("answers")


def moderates(task: Task) -> bool:
    """Whether somebody who teaches moderates the replies of students to each other."""
    if task.leaves_open("replies"):
        return True
    replies = task.replies
    return replies is not None and replies.says("moderator") and may_teach(replies.moderator)


def gives_feedback(work: Work) -> bool:
    """Whether somebody who teaches gives feedback on it: more than a machine or fellow students do."""
    if work.leaves_open("feedback"):
        return True
    feedback = work.feedback
    if feedback is None:
        return False
    return not feedback.form or feedback.leaves_open("form") or not _NOBODYS_FORMS.issuperset(feedback.form)


def is_read_by_teacher(reflection: Reflection) -> bool:
    """Whether somebody who teaches reads it."""
    return reflection.says("read_by") and may_teach(reflection.read_by)


def reader_for(scope: Scope) -> str:
    """Suggest who could read here: whoever teaches, by id; without a team, the role."""
    team = scope.settings.team
    return next((one.id for one in team if one.id and one.role in TEACHING_ROLES), "tutor")
