"""From lines with headings to modules with units.

A heading opens a unit: a folder holds what stands in it, a text header what follows until the next one of
its depth or above. A heading below another names both, `Week 1: Reading`. What stands under no heading is the
module's own. A heading above others, with nothing of its own, is no unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.draft import UnitDraft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coursewright.importers.draft import Item, ModuleDraft
    from coursewright.importers.imscc.manifest import Line

__all__ = ["arrange"]


class _Open(NamedTuple):
    """A heading under which lines are gathered."""

    rank: int
    title: str
    unit: UnitDraft


def arrange(
    module: ModuleDraft, lines: Iterable[Line], item_of: Callable[[Line], Item | None]
) -> list[UnitDraft]:
    """Put the lines of a module into it; return the units that headings have become, in order.

    `item_of` is asked for each line that refers to something, in order; None: nothing is put there.
    """
    units: list[UnitDraft] = []
    above: set[int] = set()
    waiting: list[_Open] = []
    for line in lines:
        rank = 2 * line.depth
        if line.refers_to:
            while waiting and waiting[-1].rank > rank:
                waiting.pop()
            item = item_of(line)
            if item is not None:
                (waiting[-1].unit if waiting else module).items.append(item)
        if line.holds or not line.refers_to:
            rank += line.holds
            while waiting and waiting[-1].rank >= rank:
                waiting.pop()
            title = f"{waiting[-1].title}: {line.title}" if waiting else line.title
            unit = UnitDraft(f"unit:{line.identifier}", {"title": title})
            above.update(id(one.unit) for one in waiting)
            units.append(unit)
            waiting.append(_Open(rank, line.title, unit))
    found = [unit for unit in units if unit.items or id(unit) not in above]
    module.units += found
    return found
