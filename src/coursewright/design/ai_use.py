"""What part generative AI may play in a piece of work: what it says itself, else the stance around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from coursewright.spec.model import Assessment, Task

if TYPE_CHECKING:
    from coursewright.spec.model import AiStance

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
