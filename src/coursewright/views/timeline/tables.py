"""The loops of a course as a table: one row a task, from its release to its follow-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.loop_events import Happening
from coursewright.design.analyses.loops import Stance, State
from coursewright.design.phrases import capital
from coursewright.views.model import Cell, Column, Row, Table
from coursewright.views.standing import group_of
from coursewright.views.timeline.chart import TONES, sayer_for
from coursewright.views.timeline.words import BROKEN_WHERE, called
from coursewright.views.words import distance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coursewright.design.analyses.loop_events import Event
    from coursewright.design.analyses.loops import Loop, Part
    from coursewright.design.analyses.steps import Step
    from coursewright.views.model import Spot
    from coursewright.views.plan import Plan
    from coursewright.views.timeline.sentences import Sayer

__all__ = ["loop_table"]

_COLUMNS = (
    Column("step", "Step"),
    Column("task", "Task"),
    Column("release", "Opens", "time"),
    Column("due", "Due", "time"),
    Column("replies", "Replies by", "time"),
    Column("read", "Read"),
    Column("feedback", "Feedback"),
    Column("feedback_hours", "Hours from due time to feedback", "number"),
    Column("sessions", "Sessions"),
    Column("session_hours", "Hours to the first session", "number"),
    Column("follow_up", "Follow-up"),
    Column("follow_up_hours", "Hours to the first follow-up", "number"),
    Column("state", "Loop"),
    Column("breaks", "Where it breaks"),
    Column("homework", "Homework pattern"),
)


def loop_table(loops: Mapping[Step, Sequence[Loop]], plan: Plan) -> Table:
    """Return the table of loops by their steps."""
    rows = tuple(_row(step, loop, plan) for step, found in loops.items() for loop in found)
    return Table("loops", "The loop of each task", _COLUMNS, rows, "There are no tasks.")


def _row(step: Step, loop: Loop, plan: Plan) -> Row:
    say = sayer_for(loop, plan)
    task = loop.task
    feedback, follow_up, reading = say.feedback(), say.follow_up(), say.reading()
    sessions = [one for one in loop.events if one.what is Happening.SESSION]
    where = "; ".join(BROKEN_WHERE[one.fault] for one in loop.breaks)
    cells = (
        Cell(step.name),
        plan.cell(task),
        _time(loop, Happening.RELEASE, say, plan),
        _time(loop, Happening.DUE, say, plan),
        _time(loop, Happening.REPLIES, say, plan),
        _part(reading, loop.read, plan.spot(task, "monitoring")),
        _part("; ".join(feedback), loop.answered, plan.spot(task, "feedback")),
        _hours(loop, Happening.FEEDBACK),
        Cell("; ".join(_session(one, say) for one in sessions) or "none"),
        _hours(loop, Happening.SESSION),
        _part("; ".join(follow_up), loop.taken_up, plan.spot(task, "follow_up")),
        _hours(loop, Happening.FOLLOW_UP),
        Cell(loop.state.value, tone=TONES[loop.state]),
        Cell(where or "nowhere", tone="gap" if where else ""),
        Cell("yes" if loop.homework else "no", loop.homework, tone="gap" if loop.homework else ""),
    )
    return Row(cells, group_of(plan, step))


def _part(said: str, part: Part, spot: Spot | None) -> Cell:
    """Return what is said of a part of the loop; what may turn out to be asked for is not known."""
    if not said and part.stance is Stance.OPEN:
        return Cell("not known", None, spot, "unknown")
    return Cell(capital(said) or "not asked for", spot=spot)


def _session(event: Event, say: Sayer) -> str:
    when = say.when(event)
    return called(event.item) + (f" {when}" if when else "")


def _time(loop: Loop, what: Happening, say: Sayer, plan: Plan) -> Cell:
    """Return when something is; what is not said and what cannot be known are told apart."""
    event = next((one for one in loop.events if one.what is what), None)
    key = {Happening.RELEASE: "release", Happening.DUE: "due", Happening.REPLIES: "replies"}[what]
    spot = plan.spot(loop.task, key)
    if event is not None and event.at is not None:
        value = event.at.at.isoformat(timespec="minutes") if event.at.date is not None else f"{event.at}"
        return Cell(say.when(event), value, spot)
    if loop.task.leaves_open(key):
        return Cell("still open", None, spot, "unknown")
    if what is Happening.REPLIES:
        return Cell("no time said" if event is not None else "no replies asked for", None, spot)
    said = getattr(loop.task, key) is not None
    return Cell(
        "not known" if said else "not said", None, spot, "unknown" if said or what is Happening.DUE else ""
    )


def _hours(loop: Loop, what: Happening) -> Cell:
    """Return the hours from the deadline to the first of its kind, to a tenth."""
    events = [one for one in loop.events if one.what is what]
    if not events:
        if loop.state is State.UNKNOWN:
            return Cell("not known", None, tone="unknown")
        return Cell(f"no {what}", None)
    after = min((one.after for one in events if one.after is not None), default=None)
    if after is None:
        return Cell("not known", None, tone="unknown")
    hours = round(after.total_seconds() / 3600, 1)
    early = " before the due time" if hours < 0 else ""
    return Cell(f"{distance(after)}{early}", hours)
