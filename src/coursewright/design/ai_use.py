"""What part generative AI may play in a piece of work: what it says itself, else the stance around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from coursewright.design.contents import tasks_towards
from coursewright.spec.model import Assessment, Task

if TYPE_CHECKING:
    from coursewright.spec.model import AiStance, Course

__all__ = [
    "Assessed",
    "ai_level",
    "has_stance",
    "is_assessed",
    "is_untold",
    "rests_on_each_student",
    "stance_around",
]

Assessed: TypeAlias = Task | Assessment


def ai_level(work: Assessed) -> str | None:
    """Return the level of use in force; None where none is said, or it is still open."""
    stance = stance_around(work)
    if stance is None or work.ai_use is not None:
        return work.ai_use
    return stance.use if work.lacks("ai_use") or work.leaves_out("ai_use") else None


def stance_around(work: Assessed) -> AiStance | None:
    """Return the stance of the unit, module or course."""
    return work.scope.settings.ai


def has_stance(work: Assessed) -> bool:
    """Whether anything is said about AI, in the work or around it; what is open or left out counts."""
    if work.ai_use is not None or (work.says("ai_use") and not work.leaves_out("ai_use")):
        return True
    settings, stance = work.scope.settings, stance_around(work)
    if settings.leaves_open("ai") or settings.leaves_out("ai"):
        return True
    return stance is not None and (bool(stance.use or stance.text) or stance.leaves_open("use", "text"))


def is_assessed(work: Assessed) -> bool:
    """Whether work is known to count towards a result; marks for merely taking part are no work."""
    if isinstance(work, Assessment):
        return work.graded and work.kind != "participation" and not work.leaves_open("formative", "kind")
    towards = work.counts_towards.target if work.counts_towards is not None else None
    return work.graded or (isinstance(towards, Assessment) and is_assessed(towards))


def is_untold(work: Assessed, course: Course) -> bool:
    """Whether work counts, and neither it, nor its parts or whole, nor anything around it speaks of AI."""
    if work.ai_use is not None or work.supervised or not is_assessed(work):
        return False  # as nearly all work
    if has_stance(work) or work.leaves_open("supervised"):
        return False
    if isinstance(work, Task):
        return not work.says("counts_towards")
    parts = tasks_towards(course).get(work, ())
    return not parts or not all(part.says("ai_use") or part.supervised for part in parts)


def rests_on_each_student(work: Assessed, course: Course) -> bool:
    """Whether work that counts is to be done without AI, and nothing says that it is supervised."""
    if ai_level(work) != "no-ai" or work.supervised or work.leaves_open("supervised"):
        return False
    if not is_assessed(work):
        return False
    if isinstance(work, Task):
        return work.ai_use is not None or not work.says("counts_towards")
    parts = tasks_towards(course).get(work, ())
    return not parts or not all(part.supervised or part.leaves_open("supervised") for part in parts)
