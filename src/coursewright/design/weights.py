"""How much each piece of graded work counts, and what that adds up to."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from coursewright.spec.model import Assessment, FollowUpActivity, Reflection, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Course, Module

__all__ = ["TOLERANCE", "Weighted", "Weights", "weights_of"]

Weighted: TypeAlias = Assessment | Task | FollowUpActivity | Reflection

_WHOLE = 100
TOLERANCE = 0.0101  # a hundredth, as floating point has it
_HOLDERS = frozenset({"assessments", "tasks", "follow_up_activities", "reflection", "units"})
_KEYS = frozenset({"weight", "graded", "formative", "counts_towards", "optional"})


class Weights(NamedTuple):
    """The weights of a course or of one module, in per cent."""

    items: Sequence[Weighted]
    """What has a weight above zero."""
    known: bool
    """Whether every graded piece has a weight, and nothing is still to be decided."""

    @property
    def total(self) -> float:
        """What they add up to."""
        return sum([item.weight or 0 for item in self.items])

    @property
    def whole(self) -> bool:
        """Whether they add up to 100, with or without what is optional."""
        total = self.total
        if abs(total - _WHOLE) < TOLERANCE:
            return True
        optional = sum(item.weight or 0 for item in self.items if isinstance(item, Task) and item.optional)
        return abs(total - optional - _WHOLE) < TOLERANCE


@lru_cache(maxsize=1)  # several rules ask for those of the whole course
def weights_of(course: Course, module: Module | None = None) -> Weights:
    """Return the weights of a module, or of a course with all its modules.

    The share that a task has in an assessment (`counts_towards`) is no weight of the course.
    """
    modules = course.modules if module is None else (module,)
    known = module is not None or _HOLDERS.isdisjoint(course.undecided)
    for one in modules:
        for place in (one, *one.units):
            if not _HOLDERS.isdisjoint(place.undecided):
                known = False
    found: list[Weighted] = []
    kinds: tuple[Sequence[Weighted], ...] = (
        course.every(Assessment),
        course.every(Task),
        course.every(FollowUpActivity),
        course.every(Reflection),
    )
    for items in kinds:
        for item in items if module is None else _inside(module, items):
            weight = item.weight
            if item.undecided and not _KEYS.isdisjoint(item.undecided):
                known = False
            elif weight:
                if not item.says("counts_towards"):
                    found.append(item)
            elif weight is None and item.graded and not item.says("counts_towards"):
                known = False
    return Weights(found, known)


def _inside(module: Module, items: Sequence[Weighted]) -> Sequence[Weighted]:
    return [item for item in items if item.scope.up("module") is module.scope]
