"""What the view of the mix shows: the work of the whole and of each week, sorted through each lens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.analyses.activity_mix import Mix, mix_of
from coursewright.design.analyses.lenses import LENSES, lens_classes
from coursewright.design.analyses.weekly_work import Part
from coursewright.spec.model import Task, Unit
from coursewright.views.words import count, listed
from coursewright.views.workload.shown import shown_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.lenses import Lens
    from coursewright.design.analyses.weekly_work import WeekWork
    from coursewright.spec.element import Item
    from coursewright.views.plan import Plan

__all__ = ["UNKNOWN", "Mixed", "Shown", "mixes_in", "things", "title_of"]

UNKNOWN = "of unknown type"


class Mixed(NamedTuple):
    """A week, or what belongs to none, and its mix through each lens."""

    week: WeekWork
    mixes: dict[Lens, Mix]


class Shown(NamedTuple):
    """The mix of all that is looked at, and of each week."""

    whole: dict[Lens, Mix]
    weeks: tuple[Mixed, ...]
    rest: tuple[Mixed, ...]


def mixes_in(plan: Plan) -> Shown:
    """Return the mix of the part that is looked at."""
    shown = shown_in(plan)
    in_units = [
        Part(work, None)
        for work in shown.inside
        if isinstance(work.inside, Unit) and isinstance(work.item, Task)
    ]
    parts = [part for row in shown.rows for part in row.asked] + in_units
    return Shown(
        _mixes(parts),
        tuple([_mixed(week, in_units, plan) for week in shown.weeks]),
        tuple([_mixed(row, in_units, plan) for row in shown.rest]),
    )


def title_of(lens: Lens, kind: str | None) -> str:
    """Return what to call a class of a lens."""
    return next((one.title for one in lens_classes(lens) if one.name == kind), UNKNOWN)


def things(items: Sequence[Item]) -> str:
    """Count tasks and materials: `3 tasks and 1 material`."""
    tasks = sum(isinstance(item, Task) for item in items)
    found = ((tasks, "task"), (len(items) - tasks, "material"))
    return listed([count(number, noun) for number, noun in found if number])


def _mixed(week: WeekWork, in_units: Sequence[Part], plan: Plan) -> Mixed:
    return Mixed(week, _mixes([*week.asked, *_of_week(week, in_units, plan)]))


def _of_week(week: WeekWork, in_units: Sequence[Part], plan: Plan) -> Iterator[Part]:
    """Yield the tasks of units whose own duration counts in place of theirs."""
    for part in in_units:
        step = plan.all_steps.of(part.work.item)
        if step in week.steps or (step == week.beside and not week.steps):
            yield part


def _mixes(parts: Sequence[Part]) -> dict[Lens, Mix]:
    return {lens: mix_of(lens, parts) for lens in LENSES}
