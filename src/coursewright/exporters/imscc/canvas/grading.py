"""What counts how much in Canvas: groups of assignments with weights, and the points of each assignment.

Canvas shares the weight of a group out by points. So what has a weight of its own stands in a group with
others only where its points are its weight; else it is a group by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.imscc.canvas.rubrics import rubric_points
from coursewright.exporters.imscc.canvas.settings import AssignmentGroup
from coursewright.exporters.imscc.titles import title_of
from coursewright.exporters.qti12.canvas import points_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.imscc.canvas.things import Thing

__all__ = ["PRACTICE", "Grading", "grading_of", "points_in"]

PRACTICE = "group_practice"
"""The group of what does not count."""

_SHARED = {"task": "group_tasks", "follow-up": "group_follow-ups", "reflection": "group_reflections"}
_USUAL_POINTS = 10.0
"""What something is worth that counts, where its author says neither points nor a weight."""


class Grading(NamedTuple):
    """The groups, and which of them each entry with a line in the gradebook belongs to."""

    groups: tuple[AssignmentGroup, ...]
    group_of: Mapping[str, str]
    weighted: bool
    """Whether any weight is said; else everything counts by its points."""


def points_in(thing: Thing) -> float:
    """Return what an entry is worth in Canvas, in points."""
    if thing.kind == "quiz":
        return points_of(thing.questions, opinion=thing.opinion)
    if not thing.entry.graded:
        return 0.0
    return rubric_points(getattr(thing.entry.element, "criteria", ())) or _weight(thing) or _USUAL_POINTS


def grading_of(things: Iterable[Thing], edition: Edition) -> Grading:
    """Return the groups of an edition, in the order in which learners meet what is in them."""
    lines = [thing for thing in things if thing.assignment or thing.kind == "quiz"]
    weighted = any(_weight(thing) for thing in lines)
    titles: dict[str, str] = {}
    weights: dict[str, float] = {}
    group_of: dict[str, str] = {}
    for thing in lines:
        group, title = _group(thing, edition, weighted=weighted)
        titles.setdefault(group, title)
        weights[group] = weights.get(group, 0.0) + (_weight(thing) if group != PRACTICE else 0.0)
        group_of[thing.entry.key] = group
    groups = tuple(AssignmentGroup(group, title, weights[group]) for group, title in titles.items())
    return Grading(groups, group_of, weighted)


def _group(thing: Thing, edition: Edition, *, weighted: bool) -> tuple[str, str]:
    """Return the identifier and the title of the group of an entry."""
    entry, words = thing.entry, edition.words
    towards = edition.by_key.get(entry.counts_towards)
    if towards is not None and entry.graded:
        return f"group_{towards.slug}", title_of(towards.title)
    if entry.graded and entry.kind == "assessment":
        return f"group_{entry.slug}", thing.title
    weight = _weight(thing)
    if not entry.graded or (weighted and not weight) or entry.kind not in _SHARED:
        return PRACTICE, words("imscc.group.practice")
    if weighted and points_in(thing) != weight:
        return f"group_{entry.slug}", thing.title
    shared = _SHARED[entry.kind]
    return shared, words(f"imscc.group.{shared.removeprefix('group_')}")


def _weight(thing: Thing) -> float:
    weight: float | None = getattr(thing.entry.element, "weight", None)
    return weight or 0.0
