"""The work of a module, in its units and beside them, and whether more of it may come."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.design.alignment import APART, Work
from coursewright.design.contents import follow_ups_in, places_in
from coursewright.spec.model import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Module

_HOLDERS = ("tasks", "follow_up_activities", "assessments", "units")


@lru_cache(maxsize=16)  # one rule after the other asks
def works_of(module: Module) -> Sequence[Work]:
    """Return the tasks, follow-up activities and assessments of a module, those in its units included."""
    works: list[Work] = []
    for place in places_in(module):
        works += place.tasks
        works += follow_ups_in(place)
        works += place.assessments
    return tuple(works)


def work_is_open(module: Module) -> bool:
    """Whether more work may come to a module, because one of its lists is still to be decided."""
    return any(place.leaves_open(*_HOLDERS) for place in places_in(module))


def may_hold(work: Work, *keys: str) -> bool:
    """Whether one of the keys is open in a piece of work, or could be said in a follow-up still to come."""
    if work.leaves_open(*keys, "follow_up"):
        return True
    return isinstance(work, Task) and any(ref.target is None for ref in work.follow_up)


def is_apart(work: Work) -> bool:
    """Whether work prepares the ground or gathers people, or may do so, so that little is asked of it."""
    return isinstance(work, Task) and (work.kind in APART or work.leaves_open("kind"))
