"""What a course asks of learners, week by week: each piece of work once. All times are minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.analyses.steps import Step, steps_of
from coursewright.design.analyses.work_ledger import ledger_of
from coursewright.design.workload import Effort, Share, added_up, is_a_week, workload_of
from coursewright.spec.model import Assessment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from coursewright.design.analyses.work_ledger import Time, Work
    from coursewright.design.rates import Rates
    from coursewright.design.weeks import TeachingWeek
    from coursewright.spec.element import Item
    from coursewright.spec.model import Content, Course

__all__ = [
    "CourseWork",
    "Load",
    "Part",
    "WeekWork",
    "course_work",
    "items_of",
    "step_key",
    "summed",
    "teaching_steps",
]

Load: TypeAlias = Literal["above", "estimated above", "perhaps above", "within", ""]
"""How a week stands against a limit; empty where there is none. What has no known time comes on top of each.

`above`: what is declared is more, even at its least; `estimated above`: with the estimates it is, at its
least; `perhaps above`: at its most it is.
"""


class Part(NamedTuple):
    """A piece of work, and how much of it falls into one week; None where that is unknown."""

    work: Work
    effort: Effort | None


class WeekWork(NamedTuple):
    """The work of one week, or of what is no week.

    `steps` are the teaching steps that are this week: several where modules run side by side. Where it is no
    teaching week there is none, and `beside` is the step that the work belongs to: a week that does not
    teach, or a module or course as a whole; None for what goes on over several weeks, and for assessments.
    `hours` are those planned, None where nobody says or where it may not be held against those of one week.
    """

    steps: tuple[Step, ...]
    beside: Step | None
    hours: float | None
    parts: tuple[Part, ...]

    @property
    def asked(self) -> Sequence[Part]:
        """What is not optional."""
        return [part for part in self.parts if not part.work.optional]

    @property
    def optional(self) -> Sequence[Part]:
        """What students may leave out."""
        return [part for part in self.parts if part.work.optional]

    @property
    def declared(self) -> Effort:
        """The sum of the declared times of what is asked for."""
        return summed(self.asked, "declared")

    @property
    def estimated(self) -> Effort:
        """The sum of the estimates of what is asked for and says no time."""
        return summed(self.asked, "estimated")

    @property
    def known(self) -> Effort:
        """What is declared and what is estimated."""
        return added_up([self.declared, self.estimated])

    @property
    def untimed(self) -> Sequence[Item]:
        """What is asked for and has neither a time nor an estimate."""
        return items_of(part for part in self.asked if part.work.time == "unknown")

    def load(self, percent: float = 100) -> Load:
        """Return how the week stands against some per cent of its planned hours."""
        if self.hours is None:
            return ""
        limit = self.hours * 60 * percent
        if self.declared[0] * 100 > limit:
            return "above"
        if self.known[0] * 100 > limit:
            return "estimated above"
        return "perhaps above" if self.known[1] * 100 > limit else "within"

    def only(self, keep: Callable[[Item], bool]) -> WeekWork:
        """Return what of it is about some items."""
        return self._replace(parts=tuple([part for part in self.parts if keep(part.work.item)]))


class CourseWork(NamedTuple):
    """The work of a course: its teaching weeks in order, what belongs to none, and what counts inside."""

    weeks: tuple[WeekWork, ...]
    rest: tuple[WeekWork, ...]
    inside: tuple[Work, ...]

    def of_step(self, step: Step) -> WeekWork | None:
        """Return the week that a teaching step is, or is a part of; None for what is no teaching step."""
        return next((week for week in self.weeks if step in week.steps), None)


def course_work(course: Course, rates: Rates) -> CourseWork:
    """Return the work of a course, with estimates at some rates."""
    ledger = ledger_of(course, rates)
    works: dict[Item, Work] = {}

    def asked(place: Content) -> Sequence[Share]:
        found = list(ledger.of(place))
        works.update({work.item: work for work in found})
        return [Share(work.item, work.effort) for work in found]

    sorted_out = workload_of(course).sorted_out(asked)
    steps = teaching_steps(course)
    weeks = [
        WeekWork(
            tuple([steps[step_key(week)] for week in load.together]),
            None,
            (load.hours or None) if is_a_week(load.week, load.hours, course) else None,
            tuple([Part(works[share.item], share.effort) for share in load.shares]),
        )
        for load in sorted_out.weeks
    ]
    beside: dict[Step | None, list[Part]] = {}
    for share in sorted_out.rest:
        step = steps_of(course).of(share.item)
        part = Part(works[share.item], share.effort)
        anywhere = step.teaches or isinstance(share.item, Assessment)
        beside.setdefault(None if anywhere else step, []).append(part)
    rest = [WeekWork((), step, None, tuple(parts)) for step, parts in beside.items()]
    return CourseWork(tuple(weeks), tuple(rest), tuple(ledger.inside))


def summed(parts: Iterable[Part], time: Time | None = None) -> Effort:
    """Return the sum of the known times, by default wherever they come from."""
    return added_up(
        [part.effort for part in parts if part.effort is not None and time in {None, part.work.time}]
    )


def items_of(parts: Iterable[Part]) -> Sequence[Item]:
    """Return what some parts are parts of, each once."""
    return list(dict.fromkeys(part.work.item for part in parts))


def teaching_steps(course: Course) -> Mapping[tuple[object, object], Step]:
    """Return the teaching steps by their `step_key`."""
    return {step_key(step): step for step in steps_of(course).teaching}


def step_key(week: Step | TeachingWeek) -> tuple[object, object]:
    """Return what a teaching week and its step have in common, and no other."""
    return week.module, week.number if week.number is not None else week.units[0]
