"""What goes wrong in real specs, in about the shares seen in published courses and reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specs import items, tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from emit import Table

FAULTY = 0.2
"""The share of modules with a fault; a third of these have two."""


def spoil(spec: Table, rng: Random) -> None:
    """Put one or two faults into some modules, and leave the others alone."""
    if rng.random() >= FAULTY:
        return
    names, shares = zip(*_FAULTS.items(), strict=True)
    for fault in rng.choices(names, shares, k=2 if rng.random() < 0.33 else 1):
        fault(spec)


def _task(spec: Table, kind: str = "case-study") -> Table:
    return next(task for task in items(spec, "tasks") if task["kind"] == kind)


def _inner(table: Table, key: str) -> Table:
    value = table.setdefault(key, {})
    return value if isinstance(value, dict) else {}


def _never_taken_up(spec: Table) -> None:
    _task(spec).pop("follow_up", None)


def _nothing_to_look_for(spec: Table) -> None:
    _inner(_task(spec), "monitoring").pop("looks_for", None)


def _feedback_without_gap(spec: Table) -> None:
    _inner(_task(spec), "feedback").pop("addresses", None)


def _nobody_answers(spec: Table) -> None:
    _inner(_task(spec), "monitoring").pop("answers", None)


def _vague_verb(spec: Table) -> None:
    first = next(items(spec, "outcomes"))
    first["statement"] = str(first["statement"]).replace("Decide ", "Understand ", 1)


def _no_why(spec: Table) -> None:
    next(items(spec, "outcomes")).pop("why", None)


def _no_purpose(spec: Table) -> None:
    _task(spec).pop("purpose", None)


def _no_criteria(spec: Table) -> None:
    next(items(spec, "assessments")).pop("criteria", None)


def _weights_short(spec: Table) -> None:
    next(items(spec, "assessments"))["weight"] = "90%"


def _no_reflection(spec: Table) -> None:
    for place in (spec, *tables(spec.get("units"))):
        place.pop("reflection", None)


def _todo(spec: Table) -> None:
    next(items(spec, "assessments"))["instructions"] = "TODO"


def _bare_duration(spec: Table) -> None:
    _task(spec)["duration"] = 45


def _misspelt_key(spec: Table) -> None:
    task = _task(spec)
    task["instruction"] = task.pop("instructions", "")


def _reference_to_nothing(spec: Table) -> None:
    _task(spec)["outcomes"] = ["decides"]


def _id_twice(spec: Table) -> None:
    next(items(spec, "assessments"))["id"] = "rule-on-cases"


def _due_too_late(spec: Table) -> None:
    _task(spec)["due"] = "fri 17:00"


def _short_gap(spec: Table) -> None:
    _task(spec)["due"] = "thu 09:00"


_FAULTS: dict[Callable[[Table], None], float] = {
    _never_taken_up: 4,
    _nothing_to_look_for: 3,
    _feedback_without_gap: 3,
    _nobody_answers: 2,
    _vague_verb: 4,
    _no_why: 3,
    _no_purpose: 2,
    _no_criteria: 3,
    _weights_short: 1,
    _no_reflection: 3,
    _todo: 3,
    _bare_duration: 2,
    _misspelt_key: 2,
    _reference_to_nothing: 2,
    _id_twice: 1,
    _due_too_late: 1,
    _short_gap: 1,
}
