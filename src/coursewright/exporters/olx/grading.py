"""What counts, for Open edX: a type of assignment for each weight, and the subsections of each type."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coursewright.spec.model import Assessment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.exporters.edition.model import Edition, Entry

__all__ = ["Grading", "grading_of", "policy"]

_PASS = 0.5
"""Of the whole course, as Open edX has it for every new one: a spec does not say it."""


@dataclass(frozen=True, slots=True)
class Grading:
    """The types of assignments and what each weighs, as parts of one."""

    type_of: Mapping[str, str]
    """The type of each entry that is marked, by its key."""
    weights: Mapping[str, float] = field(default_factory=dict)
    as_said: bool = True
    """Whether the weights are those of the spec: they add up to one hundred."""


def grading_of(edition: Edition) -> Grading:
    """Return how an edition is marked. What counts towards an assessment shares the type of that one."""
    marked = [entry for entry in edition.entries if entry.graded and not entry.staff_only]
    gathered = {entry.counts_towards for entry in marked if entry.counts_towards}
    names: dict[str, str] = {}
    type_of: dict[str, str] = {}
    said: dict[str, float] = {}
    for entry in marked:
        home = edition.by_key.get(entry.counts_towards, entry)
        name = names.setdefault(home.key, _unused(home.title, set(names.values())))
        said.setdefault(name, getattr(home.element, "weight", None) or 0)
        if entry.key not in gathered or _has_work(entry):
            type_of[entry.key] = name
    weights = {name: weight for name, weight in said.items() if name in type_of.values()}
    total = sum(weights.values())
    if total:
        shares = {name: weight / total for name, weight in weights.items()}
        return Grading(type_of, shares, as_said=abs(total - 100) < 1e-6)
    return Grading(type_of, {name: 1 / len(weights) for name in weights}, as_said=not weights)


def policy(grading: Grading) -> dict[str, Any]:
    """Return the grading policy as Open edX reads it; its weights have to add up to one."""
    kinds = list(grading.type_of.values())
    weights = grading.weights or {"Homework": 1.0}
    grader = [
        {
            "type": name,
            "short_label": f"A{number}",
            "min_count": max(1, kinds.count(name)),
            "drop_count": 0,
            "weight": weight,
        }
        for number, (name, weight) in enumerate(weights.items(), 1)
    ]
    return {"GRADER": grader, "GRADE_CUTOFFS": {"Pass": _PASS}}


def _has_work(entry: Entry) -> bool:
    """Whether there is something to do for an assessment itself, beside what counts towards it."""
    element = entry.element
    return isinstance(element, Assessment) and bool(
        element.questions or element.criteria or element.instructions
    )


def _unused(title: str, names: set[str]) -> str:
    name, number = title, 1
    while name in names:
        number += 1
        name = f"{title} ({number})"
    return name
