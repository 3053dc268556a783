"""Workload as bars: one a week for learners, one a week for the team."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.analyses.weekly_work import items_of, summed
from coursewright.spec.model import Assessment, FollowUpActivity, Material, Session, Task, Unit
from coursewright.views.charts import Key, Label, Tick, TrackGroup, TrackRow, Tracks
from coursewright.views.signs import Sign
from coursewright.views.time_bars import Bar, differ, length, lengths, scale_for
from coursewright.views.words import count, hours, of
from coursewright.views.workload.due import due_said
from coursewright.views.workload.shown import (
    BESIDE,
    LOADS,
    has_known,
    heading_of,
    is_heavy,
    label_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.weekly_staff import WeekStaff
    from coursewright.design.analyses.weekly_work import Part, WeekWork
    from coursewright.design.staff_time import StaffWork
    from coursewright.spec.element import Item
    from coursewright.views.charts import Hue
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan
    from coursewright.views.time_bars import Scale
    from coursewright.views.workload.shown import Shown

__all__ = ["KINDS", "WORKS", "learner_bars", "staff_bars", "track_groups"]


class Kind(NamedTuple):
    """A kind of work: its hue, and what it is called, one and several."""

    hue: Hue
    one: str
    several: str


KINDS: dict[type[Item], Kind] = {
    Task: Kind(1, "task", "tasks"),
    Session: Kind(2, "session", "sessions"),
    FollowUpActivity: Kind(3, "follow-up activity", "follow-up activities"),
    Material: Kind(4, "material", "materials"),
    Assessment: Kind(5, "assessment", "assessments"),
    Unit: Kind(6, "unit's own duration", "units' own durations"),
}
WORKS: dict[StaffWork, Kind] = {
    "monitoring": Kind(1, "monitoring", "monitoring"),
    "feedback": Kind(3, "feedback", "feedback and marking"),
    "session": Kind(2, "session", "sessions"),
}
_TIMES = 8
"""So many times are named beside a bar at which assessments are due; the table has them all."""

_BETWEEN = Key("between the least and the most", hue=0, fill="range")


def learner_bars(shown: Shown, plan: Plan) -> Tracks:
    """Return a bar for each week: what is declared, what is estimated, what lies between least and most."""
    scale = scale_for([max(week.known[1], 60 * (week.hours or 0)) for week in shown.weeks])
    beside = _scale_beside([row.known[1] for row in shown.rest], scale)
    weeks = [
        (heading_of(week, plan), _learner_row(week, scale, plan, shown.overload)) for week in shown.weeks
    ]
    rest = [(heading_of(row, plan), _learner_row(row, beside, plan, shown.overload)) for row in shown.rest]
    groups = (*track_groups(weeks, scale), *track_groups(rest, beside))
    return Tracks("learners", "Hours for learners", groups, tuple(_learner_keys(shown)))


def staff_bars(shown: Shown, plan: Plan) -> Tracks:
    """Return a bar for each week of the team's work."""
    scale = scale_for([max(week.minutes()[1], 60 * (week.hours or 0)) for week in shown.staff])
    beside = _scale_beside([row.minutes()[1] for row in shown.staff_rest], scale)
    weeks = [(heading_of(week, plan), _staff_row(week, scale, plan)) for week in shown.staff]
    rest = [(heading_of(row, plan), _staff_row(row, beside, plan)) for row in shown.staff_rest]
    groups = (*track_groups(weeks, scale), *track_groups(rest, beside))
    used = {part.work for row in shown.staff_rows for part in row.parts if part.minutes is not None}
    keys = [Key(kind.several, hue=kind.hue) for work, kind in WORKS.items() if work in used]
    keys += [_BETWEEN] if any(differ(row.minutes()) for row in shown.staff_rows) else []
    keys += [Key("minutes not known", Sign.UNKNOWN)] if any(row.unknown for row in shown.staff_rows) else []
    return Tracks("staff", "Hours for the team", groups, tuple(keys))


def _scale_beside(times: Sequence[float], scale: Scale) -> Scale:
    """Return an axis for what stands beside the weeks; where none of it is known, that of the weeks."""
    return scale_for(times) if any(times) else scale


def track_groups(
    rows: Sequence[tuple[str, TrackRow]], scale: Scale, axis: str = "time"
) -> Iterator[TrackGroup]:
    """Yield rows in groups, by the headings that they stand under."""
    for heading, found in groupby(rows, key=lambda row: row[0]):
        title = Label(heading, quoted=heading not in {"", BESIDE})
        yield TrackGroup(title, scale.ticks, tuple([row for _, row in found]), axis=axis)


