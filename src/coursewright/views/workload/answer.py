"""What the view of workload says of learners: which weeks are too heavy, and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.weekly_work import items_of, summed
from coursewright.design.phrases import capital
from coursewright.design.workload import added_up
from coursewright.views.standing import steps_noun
from coursewright.views.time_bars import lengths
from coursewright.views.words import count, hours, listed, of, still_to_write
from coursewright.views.workload.plans import plan_sentences
from coursewright.views.workload.shown import (
    each_said,
    has_known,
    in_no_one,
    in_sentence,
    is_heavy,
    is_light,
    is_plan_open,
    named,
)
from coursewright.views.workload.team import team_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.weekly_work import WeekWork
    from coursewright.spec.element import Item
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
        yield from _first(shown, plan)
        yield from _about_light(shown, plan)
        yield from _about_all(shown, plan)
    if optional:
        known = summed(optional)
        number = len({part.work.item for part in optional})
        more = f", {lengths(known)} as far as is known" if known[1] else ""
        yield f"Beside it, {count(number, 'item')} {'is' if number == 1 else 'are'} optional{more}."
    yield from plan_sentences(plan)
    yield from team_sentences(shown, plan)


def _first(shown: Shown, plan: Plan) -> Iterator[str]:
    noun = steps_noun(plan.steps)
    weeks = [week for week in shown.weeks if week.asked and has_known(week)]
    planned = [week for week in shown.weeks if week.hours is not None]
    heavy = [week for week in planned if is_heavy(week, shown.overload)]
    if len(shown.untimed) == len(shown.items):
        of_all = of(0, len(shown.items), "item") if len(shown.items) > 1 else "the only item"
        why = "has a time" if len(shown.items) > 1 else "has no time"
        yield f"Which {noun} is too heavy cannot be told: {of_all} {why} or a length to estimate one from."
    elif not weeks:
        where = f"no {noun} has work with a known time" if shown.weeks else f"there is no {noun} of teaching"
        yield f"Which {noun} is too heavy cannot be told: {where}."
    elif heavy:
        yield from _too_heavy(heavy, planned, shown, plan)
    elif planned:
        yield f"{_below(planned, shown, plan)}."
    else:
        most = lengths(max(weeks, key=lambda week: week.known).known)
        same = [week for week in weeks if lengths(week.known) == most]
        far = _before(shown, noun)
        verb, s, each = ("is", "", "") if len(same) == 1 else ("are", "s", " each")
        head = f"The heaviest {noun}{s}{far}{far and ','} {verb} {named(same, plan, _NAMED)}"
        yield f"{head} with {most}{each}; {_why_no_plan(plan, noun)}."


def _too_heavy(
    heavy: Sequence[WeekWork], planned: Sequence[WeekWork], shown: Shown, plan: Plan
) -> Iterator[str]:
    """Name the weeks that are too heavy, then say what that means, and which others are above as well."""
    noun = steps_noun(plan.steps)
    which = of(len(heavy), len(planned), noun)
    times, plans = [lengths(week.known) for week in heavy], {week.hours or 0 for week in heavy}
    names = named(heavy, plan, _NAMED)
    verb = "is" if len(heavy) == 1 else "are"
    if len(plans) > 1 or len(heavy) > _NAMED:
        each = listed([_of_plan(week, plan) for week in heavy], _NAMED)
        yield f"{_start(which)} {verb} too heavy: {each}."
    else:
        limit = hours(60 * plans.pop())
        a_week = " a week" if len(heavy) > 1 else ""
        planned_said = f"where {limit}{a_week} {_are(limit)} planned"
        yield f"{_start(names)} {verb} too heavy: {each_said(times)}, {planned_said}."
    verb = "asks" if len(heavy) == 1 else "ask"
    yield f"{_start(which)} {verb} for more than {shown.overload:g}% of the hours planned."
    above = [week for week in planned if week not in heavy and week.load() in {"above", "estimated above"}]
    if above:
        said = listed([_of_plan(week, plan) for week in above], _NAMED)
        yield f"{_start(said)} {'is' if len(above) == 1 else 'are'} above them as well, but not by as much."


def _below(planned: Sequence[WeekWork], shown: Shown, plan: Plan) -> str:
    """Say how near to the hours planned the weeks come, where none is far above them."""
    noun = steps_noun(plan.steps)
    far = _before(shown, noun)
    above = [week for week in planned if week.load() in {"above", "estimated above"}]
    if above:
        said = listed([_of_plan(week, plan) for week in above], _NAMED)
        verb = "is" if len(above) == 1 else "are"
        limit = f"{shown.overload:g}% of the hours planned{far}"
        return f"No {noun} asks for more than {limit}, but {said} {verb} above them"
    perhaps = [week for week in planned if week.load() == "perhaps above"]
    if perhaps:
        said = listed([_of_plan(week, plan) for week in perhaps], _NAMED)
        return f"No {noun} is sure to ask for more than the hours planned{far}, but {said} may"
    said = _ratio(max(planned, key=lambda week: week.known[0] / (week.hours or 1)))
    if len(planned) == 1:
        return f"The only {noun} is not too heavy: {said} planned{far}"
    full = [week for week in planned if _ratio(week) == said]
    each = " each" if len(full) > 1 else ""
    fullest = f"the fullest {'is' if len(full) == 1 else 'are'} {named(full, plan, _NAMED)} ({said}{each})"
    return f"No {noun} asks for more than the hours planned{far}; {fullest}"


def _before(shown: Shown, noun: str) -> str:
    """Return what the hours of the weeks leave out, to be put into a sentence: starts with a comma."""
    far = ["as far as is known"] if any(week.untimed for week in shown.weeks) else []
    if later := still_to_write((len(shown.unwritten), "time")):
        far.append(f"while {later}")
    parts = [part for row in shown.rest for part in row.asked]
    timed = items_of(part for part in parts if part.effort is not None)
    untimed = items_of(part for part in parts if part.effort is None)
    if shown.beside[1]:
        far.append(f"not counting {lengths(shown.beside)} of {_beside_the_weeks(timed, shown, noun)}")
    elif untimed:
        far.append(f"not counting {_beside_the_weeks(untimed, shown, noun, ' without a time')}")
    return f", {' and '.join(far)}" if far else ""


def _beside_the_weeks(items: Sequence[Item], shown: Shown, noun: str, how: str = "") -> str:
    """Count items by what they are, and say where they are: `2 assessments that belong to no one week`."""
    nouns = {item.noun for item in items}
    kind = nouns.pop() if len(nouns) == 1 else "item"
    counted = count(len(items), kind, f"{kind[:-1]}ies" if kind.endswith("y") else "")
    verb = "belongs" if len(items) == 1 else "belong"
    return f"{counted}{how} that {verb} to {in_no_one(shown.rest, noun)}"


def _of_plan(week: WeekWork, plan: Plan) -> str:
    return f"{in_sentence(week, plan)} ({_ratio(week)})"


def _ratio(week: WeekWork) -> str:
    return f"{lengths(week.known)} of {hours(60 * (week.hours or 0))}"


def _are(limit: str) -> str:
    return "is" if limit == "1 h" else "are"


def _start(said: str) -> str:
    return capital(said)


def _why_no_plan(plan: Plan, noun: str) -> str:
    workloads = [module.settings.workload for module in plan.modules]
    if is_plan_open(plan):
        return "how many hours a week are planned is still to be written (`workload.hours_per_week`)"
    if any(workload is not None and workload.hours_per_week for workload in workloads):
        return f"a {noun} here is not held against the hours planned for a week"
    return "`workload.hours_per_week` does not say how many hours a week are planned"


def _about_light(shown: Shown, plan: Plan) -> Iterator[str]:
    noun = steps_noun(plan.steps)
    planned = [week for week in shown.weeks if week.hours is not None]
    light = [week for week in planned if is_light(week)]
    if light:
        which = of(len(light), len(planned), noun)
        verb = "asks" if len(light) == 1 else "ask"
        more = f", not counting what is in {in_no_one(shown.rest, noun)}" if shown.beside[1] else ""
        yield f"{_start(which)} {verb} for less than half of the hours planned{more}."


def _about_all(shown: Shown, plan: Plan) -> Iterator[str]:
    if len(shown.untimed) == len(shown.items):
        return  # as the first sentence says
    said = f"In all, {lengths(added_up([shown.declared, shown.estimated]))} are asked for"
    if shown.estimated[1]:
        said += f" ({lengths(shown.declared)} declared, {lengths(shown.estimated)} estimated)"
    nowhere = in_no_one(shown.rest, steps_noun(plan.steps))
    yield f"{said}, {lengths(shown.beside)} of it in {nowhere}." if shown.beside[1] else f"{said}."
    if shown.untimed:
        which = of(len(shown.untimed), len(shown.items), "item")
        verb = "has" if len(shown.untimed) == 1 else "have"
        yield f"{_start(which)} {verb} no time and no length to estimate one from: this comes on top."
