"""Which levels of thinking a course asks for, step by step, as sets: a verb is seldom at one level.

A declared level is a set of one. An outcome that declares none has the levels at which public lists place its
verbs; work that declares none is of unknown level.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from coursewright.design.alignment import Work
from coursewright.design.analyses.steps import steps_of
from coursewright.design.climbing import climb
from coursewright.design.levels import rank_of
from coursewright.design.outcome_levels import levels_asked, levels_of_verbs
from coursewright.spec.model import Assessment, FollowUpActivity, Outcome, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.design.analyses.steps import Step
    from coursewright.design.climbing import Climb
    from coursewright.design.lexicons import Lexicons
    from coursewright.spec.model import Course

__all__ = ["Asked", "LevelMap", "Levelled", "Range", "Rise", "StepLevels", "range_of"]

Levelled: TypeAlias = Outcome | Work


class Range(NamedTuple):
    """The lowest and the highest of some levels, as places from 1 (remember) to 6 (create)."""

    lowest: int
    highest: int


class Asked(NamedTuple):
    """What one outcome or piece of work asks for.

    `levels` are the declared one, else those of the verbs; empty where nobody can tell. `verbs` are those of
    the verbs of an outcome whatever it declares.
    """

    item: Levelled
    declared: str | None
    levels: frozenset[str]
    verbs: frozenset[str]

    @property
    def known(self) -> bool:
        """Whether anything is known."""
        return bool(self.levels)


class StepLevels(NamedTuple):
    """A step with what its outcomes and its work ask for."""

    step: Step
    asked: tuple[Asked, ...]

    @property
    def range(self) -> Range | None:
        """From the lowest to the highest level that is known; None where none is."""
        return range_of(self.asked)

    @property
    def declared(self) -> Range | None:
        """The same of the levels that are declared."""
        return range_of([one for one in self.asked if one.declared is not None])

    @property
    def unknown(self) -> int:
        """How many are of unknown level."""
        return sum(not one.known for one in self.asked)


class Rise(NamedTuple):
    """A task, what takes it up, and how the level of that stands to the task's; None where unknown."""

    task: Task
    follow_up: FollowUpActivity | Task
    climb: Climb | None


class LevelMap:
    """The levels of one course; without `lexicons`, those that are shipped read its outcomes."""

    def __init__(self, course: Course, lexicons: Lexicons | None = None) -> None:
        self._course = course
        self._lexicons = lexicons

    @cached_property
    def asked(self) -> Sequence[Asked]:
        """All outcomes and all work, each once."""
        course = self._course
        outcomes = [
            Asked(
                one,
                one.level,
                levels_asked(one, self._lexicons),
                levels_of_verbs(one, self._lexicons),
            )
            for one in course.every(Outcome)
        ]
        works: tuple[Work, ...] = (
            *course.every(Task),
            *course.every(FollowUpActivity),
            *course.every(Assessment),
        )
        return [*outcomes, *[_of_work(work) for work in works]]

    @cached_property
    def by_step(self) -> Sequence[StepLevels]:
        """The steps in order, each with what belongs to it: all together, everything once."""
        of_item = {one.item: one for one in self.asked}
        sorted_out = steps_of(self._course).sorted_out([one.item for one in self.asked])
        return [
            StepLevels(step, tuple(of_item[item] for item in items if isinstance(item, Levelled)))
            for step, items in sorted_out.items()
        ]

    @cached_property
    def rises(self) -> Sequence[Rise]:
        """Each task with each thing that takes it up."""
        links = self._course.links.follow_ups
        return [Rise(task, later, climb(task, later)) for task, many in links.items() for later in many]


def range_of(asked: Iterable[Asked]) -> Range | None:
    """Return from which to which level several ask; None where none of them is known."""
    ranks = [rank for one in asked for level in one.levels if (rank := rank_of(level)) is not None]
    return Range(min(ranks), max(ranks)) if ranks else None


def _of_work(work: Work) -> Asked:
    levels = frozenset({work.level}) if rank_of(work.level) is not None and work.level else frozenset[str]()
    return Asked(work, work.level, levels, frozenset())
