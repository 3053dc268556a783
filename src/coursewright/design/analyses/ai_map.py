"""What a course says about generative AI, piece by piece: the level of use, who says it, what needs people.

The questions are those of the rules AIR001 to AIR003, answered by the same functions.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.ai_use import (
    ai_level,
    has_stance,
    is_assessed,
    is_untold,
    rests_on_each_student,
    stance_around,
)
from coursewright.design.company import TOGETHER
from coursewright.design.contents import tasks_towards
from coursewright.design.human_reasons import Reason, human_reasons, is_predictable, may_have_reason
from coursewright.design.shipped_tables import rows_of
from coursewright.design.weights import weights_of
from coursewright.spec.model import Assessment, Task

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coursewright.design.ai_use import Assessed
    from coursewright.spec.model import Course

__all__ = ["AiUse", "Told", "ai_levels", "ai_map", "recall_share"]

Told: TypeAlias = Literal[
    "own", "default", "around", "words", "whole", "parts", "purpose", "open", "not said"
]
"""Where the part of AI is said: in the work itself, by a default, by the stance around it, in words without a
level, by the assessment that a task counts towards, or by all tasks of an assessment."""


class AiUse(NamedTuple):
    """What is said of AI in one task or assessment.

    - `level` is the level of use in force, None where none is said or it is open.
    - `counts` says whether it is known to count towards a result; None where that is open.
    - `supervised` is None where it is open.
    - `reasons` are those that need the person, as `design.human_reasons` has them; `may_have_more` says that
      something still open could give one.
    - `untold`, `exposed` and `predictable` are what AIR001, AIR003 and AIR002 speak of.
    """

    work: Assessed
    level: str | None
    told: Told
    counts: bool | None
    supervised: bool | None
    reasons: tuple[Reason, ...]
    may_have_more: bool
    untold: bool
    exposed: bool
    predictable: bool

    @property
    def settled(self) -> bool:
        """Whether nobody has to guess: something is said, or somebody is present."""
        return self.told not in {"open", "not said"} or bool(self.supervised)


@lru_cache(maxsize=1)
def ai_levels() -> Mapping[str, tuple[str, str]]:
    """Return the levels of use from the least, each with its name and what it is for."""
    return {level: (name, about) for level, name, about in rows_of("ai_levels")}


def ai_map(course: Course) -> Sequence[AiUse]:
    """Return what is said of AI in every task and assessment of a course, each once, tasks first."""
    works: tuple[Assessed, ...] = (*course.every(Task), *course.every(Assessment))
    return [_use(work, course) for work in works]


def recall_share(course: Course) -> float | None:
    """Return the part of all weight that quizzes without an essay question carry; None without any weight."""
    items = weights_of(course).items
    total = sum(item.weight or 0 for item in items)
    if not total:
        return None
    return sum(item.weight or 0 for item in items if _is_recall(item)) / total


def _is_recall(item: object) -> bool:
    if not isinstance(item, Task | Assessment) or item.kind != "quiz":
        return False
    return all(question.type != "essay" for question in item.questions)


def _use(work: Assessed, course: Course) -> AiUse:
    if isinstance(work, Task):
        reasons = tuple(human_reasons(work, course))
        more = may_have_reason(work, course)
        predictable = is_predictable(work, course)
    else:
        reasons = _reasons_of(work)
        more = work.leaves_open("grouping", "options")
        predictable = False
    return AiUse(
        work,
        ai_level(work),
        _told(work, course),
        _counts(work),
        None if work.leaves_open("supervised") else work.supervised,
        reasons,
        more,
        is_untold(work, course),
        rests_on_each_student(work, course),
        predictable,
    )


def _reasons_of(assessment: Assessment) -> tuple[Reason, ...]:
    """Return what an assessment can say of them: formats to choose from, and work with others."""
    found: list[Reason] = ["choices"] if assessment.options else []
    if assessment.grouping in TOGETHER:
        found.append("grouping")
    return tuple(found)


def _counts(work: Assessed) -> bool | None:
    if is_assessed(work):
        return True
    keys = ("graded", "weight", "counts_towards") if isinstance(work, Task) else ("formative", "kind")
    return None if work.leaves_open(*keys) else False


def _told(work: Assessed, course: Course) -> Told:
    if work.ai_use is not None:
        return "default" if work.inherits("ai_use") else "own"
    if work.leaves_open("ai_use"):
        return "open"
    stance = stance_around(work)
    if stance is not None and stance.use:
        return "around"
    if has_stance(work):
        if stance is not None and stance.text:
            return "words"
        return "purpose" if work.scope.settings.leaves_out("ai") else "open"
    if isinstance(work, Task):
        towards = work.counts_towards.target if work.counts_towards is not None else None
        return "whole" if isinstance(towards, Assessment) and has_stance(towards) else "not said"
    parts = tasks_towards(course).get(work, ())
    return "parts" if parts and all(part.says("ai_use") or part.supervised for part in parts) else "not said"
