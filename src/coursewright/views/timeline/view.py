"""From due time to follow-up: who answers what students post, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.clock_times import clock_times, zones_of
from coursewright.design.analyses.loops import State, loops_of
from coursewright.design.analyses.momentum import momentum_of
from coursewright.design.first_use import LEAST_HOURS
from coursewright.spec.model import Session, Task
from coursewright.views.model import View
from coursewright.views.sourced import sources
from coursewright.views.timeline.answer import answer_of
from coursewright.views.timeline.chart import loop_chart
from coursewright.views.timeline.momentum import momentum_chart, momentum_table
from coursewright.views.timeline.tables import loop_table
from coursewright.views.timeline.zones import zone_notes, zone_table
from coursewright.views.words import of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coursewright.design.analyses.clock_times import ClockTime
    from coursewright.design.analyses.loops import Loop
    from coursewright.design.analyses.steps import Step
    from coursewright.views.charts import Tracks
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["loops_in", "view"]


def view(plan: Plan) -> View:
    """Return the loop of each task, when its parts are in each time zone, and the momentum of the course."""
    by_step = _loops_by_step(plan)
    loops = [loop for found in by_step.values() for loop in found]
    times = _times_by_step(plan)
    zones = zones_of(plan.course)
    momentum = [one for one in momentum_of(plan.course) if plan.shows_step(one.step)]
    chart = loop_chart(plan, by_step)
    charts = [*([chart] if loops else []), *([momentum_chart(momentum, plan)] if momentum else [])]
    return View(
        answer=tuple(answer_of(loops)),
        charts=tuple(charts),
        tables=(loop_table(by_step, plan), zone_table(times, zones, plan), momentum_table(momentum, plan)),
        notes=(*_notes(loops, chart, _least_hours(plan)), *zone_notes(times, zones)),
        sources=sources("Howard 2021", "Kent 2025"),
        tone=_tone(loops),
    )


def _tone(loops: Sequence[Loop]) -> Tone:
    if any(loop.breaks for loop in loops):
        return "gap"
    if any(loop.state is State.UNKNOWN for loop in loops):
        return "unknown"
    return "good" if any(loop.asks_for_answer for loop in loops) else ""


def loops_in(plan: Plan) -> tuple[Loop, ...]:
    """Return the loops of a course as its configuration sees them, in the order of the files."""
    return loops_of(plan.course, plan.default_model, _least_hours(plan))


def _loops_by_step(plan: Plan) -> Mapping[Step, Sequence[Loop]]:
    loops = {loop.task: loop for loop in loops_in(plan) if plan.shows(loop.task)}
    sorted_out = plan.all_steps.sorted_out(list(loops))
    found = {step: [loops[one] for one in items if one in loops] for step, items in sorted_out.items()}
    return {step: here for step, here in found.items() if here}


def _times_by_step(plan: Plan) -> Sequence[ClockTime]:
    times = {one.item: one for one in clock_times(plan.course) if plan.shows(one.item)}
    sorted_out = plan.all_steps.sorted_out(list(times))
    return [
        times[item] for items in sorted_out.values() for item in items if isinstance(item, Task | Session)
    ]


def _least_hours(plan: Plan) -> float:
    return plan.limit("FUP003", "hours", LEAST_HOURS)


def _notes(loops: Sequence[Loop], chart: Tracks, hours: float) -> Iterator[str]:
    if not loops:
        return
    undated = sum(all(event.at is None for event in loop.events) for loop in loops)
    if undated == len(loops):
        yield "No time of any task is known: the order alone is drawn."
    elif undated:
        yield f"No time is known for {of(undated, len(loops), 'task')}: of these the order alone is drawn."
    if sum(len(group.rows) for group in chart.groups) < len(loops):
        yield (
            "Where no time of a step is known, tasks of which the same is said share a row of the chart, "
            "each with marks of its own. The table has a row for each."
        )
    yield (
        "Hours are those that pass, over a change of the clocks too; a deadline on a day is the end of it. "
        "A plan does not say when work is read, so that stands between the due time and what comes next."
    )
    if any(loop.model == "led" for loop in loops):
        yield (
            f"Between a deadline and what needs the work, {hours:g} h count as enough to read it and to "
            "plan, or the minutes of monitoring where these are more. Our source gives no number."
        )
