"""Which type of learning a task is: what its author says, else what its kind and grouping suggest."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.design.shipped_tables import rows_of

if TYPE_CHECKING:
    from coursewright.spec.model import Task

TOGETHER = frozenset({"pairs", "groups"})


@lru_cache(maxsize=1)
def _types() -> dict[str, str]:
    return dict(rows_of("learning_types"))


def learning_type(task: Task) -> str | None:
    """Return the learning type of a task; None where it is unknown."""
    said = task.learning_type
    if said is not None or task.leaves_open("learning_type"):
        return said
    return type_of_kind(task)


def type_of_kind(task: Task) -> str | None:
    """Return the learning type that the kind and the grouping of a task suggest, whatever its author says."""
    derived = _types().get(task.kind or "")
    if derived == "production" and task.grouping in TOGETHER:
        return "collaboration"
    return derived


def is_acquisition(task: Task) -> bool:
    """Whether students only take something in."""
    return learning_type(task) == "acquisition"
