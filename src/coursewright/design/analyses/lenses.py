"""What kind of learning a piece of work is, through three lenses. What a plan does not tell is None.

The six learning types are the author's word, or follow from the kind (`design.learning_types`). The other two
are our reading: the tables `data/lenses.tsv` and `data/lens_classes.tsv` have it with its sources.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.company import expects_replies
from coursewright.design.intake import is_taken_in
from coursewright.design.learning_types import is_acquisition, learning_type, type_of_kind
from coursewright.design.shipped_tables import rows_of
from coursewright.spec.model import Material, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["LENSES", "Lens", "LensClass", "lens_classes", "seen_through"]

Lens: TypeAlias = Literal["learning", "activity", "engagement"]
LENSES: tuple[Lens, ...] = ("learning", "activity", "engagement")

_TAKEN_IN: Mapping[Lens, str] = {
    "learning": "acquisition",
    "activity": "assimilative",
    "engagement": "passive",
}
_WRITTEN = frozenset({"essay", "short"})
_TOGETHER = frozenset({"pairs", "groups"})


class LensClass(NamedTuple):
    """A class of a lens: its name in tables, its title, and what students do there."""

    name: str
    title: str
    about: str


class _Reading(NamedTuple):
    kinds: frozenset[str]
    when: str
    reads_as: str


@lru_cache(maxsize=3)
def lens_classes(lens: Lens) -> Sequence[LensClass]:
    """Return the classes of a lens, in their order."""
    return [LensClass(*row) for of, *row in rows_of("lens_classes") if of == lens]


def seen_through(lens: Lens, item: Task | Material) -> str | None:
    """Return the class of a task, or of a material that counts by itself; None where that is unknown."""
    if isinstance(item, Material):
        return _TAKEN_IN[lens] if is_taken_in(item) and not item.leaves_open("kind") else None
    if lens == "learning":
        return learning_type(item)
    if item.leaves_open("kind", "learning_type"):
        return None
    names = _names(item)
    for reading in _readings(lens):
        if names.isdisjoint(reading.kinds):
            continue
        holds = reading.when == "any" or _CONDITIONS[reading.when](item)
        if holds is None:
            return None
        if holds:
            return reading.reads_as if reading.reads_as != "unknown" else None
    return None


@lru_cache(maxsize=2)
def _readings(lens: Lens) -> Sequence[_Reading]:
    rows = rows_of("lenses")
    return [_Reading(frozenset(kinds.split(",")), when, to) for of, kinds, when, to, _ in rows if of == lens]


def _names(task: Task) -> frozenset[str]:
    """Return what the table may call a task."""
    said = task.learning_type
    if task.kind is not None and said in {None, type_of_kind(task)}:
        return frozenset({"*", task.kind})
    return frozenset({"*", f"={said}"}) if said is not None else frozenset({"*"})


def _is_graded(task: Task) -> bool | None:
    return task.graded or (None if task.leaves_open("graded", "weight") else False)


def _has_own_context(task: Task) -> bool | None:
    return task.own_context is not None or (None if task.leaves_open("own_context") else False)


def _is_exchange(task: Task) -> bool | None:
    """Whether students answer each other, or do more than take in, in pairs or groups."""
    if expects_replies(task) or (task.grouping in _TOGETHER and not is_acquisition(task)):
        return True
    return None if task.leaves_open("replies", "grouping") else False


def _generates(task: Task) -> bool | None:
    """Whether students write, decide or bring in what was not given."""
    if task.produces or task.own_context or task.reflection_prompts or task.decision_points:
        return True
    if any(question.type in _WRITTEN for question in task.questions):
        return True
    keys = ("produces", "own_context", "reflection_prompts", "decision_points", "questions")
    return None if task.leaves_open(*keys) else False


def _handles(task: Task) -> bool | None:
    return bool(task.questions) or (None if task.leaves_open("questions") else False)


_CONDITIONS: Mapping[str, Callable[[Task], bool | None]] = {
    "graded": _is_graded,
    "own-context": _has_own_context,
    "exchange": _is_exchange,
    "generates": _generates,
    "handles": _handles,
}
"""What a reading may depend on; None where what decides it is still open."""
