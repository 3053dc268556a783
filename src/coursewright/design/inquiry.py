"""How far inquiry goes in a module: whether its work is known to reach analysis, evaluation or creation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.alignment import alignment_of, stands_apart
from coursewright.design.contents import follow_ups_in
from coursewright.design.learning_types import is_acquisition
from coursewright.design.module_work import work_is_open, works_of
from coursewright.spec.model import FollowUpActivity, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.design.alignment import Work
    from coursewright.spec.model import Course, Module

__all__ = ["reaches_depth", "stops_early"]

_DEEP_LEVELS = frozenset({"analyze", "evaluate", "create"})

_DEEP_KINDS = frozenset({"case-study", "debate", "role-play", "project", "investigation", "peer-review"})
_SHALLOW_KINDS = frozenset({"quiz", "poll", "onboarding", "social", "survey"})
"""What asks for recall or a choice, unless it says a higher level."""


def stops_early(module: Module, course: Course) -> bool:
    """Whether a module has work, all of it is known, and none of it gets as far as analysis."""
    asked = False
    for work in works_of(module):
        depth = reaches_depth(work)
        if depth:
            return False
        if not stands_apart(work):
            if depth is None:
                return False
            asked = True
    if not asked or work_is_open(module):
        return False
    return not any(reaches_depth(work) is not False for work in _elsewhere(module, course))


def reaches_depth(work: Work) -> bool | None:
    """Whether work gets as far as analysis; None where that is unknown or still to be decided."""
    if work.level in _DEEP_LEVELS or work.kind in _DEEP_KINDS:
        return True
    if work.leaves_open("level", "kind", "follow_up"):
        return None
    if work.level is not None:
        return False
    if isinstance(work, Task):
        if work.decision_points or work.leaves_open("decision_points", "learning_type", "questions"):
            return None
        return False if _is_recall(work) or is_acquisition(work) else None
    return False if _is_recall(work) else None


def _is_recall(work: Work) -> bool:
    if work.kind not in _SHALLOW_KINDS or work.leaves_open("questions"):
        return False
    questions = () if isinstance(work, FollowUpActivity) else work.questions
    return all(question.type != "essay" for question in questions)


def _elsewhere(module: Module, course: Course) -> Iterator[Work]:
    """Yield what takes up the work of a module elsewhere, and the course's own work for its outcomes."""
    for task in works_of(module):
        if isinstance(task, Task):
            yield from course.links.follow_ups.get(task, ())
    courses_own: tuple[Work, ...] = (*course.tasks, *follow_ups_in(course), *course.assessments)
    for work in courses_own:
        served = alignment_of(course).serves(work)
        if any(outcome.scope.up("module") is module.scope for outcome in served):
            yield work
