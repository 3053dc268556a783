"""What the view of workload shows: the weeks looked at, what they are called, and how they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from coursewright.design.analyses.weekly_staff import WeekStaff, course_staff
from coursewright.design.analyses.weekly_work import WeekWork, course_work, items_of
from coursewright.design.workload import OVERLOAD, Effort, added_up
from coursewright.views.charts import Label
from coursewright.views.standing import group_of, step_label
from coursewright.views.words import listed, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.design.analyses.steps import Step
    from coursewright.design.analyses.weekly_work import Load
    from coursewright.design.analyses.work_ledger import Work
    from coursewright.spec.element import Item
    from coursewright.views.model import Spot, Tone
    from coursewright.views.plan import Plan

__all__ = [
    "BESIDE",
    "LOADS",
    "UNPLACED",
    "Shown",
    "each_said",
    "has_known",
    "heading_of",
    "in_no_one",
    "in_sentence",
    "is_heavy",
    "is_light",
    "is_plan_open",
    "label_of",
    "named",
    "shown_in",
    "spot_of",
]

LIGHT = 0.5
"""The part of the planned hours below which a week is said to be light; no source gives a limit."""

UNPLACED = 0.2
"""The part of the known time, at its most, that may belong to no one week where the weeks are still said to
be in order; an assumption of ours."""

NO_WEEK = "In no one week"
BESIDE = "Beside the weeks"

LOADS: dict[Load, tuple[str, Tone]] = {
    "above": ("above", "gap"),
    "estimated above": ("above with what is estimated", "gap"),
    "perhaps above": ("above at the most", ""),
    "within": ("within", "good"),
    "": ("no hours planned", ""),
}


Week = TypeVar("Week", WeekWork, WeekStaff)


class Shown(NamedTuple):
    """The work of the part that is looked at: week by week, then what belongs to no week.

    `overload` are the per cent of the planned hours above which a week is too heavy, as for WRK001.
    """

    weeks: tuple[WeekWork, ...]
    rest: tuple[WeekWork, ...]
    inside: tuple[Work, ...]
    staff: tuple[WeekStaff, ...]
    staff_rest: tuple[WeekStaff, ...]
    overload: float

    @property
    def rows(self) -> Sequence[WeekWork]:
        """All of it."""
        return (*self.weeks, *self.rest)

    @property
    def staff_rows(self) -> Sequence[WeekStaff]:
        """All of the team's."""
        return (*self.staff, *self.staff_rest)

    @property
    def declared(self) -> Effort:
        """What is declared in all."""
        return added_up([row.declared for row in self.rows])

    @property
    def estimated(self) -> Effort:
        """What is estimated in all."""
        return added_up([row.estimated for row in self.rows])

    @property
    def beside(self) -> Effort:
        """What is known of what belongs to no one week."""
        return added_up([row.known for row in self.rest])

    @property
    def is_mostly_placed(self) -> bool:
        """Whether so little of the known time belongs to no one week that the weeks tell how it is spread."""
        return self.beside[1] <= UNPLACED * added_up([self.declared, self.estimated])[1]

    @property
    def items(self) -> Sequence[Item]:
        """What is asked for, each item once."""
        return items_of(part for row in self.rows for part in row.asked)

    @property
    def untimed(self) -> Sequence[Item]:
        """What of it has neither a time nor an estimate."""
        return list(dict.fromkeys(item for row in self.rows for item in row.untimed))

    @property
    def unwritten(self) -> Sequence[Item]:
        """What of that has a placeholder for its time."""
        return [item for item in self.untimed if item.leaves_open("duration", "words", "pages")]


def shown_in(plan: Plan) -> Shown:
    """Return the work of the part that is looked at."""
    work, staff = course_work(plan.course, plan.rates), course_staff(plan.course)
    return Shown(
        tuple(_weeks(work.weeks, plan)),
        tuple(_rest(work.rest, plan)),
        tuple([one for one in work.inside if plan.shows(one.item)]),
        tuple(_weeks(staff.weeks, plan)),
        tuple(_rest(staff.rest, plan)),
        plan.limit("WRK001", "percent", OVERLOAD),
    )


def _weeks(weeks: Iterable[Week], plan: Plan) -> Iterator[Week]:
    for week in weeks:
        shown = [step for step in week.steps if plan.shows_step(step)]
        if len(shown) == len(week.steps):
            yield week
        elif shown:  # modules run side by side: what is planned is for all of them
            yield week._replace(steps=tuple(shown), hours=None).only(lambda item: _is_inside(item, plan))


def _is_inside(item: Item, plan: Plan) -> bool:
    home = item.scope.up("module")
    return home is not None and home.element in plan.modules


def _rest(rest: Iterable[Week], plan: Plan) -> Iterator[Week]:
    for row in rest:
        shown = row.only(plan.shows)
        if shown.parts:
            yield shown


