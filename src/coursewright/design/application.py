"""Whether anything in a course shows that students can use what they learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.alignment import is_evidence
from coursewright.design.contents import everywhere
from coursewright.design.evidence_kinds import evidence_kinds
from coursewright.spec.model import Assessment, Evaluation, FollowUpActivity, Outcome, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Course

__all__ = ["applies", "graded_use", "is_graded_activity", "reasons_to_use", "shows_no_application"]

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
_HOLDERS = ("evaluation", "assessments", "tasks", "follow_up_activities", "units")


def shows_no_application(course: Course) -> bool:
    """Whether no measure, no assessment and no graded work shows it, nor may: what is not said is unknown.

    False, too, where the evaluation or the assessments are left out on purpose.
    """
    if _may_show_application(course) or not course.complete or _is_left_out(course):
        return False
    return not any(place.leaves_open(*_HOLDERS) for place in everywhere(course))


def _is_left_out(course: Course) -> bool:
    modules = course.modules or (course,)
    return any(
        course.leaves_out(key) or all(place.leaves_out(key) for place in modules)
        for key in ("evaluation", "assessments")
    )


def _may_show_application(course: Course) -> bool:
    for assessment in course.every(Assessment):
        if applies(assessment) is not False:
            return True
    return (
        any(_is_telling(measure) for measure in course.every(Evaluation))
        or any(graded_use(task) is not False for task in course.every(Task))
        or any(is_graded_activity(activity) is not False for activity in course.every(FollowUpActivity))
        or any(outcome.says("assessed_elsewhere") for outcome in course.every(Outcome))
    )


def applies(assessment: Assessment) -> bool | None:
    """Whether an assessment asks students to use what they learn; None where that is unknown."""
    if reasons_to_use(assessment):
        return True
    unknown = assessment.kind in _UNKNOWN_KINDS or assessment.leaves_open("real_world", "level")
    return None if unknown else False


def graded_use(task: Task) -> bool | None:
    """Whether students use what they learn in work that is graded or has to be passed; None where unknown."""
    if reasons_to_use(task) and is_evidence(task):
        return True
    return None if task.leaves_open("kind", "decision_points", "level", "graded", "weight") else False


def reasons_to_use(work: Task | Assessment) -> Sequence[str]:
    """Return the keys by which work is known to ask students to use what they learn."""
    match work:
        case Task():
            said = {"kind": work.kind in _APPLIED_TASKS, "decision_points": bool(work.decision_points)}
        case Assessment():
            said = {"kind": work.kind in _APPLIED_KINDS, "real_world": bool(work.real_world)}
    return [key for key, holds in {**said, "level": work.level in _APPLIED_LEVELS}.items() if holds]


def is_graded_activity(activity: FollowUpActivity) -> bool | None:
    """Whether what takes tasks up is graded; None where that is unknown."""
    if is_evidence(activity):
        return True
    return None if activity.leaves_open("graded", "weight") else False


def _is_telling(measure: Evaluation) -> bool:
    if not measure.evidence or measure.leaves_open("evidence"):
        return True
    kinds = evidence_kinds()
    return any(word in kinds and kinds[word].shows_use for word in measure.evidence)
