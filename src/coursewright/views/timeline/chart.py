"""The loops of a course as a chart: a group for each teaching step, a row for each task.

**Where marks stand.** What has a time stands at it, and what happens at the same time stands at the same
place: whoever draws sets these below each other. Marks of different times that would touch are moved apart,
in their order. What has no time stands between its neighbours in the loop. A line is dashed where the
distance is not known to the minute, or where it leads beyond the axis. Where no time of a task is known, its
marks are evenly spread, in a group of their own, and the axis says so. In a step without any times, tasks of
which the same is said share a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.loop_events import Happening
from coursewright.design.analyses.loops import State
from coursewright.views.charts import Key, Link, Mark, TrackGroup, TrackRow, Tracks
from coursewright.views.signs import Sign
from coursewright.views.standing import step_label
from coursewright.views.timeline.axis import ORDER_ONLY, axis_for
from coursewright.views.timeline.folding import alike, folded
from coursewright.views.timeline.marks import USES, marks_of
from coursewright.views.timeline.places import apart, spread
from coursewright.views.timeline.sentences import Sayer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coursewright.design.analyses.loops import Loop
    from coursewright.design.analyses.steps import Step
    from coursewright.spec.moments import Moment
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan
    from coursewright.views.timeline.axis import Axis
    from coursewright.views.timeline.marks import Slot

__all__ = ["TONES", "loop_chart", "sayer_for"]

TONES: dict[State, Tone] = {
    State.CLOSED: "good",
    State.BROKEN: "gap",
    State.UNKNOWN: "unknown",
    State.ON_PURPOSE: "purpose",
    State.NOT_ASKED: "",
}
_WORDS = {Sign.PART: "checked in the logs"}
"""What signs mean here, where that is not what they mean elsewhere."""


def loop_chart(plan: Plan, loops: Mapping[Step, Sequence[Loop]]) -> Tracks:
    """Return the chart of loops by their steps."""
    groups = [group for step, found in loops.items() for group in _groups(step, found, plan)]
    used = {mark.sign for group in groups for row in group.rows for mark in row.marks}
    legend = tuple(Key(_WORDS.get(sign, sign.words), sign=sign) for sign in Sign if sign in used)
    return Tracks("loops", "Each task from due time to follow-up", tuple(groups), legend)


def sayer_for(loop: Loop, plan: Plan) -> Sayer:
    """Return what says a loop, in the time zone of its calendar."""
    home = plan.course.timeline.calendar(loop.task.scope).time_zone
    return Sayer(loop, plan.all_steps.of(loop.task).number, home)


def _groups(step: Step, loops: Sequence[Loop], plan: Plan) -> Iterator[TrackGroup]:
    """Yield the rows of a step along their axis, then those of which the order alone is known."""
    rows = [(loop, marks_of(loop, sayer_for(loop, plan), plan)) for loop in loops]
    moments = [slot.at for _, slots in rows for slot in slots if slot.at is not None]
    kernel = [at for loop in loops for at in _kernel(loop)]
    axis = axis_for(moments, kernel, plan.course.timeline.calendar(step.place.scope))
    if axis is not None and any(max(_places(slots, axis)) > 1 for _, slots in rows):
        axis = axis.longer()
    title = step_label(plan, step)
    timed: list[TrackRow] = []
    untimed: list[TrackRow] = []
    if axis is None:
        yield TrackGroup(title, (), tuple(_order_only(rows, plan)), (), ORDER_ONLY)
        return
    for loop, slots in rows:
        if any(axis.place(slot.at) is not None for slot in slots):
            timed.append(_row(loop, slots, axis, plan))
        else:
            untimed.append(_row(loop, slots, None, plan))
    if timed:
        yield TrackGroup(title, axis.ticks, tuple(timed), axis.bands, axis.said)
    if untimed:
        yield TrackGroup(title, (), tuple(untimed), (), ORDER_ONLY)


def _order_only(rows: Sequence[tuple[Loop, Sequence[Slot]]], plan: Plan) -> Iterator[TrackRow]:
    """Yield the rows of a step of which no time is known, one for all tasks that stand alike."""
    for found in alike(rows, lambda loop: sayer_for(loop, plan).sentence()):
        if len(found) == 1:
            yield _row(*found[0], None, plan)
            continue
        loop = found[0][0]
        yield folded(found, sayer_for(loop, plan).sentence(), TONES[loop.state])


def _kernel(loop: Loop) -> Iterator[Moment]:
    """Yield the deadline of a loop and what comes first after it, as far as these are known."""
    due = next((one.at for one in loop.events if one.what is Happening.DUE), None)
    use = next((one.at for one in loop.events if one.what in USES and one.at is not None), None)
    return (at for at in (due, use) if at is not None)


def _places(slots: Sequence[Slot], axis: Axis | None) -> list[float]:
    """Return the places of the marks that have one of their own."""
    return spread([axis.place(slot.at) if axis is not None else None for slot in slots if not slot.below])


def _row(loop: Loop, slots: Sequence[Slot], axis: Axis | None, plan: Plan) -> TrackRow:
    places = iter(apart(_places(slots, axis)))
    marks: list[Mark] = []
    links: dict[float, Link] = {}
    due, here = None, 0.0
    for slot in slots:
        here = here if slot.below else next(places)
        marks.append(slot.mark._replace(at=here))
        if slot.mark.sign is Sign.DUE:
            due = here
        elif slot.linked and due is not None and here != due and here not in links:
            within = axis is not None and slot.at is not None and axis.holds(slot.at)
            tone: Tone = "gap" if slot.mark.tone == "gap" else TONES[loop.state]
            links[here] = Link(due, here, slot.hours, not (slot.hours and within), tone)
    said = sayer_for(loop, plan).sentence()
    label = plan.label(loop.task)
    return TrackRow(label, said, marks=tuple(marks), links=tuple(links.values()), tone=TONES[loop.state])