def label_of(week: WeekWork | WeekStaff, plan: Plan) -> Label:
    """Return what to call a week in a chart or a table, below its heading: `Week 3: Consent`."""
    if len(week.steps) > 1:
        first = week.steps[0]
        return Label(f"{first.name} of {len(week.steps):,} modules", plan.spot(first.place))
    if week.steps:
        return _step_label(week.steps[0], plan) if _is_plain(plan) else step_label(plan, week.steps[0])
    if week.beside is None:
        return Label(NO_WEEK)
    name, spot = plan.step_name(week.beside), plan.spot(week.beside.place)
    return Label(name, spot, quoted=True, language=plan.language(week.beside.place))


def heading_of(week: WeekWork | WeekStaff, plan: Plan) -> str:
    """Return the heading that a week stands under: its module, where modules have several weeks."""
    if not week.steps:
        return BESIDE
    if _is_plain(plan):
        return ""
    return group_of(plan, week.steps[0]) if len(week.steps) == 1 else "Modules side by side"


def in_sentence(week: WeekWork | WeekStaff, plan: Plan) -> str:
    """Return what to call a week in a sentence: `week 3`, `week 3 of "Consent"`, `"Branches"`."""
    if len(week.steps) != 1:
        return label_of(week, plan).text.lower()
    step = week.steps[0]
    if step.number is None:
        title = _title_of(step, plan)
        return quote(title) if title else step.name.lower()
    same = [one for one in plan.all_steps.teaching if one.number == step.number]
    of_module = f" of {quote(step.module.title or step.module.id or '')}" if step.module and same[1:] else ""
    return f"{step.name.lower()}{of_module}"


def named(weeks: Sequence[WeekWork | WeekStaff], plan: Plan, most: int) -> str:
    """Name weeks in a sentence: `weeks 3 and 4`, `"Branches" and "Merging"`; beyond `most`, count."""
    said = [in_sentence(week, plan) for week in weeks]
    if len(said) > 1 and all(re.fullmatch(r"week \d+", one) for one in said):
        return f"weeks {listed([one.removeprefix('week ') for one in said], most)}"
    return listed(said, most)


def in_no_one(rest: Sequence[WeekWork | WeekStaff], noun: str) -> str:
    """Return where the rest belongs: to `no one week`, with a week 0 to `no one teaching week`."""
    apart = any(row.beside is not None and row.beside.number is not None for row in rest)
    called = noun if noun == "unit" else "week"
    return f"no one teaching {called}" if apart else f"no one {called}"


def each_said(times: Sequence[str]) -> str:
    """List times, the same ones once: `8 h and 7 h`, `3 h each`."""
    return f"{times[0]} each" if len(times) > 1 and len(set(times)) == 1 else listed(times)


def is_plan_open(plan: Plan) -> bool:
    """Whether it is still to be written how many hours a week are planned."""
    workloads = [module.settings.workload for module in plan.modules]
    return any(workload is not None and workload.leaves_open("hours_per_week") for workload in workloads)


def _is_plain(plan: Plan) -> bool:
    """Whether no module has more than one teaching step, so that headings would only repeat the rows."""
    modules = [step.module for step in plan.all_steps.teaching]
    return len(set(modules)) == len(modules)


def _title_of(step: Step, plan: Plan) -> str:
    """Return the title that is a step's own: its module's only if the module is nothing but this step."""
    if len(step.units) == 1 and not step.units[0].implicit:
        title = step.units[0].title or step.units[0].id
        if title:
            return title
    alone = [one for one in plan.all_steps.teaching if one.module is step.module] == [step]
    return step.title if alone else ""


def _step_label(step: Step, plan: Plan) -> Label:
    if not step.title:
        return Label(step.name, plan.spot(step.place))
    language = plan.language(step.place)
    return Label(step.called(step.title), plan.spot(step.place), quoted=True, language=language)


def spot_of(week: WeekWork | WeekStaff, plan: Plan) -> Spot | None:
    """Return where a week is written."""
    step = week.steps[0] if week.steps else week.beside
    return plan.spot(step.place) if step is not None else None


def is_heavy(week: WeekWork, overload: float) -> bool:
    """Whether a week asks for more than some per cent of what is planned, even at its least."""
    return week.load(overload) in {"above", "estimated above"}


def is_light(week: WeekWork) -> bool:
    """Whether a week is known to ask for less than half of what is planned, even at its most."""
    return bool(week.hours) and not week.untimed and week.known[1] < (week.hours or 0) * 60 * LIGHT


def has_known(week: WeekWork) -> bool:
    """Whether some of what a week asks for has a time, or it asks for nothing."""
    return not week.asked or any(part.effort is not None for part in week.asked)
