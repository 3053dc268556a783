"""What students do with their time: minutes by class of learning, through one of three lenses.

The minutes are those of `weekly_work`: of tasks, and of materials that count by themselves, which are there
to be taken in. Sessions, follow-up activities and assessments say a kind and no learning type; they and units
whose own duration counts are kept beside, so that both together are all that is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.analyses.lenses import lens_classes, seen_through
from coursewright.design.analyses.weekly_work import items_of, summed
from coursewright.spec.model import Material, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.design.analyses.lenses import Lens
    from coursewright.design.analyses.weekly_work import Part
    from coursewright.design.workload import Effort
    from coursewright.spec.element import Item

__all__ = ["Mix", "Slice", "mix_of"]


class Slice(NamedTuple):
    """The part of a mix that is one class, None for what is of unknown class."""

    kind: str | None
    parts: tuple[Part, ...]

    @property
    def effort(self) -> Effort:
        """The sum of the known minutes."""
        return summed(self.parts)

    @property
    def middle(self) -> float:
        """The middle between the least and the most known minutes."""
        return sum(self.effort) / 2

    @property
    def items(self) -> Sequence[Item]:
        """What is in it."""
        return items_of(self.parts)

    @property
    def untimed(self) -> Sequence[Item]:
        """What of it has no known time."""
        return items_of(part for part in self.parts if part.effort is None)


class Mix(NamedTuple):
    """Slices in the order of the lens, the unknown last, and what has no class of learning."""

    slices: tuple[Slice, ...]
    beside: tuple[Part, ...]

    @property
    def parts(self) -> Sequence[Part]:
        """All parts of the slices."""
        return [part for one in self.slices for part in one.parts]

    @property
    def untimed(self) -> Sequence[Item]:
        """What of the slices has no known time."""
        return items_of(part for part in self.parts if part.effort is None)

    @property
    def middle(self) -> float:
        """The middle between the least and the most known minutes of the slices."""
        return sum(one.middle for one in self.slices)


def mix_of(lens: Lens, parts: Iterable[Part]) -> Mix:
    """Sort what is asked for by the classes of a lens."""
    found: dict[str | None, list[Part]] = {one.name: [] for one in lens_classes(lens)}
    found[None] = []
    beside: list[Part] = []
    for part in parts:
        item = part.work.item
        if isinstance(item, Task | Material):
            found[seen_through(lens, item)].append(part)
        else:
            beside.append(part)
    return Mix(tuple([Slice(kind, tuple(those)) for kind, those in found.items()]), tuple(beside))
