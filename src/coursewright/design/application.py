"""Whether anything in a course shows that students can use what they learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.alignment import is_evidence
from coursewright.spec.model import Assessment, Evaluation, FollowUpActivity, Outcome, Task

if TYPE_CHECKING:
    from coursewright.spec.model import Course

__all__ = ["may_show_application"]

_TELLING = frozenset({"application", "explanation", "decision", "performance"})
_APPLIED_KINDS = frozenset({"project", "presentation", "portfolio", "practical", "dissertation"})
_APPLIED_TASKS = frozenset(
    {
        "case-study",
        "project",
        "investigation",
        "role-play",
        "debate",
        "portfolio",
        "simulation",
        "virtual-lab",
    }
)
_APPLIED_LEVELS = frozenset({"apply", "analyze", "evaluate", "create"})
_UNKNOWN_KINDS = frozenset({None, "other"})


def may_show_application(course: Course) -> bool:
    """Whether a measure, an assessment or graded work shows it, or may: what is not said is unknown."""
    for assessment in course.every(Assessment):
        if _is_applied(assessment):
            return True
    return (
        any(_is_telling(measure) for measure in course.every(Evaluation))
        or any(_is_graded_use(task) for task in course.every(Task))
        or any(_is_graded(activity) for activity in course.every(FollowUpActivity))
        or any(outcome.says("assessed_elsewhere") for outcome in course.every(Outcome))
    )


def _is_telling(measure: Evaluation) -> bool:
    if not measure.evidence or measure.leaves_open("evidence"):
        return True
    return not _TELLING.isdisjoint(measure.evidence)


def _is_applied(assessment: Assessment) -> bool:
    kind = assessment.kind
    if kind in _APPLIED_KINDS or kind in _UNKNOWN_KINDS or assessment.leaves_open("real_world", "level"):
        return True
    return bool(assessment.real_world) or assessment.level in _APPLIED_LEVELS


def _is_graded_use(task: Task) -> bool:
    """Whether students use what they learn in work that is graded or has to be passed."""
    if task.leaves_open("kind", "decision_points", "level", "graded", "weight"):
        return True
    uses = task.kind in _APPLIED_TASKS or bool(task.decision_points) or task.level in _APPLIED_LEVELS
    return uses and is_evidence(task)


def _is_graded(activity: FollowUpActivity) -> bool:
    return is_evidence(activity) or activity.leaves_open("graded", "weight")
