"""What the view of workload says: which weeks are too heavy, what is not known, and how the team fares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.weekly_work import WeekWork, summed
from coursewright.design.workload import added_up
from coursewright.views.standing import steps_noun
from coursewright.views.time_bars import lengths
from coursewright.views.words import count, hours, listed, of
from coursewright.views.workload.plans import plan_sentences
from coursewright.views.workload.shown import has_known, in_sentence, is_heavy, is_light

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.weekly_staff import WeekStaff
    from coursewright.views.plan import Plan
    from coursewright.views.workload.shown import Shown

__all__ = ["answer"]

_NAMED = 4
"""So many weeks are named in a sentence; the table has them all."""


def answer(shown: Shown, plan: Plan) -> Iterator[str]:
    """Yield what there is to say about the hours of learners, then about those of the team."""
    optional = [part for row in shown.rows for part in row.optional]
    if not shown.items:
        yield "Whatever there is to do is optional." if optional else "The plan asks for no work yet."
    else:
        yield _first(shown, plan)
        yield from _about_light(shown, plan)
        yield from _about_all(shown)
    if optional:
        known = summed(optional)
        number = len({part.work.item for part in optional})
        more = f", {lengths(known)} as far as is known" if known[1] else ""
        yield f"Beside it, {count(number, 'item')} {'is' if number == 1 else 'are'} optional{more}."
    yield from plan_sentences(plan)
    yield from _about_staff(shown, plan)


def _first(shown: Shown, plan: Plan) -> str:
    noun = steps_noun(plan.steps)
    weeks = [week for week in shown.weeks if week.asked and has_known(week)]
    planned = [week for week in shown.weeks if week.hours is not None]
    if len(shown.untimed) == len(shown.items):
        of_all = of(0, len(shown.items), "item") if len(shown.items) > 1 else "the only item"
        why = "has a time" if len(shown.items) > 1 else "has no time"
        return f"Which {noun} is too heavy cannot be told: {of_all} {why} or a length to estimate one from."
    if not weeks:
        where = f"no {noun} has work with a known time" if shown.weeks else f"there is no {noun} of teaching"
        return f"Which {noun} is too heavy cannot be told: {where}."
    heavy = [week for week in planned if is_heavy(week, shown.overload)]
    if heavy:
        verb = "asks" if len(heavy) == 1 else "ask"
        said = listed([_of_plan(week, plan) for week in heavy], _NAMED)
        which = of(len(heavy), len(planned), noun)
        limit = f"{shown.overload:g}% of the hours planned"
        return f"{which[0].upper()}{which[1:]} {verb} for more than {limit}: {said}."
    far = ", as far as is known" if any(week.untimed for week in shown.weeks) else ""
    if not planned:
        most = max(weeks, key=lambda week: week.known)
        heaviest = f"The heaviest {noun}{far and far + ','} is {in_sentence(most, plan)}"
        return f"{heaviest} with {lengths(most.known)}; {_why_no_plan(plan, noun)}."
    return f"{_below(planned, plan, noun, far, shown.overload)}."


def _below(planned: Sequence[WeekWork], plan: Plan, noun: str, far: str, overload: float) -> str:
    """Say how near to the hours planned the weeks come, where none is far above them."""
    above = [week for week in planned if week.load() in {"above", "estimated above"}]
    if above:
        said = listed([_of_plan(week, plan) for week in above], _NAMED)
        verb = "is" if len(above) == 1 else "are"
        limit = f"{overload:g}% of the hours planned{far}"
        return f"No {noun} asks for more than {limit}, but {said} {verb} above them"
    perhaps = [week for week in planned if week.load() == "perhaps above"]
    if perhaps:
        said = listed([_of_plan(week, plan) for week in perhaps], _NAMED)
        return f"No {noun} is sure to ask for more than the hours planned{far}, but {said} may"
    full = max(planned, key=lambda week: week.known[0] / (week.hours or 1))
    return f"No {noun} asks for more than the hours planned{far}; the fullest is {_of_plan(full, plan)}"


def _of_plan(week: WeekWork | WeekStaff, plan: Plan) -> str:
    known = week.known if isinstance(week, WeekWork) else week.minutes()
    return f"{in_sentence(week, plan)} ({lengths(known)} of {hours(60 * (week.hours or 0))})"


def _why_no_plan(plan: Plan, noun: str) -> str:
    workloads = [module.settings.workload for module in plan.modules]
    if any(workload is not None and workload.hours_per_week for workload in workloads):
        return f"a {noun} here is not held against the hours planned for a week"
    return "`workload.hours_per_week` does not say how many hours a week are planned"


def _about_light(shown: Shown, plan: Plan) -> Iterator[str]:
    planned = [week for week in shown.weeks if week.hours is not None]
    light = [week for week in planned if is_light(week)]
    if light:
        which = of(len(light), len(planned), steps_noun(plan.steps))
        verb = "asks" if len(light) == 1 else "ask"
        more = ", not counting what is in no one week" if any(row.known[1] for row in shown.rest) else ""
        yield f"{which[0].upper()}{which[1:]} {verb} for less than half of the hours planned{more}."


def _about_all(shown: Shown) -> Iterator[str]:
    if len(shown.untimed) == len(shown.items):
        return  # as the first sentence says
    total = added_up([shown.declared, shown.estimated])
    beside = added_up([row.known for row in shown.rest])
    said = f"In all, {lengths(total)} are asked for"
    if shown.estimated[1]:
        said += f" ({lengths(shown.declared)} declared, {lengths(shown.estimated)} estimated)"
    yield f"{said}, {lengths(beside)} of it in no one week." if beside[1] else f"{said}."
    if shown.untimed:
        which = of(len(shown.untimed), len(shown.items), "item")
        verb = "has" if len(shown.untimed) == 1 else "have"
        yield f"{which} {verb} no time and no length to estimate one from: this comes on top."


def _about_staff(shown: Shown, plan: Plan) -> Iterator[str]:
    parts = [part for row in shown.staff_rows for part in row.parts]
    if not parts:
        return
    unknown = len({(part.item, part.work) for part in parts if part.minutes is None})
    number = len({(part.item, part.work) for part in parts})
    above = [week for week in shown.staff if week.is_above]
    noun = steps_noun(plan.steps)
    if above:
        said = [_of_plan(week, plan) for week in above]
        verb = "asks" if len(above) == 1 else "ask"
        asked = f"{verb} the team for more than the hours declared"
        yield f"{count(len(above), noun)} {asked}: {listed(said, _NAMED)}."
    elif 2 * unknown <= number and shown.staff:
        most = max(shown.staff, key=lambda week: week.minutes())
        if most.minutes()[1]:
            of_hours = f" of {hours(60 * most.hours)}" if most.hours is not None else ""
            far = ", as far as is known," if unknown else ""
            with_ = f"{in_sentence(most, plan)} with {lengths(most.minutes())}{of_hours}"
            yield f"The team's fullest {noun}{far} is {with_}."
    if unknown:
        said_of = of(unknown, number, "piece")
        yield f"Of what the team does, {said_of} of work say{'s' if unknown == 1 else ''} no minutes."
