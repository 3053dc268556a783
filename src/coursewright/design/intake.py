"""How much of a unit is only taken in: read, watched, listened to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.contents import follow_ups_in, materials_in, materials_in_use
from coursewright.design.learning_types import is_acquisition
from coursewright.design.workload import ENOUGH_TIMED, effort, timed, workload_of
from coursewright.spec.model import Assessment, Material, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.workload import Share
    from coursewright.spec.model import Content, Course


class Intake(NamedTuple):
    """The minutes of a unit that go into taking things in, of all that are known.

    `alone` says that there is nothing else in the unit, timed or not; `largest` is what takes the longest.
    """

    minutes: float
    total: float
    largest: Task | Material
    alone: bool


def intake_of(place: Content, course: Course) -> Intake | None:
    """Return the intake of a unit; None where too little is timed to tell, and where there is none.

    The low end of what is taken in stands against the high end of the rest.
    """
    minutes = rest = 0.0
    taken_in: list[Share] = []
    asked: list[Share] = []
    for share in workload_of(course).of(place):
        item, known = share
        if not isinstance(item, (Material, Assessment)):
            asked.append(share)
        if known is None:
            continue
        if not is_taken_in(item):
            rest += known[1]
        elif known[0]:
            minutes += known[0]
            taken_in.append(share)
    if not taken_in or timed(asked) < ENOUGH_TIMED:
        return None
    other = place.sessions or place.assessments or follow_ups_in(place)
    alone = not other and all(map(is_acquisition, place.tasks))
    return Intake(minutes, minutes + rest, _largest(taken_in), alone)


def is_mostly_done(place: Content, percent: float) -> bool:
    """Whether the tasks of a unit alone show that its intake is no more than so much of its known time.

    Most units answer here, and what else they hold need not be added up: it could only lower the share, but
    for materials, which count in full.
    """
    taken_in = done = 0.0
    for task in place.tasks:
        known = None if task.optional or task.leaves_open("optional") else effort(task)
        if known is None:
            continue
        if is_acquisition(task):
            taken_in += known[0]
        else:
            done += known[1]
    for material in materials_in(place):
        known = effort(material)
        taken_in += known[0] if known is not None else 0
    return done > 0 and 100 * taken_in <= percent * (taken_in + done)


def is_taken_in(item: object) -> bool:
    """Whether an item is there to be read, watched or listened to."""
    if isinstance(item, Task):
        return is_acquisition(item)
    return isinstance(item, Material) and item.kind != "tool"


def left_to_themselves(place: Content, course: Course) -> Sequence[Material]:
    """Return the required materials of a unit in which there is nothing to do with them.

    None where there may be after all: a task, a session, a follow-up activity or a check that does not count,
    a tool to work with, a task elsewhere that uses one of them, or something still open about them.
    """
    if place.tasks or place.sessions or follow_ups_in(place):
        return ()
    materials = [material for material in place.materials if material.required]
    if any(one.formative or one.leaves_open("formative") for one in place.assessments):
        return ()
    if any(one.kind == "tool" or one.leaves_open("required", "kind") for one in materials):
        return ()
    return materials if materials_in_use(course).isdisjoint(materials) else ()


def _largest(shares: Sequence[Share]) -> Task | Material:
    item = max(shares, key=lambda share: share.low).item
    assert isinstance(item, Task | Material)  # noqa: S101 - nothing else is taken in
    return item