def _learner_row(week: WeekWork, scale: Scale, plan: Plan, overload: float) -> TrackRow:
    segments = Bar(scale)
    for kind, parts in _by_kind(week.asked):
        time = summed(parts, "declared")[0]
        segments.add(time, f"{kind.several}: {length(time)}", kind.hue)
    for kind, parts in _by_kind(week.asked):
        time = summed(parts, "estimated")[0]
        segments.add(time, f"{kind.several}, estimated: {length(time)}", kind.hue, "outline")
    segments.stretch(week.known)
    untimed = len(week.untimed)
    marks = segments.unknown(count(untimed, "item") + " without a time" if untimed else "")
    return TrackRow(
        label_of(week, plan),
        learner_said(week, plan),
        tuple(segments.segments),
        marks,
        limits=_limits(week.hours, "planned", scale),
        tone=_tone(week, overload),
    )


def learner_said(week: WeekWork, plan: Plan) -> str:
    """Say what a week asks of learners, and where it is no week, when its assessments are due."""
    if not week.asked:
        said = "nothing is asked for"
    else:
        said = lengths(week.known) if has_known(week) else "not known"
        if week.estimated[1]:
            said += f" ({lengths(week.estimated)} of it estimated)"
    if week.hours is not None:
        said += f", {hours(week.hours * 60)} planned"
        said += f": {LOADS[week.load()][0]}" if week.load() not in {"", "within"} else ""
    if week.untimed:
        items = items_of(week.asked)
        said += f", {of(len(week.untimed), len(items), 'item')} without a time"
    if week.optional:
        known = summed(week.optional)
        more = f", {lengths(known)}" if known[1] else ""
        said += f"; optional: {count(len(items_of(week.optional)), 'item')}{more}"
    due = due_said(week, plan, _TIMES)
    return f"{said}; due: {due}" if due else said


def _staff_row(week: WeekStaff, scale: Scale, plan: Plan) -> TrackRow:
    segments = Bar(scale)
    for work, kind in WORKS.items():
        time = week.minutes(work)[0]
        segments.add(time, f"{kind.several}: {length(time)}", kind.hue)
    segments.stretch(week.minutes())
    unknown = len(week.unknown)
    marks = segments.unknown(count(unknown, "piece") + " of work without minutes" if unknown else "")
    tone: Tone = "gap" if week.is_above else "unknown" if unknown and unknown == len(week.parts) else ""
    return TrackRow(
        label_of(week, plan),
        staff_said(week),
        tuple(segments.segments),
        marks,
        limits=_limits(week.hours, "declared", scale),
        tone=tone,
    )


def staff_said(week: WeekStaff) -> str:
    """Say what a week asks of the team."""
    known = [part for part in week.parts if part.minutes is not None]
    said = lengths(week.minutes()) if known else "not known" if week.parts else "nothing is planned"
    if week.hours is not None:
        said += f", {hours(week.hours * 60)} declared" + (": above" if week.is_above else "")
    if week.unknown:
        said += f", {of(len(week.unknown), len(week.parts), 'piece')} of work without minutes"
    return said


def _by_kind(parts: Sequence[Part]) -> Iterator[tuple[Kind, Sequence[Part]]]:
    for kind, called in KINDS.items():
        yield called, [part for part in parts if isinstance(part.work.item, kind)]


def _limits(planned: float | None, word: str, scale: Scale) -> tuple[Tick, ...]:
    if planned is None:
        return ()
    return (Tick(scale.at(planned * 60), f"{hours(planned * 60)} {word}"),)


def _tone(week: WeekWork, overload: float) -> Tone:
    if is_heavy(week, overload):
        return "gap"
    return "" if has_known(week) else "unknown"


def _learner_keys(shown: Shown) -> Iterator[Key]:
    parts = [part for row in shown.rows for part in row.asked]
    for kind, found in _by_kind(parts):
        if any(part.effort is not None for part in found):
            yield Key(kind.several, hue=kind.hue)
    if any(part.work.time == "estimated" for part in parts):
        yield Key("estimated from words, pages or minutes", hue=0, fill="outline")
    if any(differ(row.known) for row in shown.rows):
        yield _BETWEEN
    if shown.untimed:
        yield Key("work without a time", Sign.UNKNOWN)
