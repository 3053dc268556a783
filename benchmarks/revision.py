"""What an author changes from one year to the next: times, words, a task more here and one less there."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from specs import items, tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from emit import Table

CHANGED = 0.1
"""The share of tasks that an author touches."""


def revised(spec: Table, rng: Random) -> Table:
    """Return a copy of a module with changes to about a tenth of its tasks, and to which tasks it has."""
    new = deepcopy(spec)
    for task in items(new, "tasks"):
        if rng.random() < CHANGED:
            rng.choice(_CHANGES)(task)
    units = list(tables(new.get("units")))
    if units:
        _without_its_quiz(rng.choice(units))
        _with_a_task_more(rng.choice(units))
    return new


def _longer(task: Table) -> None:
    task["duration"] = "2 h"


def _later(task: Table) -> None:
    task["due"] = "wed 20:00"


def _other_words(task: Table) -> None:
    task["instructions"] = f"{task.get('instructions', '')} Keep what you wrote: you need it again."


def _other_title(task: Table) -> None:
    task["title"] = f"{task['title']}, once more"


def _another_follow_up(task: Table) -> None:
    task["follow_up"] = {"none": "It is practice: nobody waits for it"}


def _alone(task: Table) -> None:
    task.pop("grouping", None)
    task.pop("monitoring", None)


_CHANGES: tuple[Callable[[Table], None], ...] = (
    _longer,
    _later,
    _other_words,
    _other_title,
    _another_follow_up,
    _alone,
)


def _without_its_quiz(unit: Table) -> None:
    """Take the quiz out: no other item of a unit names it."""
    unit["tasks"] = [task for task in tables(unit.get("tasks")) if task["kind"] != "quiz"]


def _with_a_task_more(unit: Table) -> None:
    unit["tasks"] = [
        *tables(unit.get("tasks")),
        {
            "id": f"look-back-{unit['id']}",
            "title": "Look back at your first ruling",
            "kind": "problem-set",
            "duration": "20 min",
            "due": "sun 20:00",
            "instructions": "Read what you wrote on Tuesday, and cross out what you no longer hold.",
        },
    ]
