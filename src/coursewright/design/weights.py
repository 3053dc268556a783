"""How much each piece of graded work counts, and what that adds up to."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from coursewright.spec.model import Assessment, FollowUpActivity, Reflection, Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.spec.model import Content, Course, Module

__all__ = ["Weighted", "Weights", "weights_of"]

Weighted: TypeAlias = Assessment | Task | FollowUpActivity | Reflection

_WHOLE = 100
_TOLERANCE = 0.0101  # a hundredth, as floating point has it
_HOLDERS = ("assessments", "tasks", "follow_up_activities", "reflection", "units")
_KEYS = ("weight", "graded", "formative", "counts_towards", "optional")


class Weights(NamedTuple):
    """The weights of a course or of one module, in per cent."""

    items: Sequence[Weighted]
    """What has a weight above zero."""
    known: bool
    """Whether every graded piece has a weight, and nothing is still to be decided."""

    @property
    def total(self) -> float:
        """What they add up to."""
        return sum(item.weight or 0 for item in self.items)

    @property
    def whole(self) -> bool:
        """Whether they add up to 100, with or without what is optional."""
        optional = sum(item.weight or 0 for item in self.items if isinstance(item, Task) and item.optional)
        return any(abs(total - _WHOLE) < _TOLERANCE for total in (self.total, self.total - optional))


@lru_cache(maxsize=1)  # several rules ask for those of the whole course
def weights_of(course: Course, module: Module | None = None) -> Weights:
    """Return the weights of a module, or of a course with all its modules.

    The share that a task has in an assessment (`counts_towards`) is no weight of the course.
    """
    modules = course.modules if module is None else (module,)
    places: list[Content] = [*modules, *(unit for one in modules for unit in one.units)]
    if module is None:
        places.append(course)
    known = not any(place.leaves_open(*_HOLDERS) for place in places)
    found: list[Weighted] = []
    for item in _graded_kinds(course):
        if module is not None and item.scope.up("module") is not module.scope:
            continue
        if item.leaves_open(*_KEYS):
            known = False
        elif item.says("counts_towards"):
            continue
        elif item.weight:
            found.append(item)
        elif item.graded and item.weight is None:
            known = False
    return Weights(found, known)


def _graded_kinds(course: Course) -> Iterator[Weighted]:
    yield from course.every(Assessment)
    yield from course.every(Task)
    yield from course.every(FollowUpActivity)
    yield from course.every(Reflection)
