"""How a team will know that a course worked: its measures by how far they look, and the work that shows use.

The rules ASM003 and ASM004 ask the same of the whole course.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.alignment import Work, is_evidence
from coursewright.design.application import applies, graded_use, is_graded_activity, reasons_to_use
from coursewright.design.evidence_kinds import evidence_kinds
from coursewright.spec.model import Assessment, Evaluation, FollowUpActivity, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Course

__all__ = ["Depth", "Measure", "Shown", "measures_of", "shown_by_work"]

Depth: TypeAlias = Literal["deep", "both", "surface", "unknown"]


class Measure(NamedTuple):
    """One measure of success, with its kinds of evidence, those that look deep and those on the surface.

    `is_open` says that its evidence is still to be decided, or some of it.
    """

    measure: Evaluation
    deep: tuple[str, ...]
    surface: tuple[str, ...]
    is_open: bool

    @property
    def depth(self) -> Depth:
        """How far it looks."""
        if self.deep:
            return "both" if self.surface else "deep"
        return "surface" if self.surface and not self.is_open else "unknown"


class Shown(NamedTuple):
    """Whether a piece of work asks students to use what they learn; None where that is not known.

    `because` are the keys that say so.
    """

    work: Work
    shows: bool | None
    because: tuple[str, ...]


def measures_of(course: Course) -> Sequence[Measure]:
    """Return the measures of a course and of its modules, each once."""
    kinds = evidence_kinds()
    found = []
    for one in course.every(Evaluation):
        words = tuple(dict.fromkeys(one.evidence))
        deep = tuple(word for word in words if word in kinds and kinds[word].deep)
        surface = tuple(word for word in words if word in kinds and not kinds[word].deep)
        found.append(Measure(one, deep, surface, one.leaves_open("evidence")))
    return found


def shown_by_work(course: Course) -> Sequence[Shown]:
    """Return every assessment, and the graded tasks and follow-ups, with whether they show use."""
    found = [Shown(one, applies(one), tuple(reasons_to_use(one))) for one in course.every(Assessment)]
    for task in course.every(Task):
        if is_evidence(task) or task.leaves_open("graded", "weight", "pass_mark", "counts_towards"):
            shows = graded_use(task)
            found.append(Shown(task, shows, tuple(reasons_to_use(task)) if shows else ()))
    for activity in course.every(FollowUpActivity):
        graded = is_graded_activity(activity)
        if graded is not False:
            found.append(Shown(activity, graded, ("graded",) if graded else ()))
    return found
