"""Parts exceed whole.

## What it says

What something is made of takes longer than the whole is said to take: the agenda longer than its session,
the tasks of a unit longer than the unit, or the weeks of a course, or its work, more than its `total_hours`.

## Why

Both numbers cannot be true, and students will believe the smaller one. It happens when one of them is
changed and the other forgotten; we met such pairs in published courses, which is an observation and no
study. In a session it means that the last item of the agenda, often the activity, will not take place.

The low ends of the parts stand against the high end of the whole, with a tenth on top. Left alone: optional
tasks, times in days or weeks, and whatever has no time. The weeks are compared where `hours_per_week` and
`total_hours` are written in one place and the calendar says how many weeks there are; weeks off do not
count.

## Invalid

```yaml
module: first-aid
sessions:
  - id: practice
    title: The recovery position
    duration: 50 min
    agenda:
      - {talk: What we saw in your recordings, duration: 20 min}
      - {other: Practise in threes, duration: 45 min}
```

## Valid

```yaml
module: first-aid
sessions:
  - id: practice
    title: The recovery position
    duration: 50 min
    agenda:
      - {talk: What we saw in your recordings, duration: 10 min}
      - {other: Practise in threes, duration: 40 min}
```

## Options

- `percent`: by how much the parts may exceed the whole. The default of 10 is ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.totals import total_of, weeks_planned
from coursewright.design.workload import agenda_effort, effort, in_words
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Related, Severity
from coursewright.rules.wording import capital, counted, when_phrase
from coursewright.spec.model import Course, Module, Session, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

META = Meta(
    code="WRK008",
    name="parts-exceed-whole",
    statement="The parts fit into the time of the whole",
    severity=Severity.WARNING,
    minutes=10,
    evidence=Evidence.RESEARCH,
    sources=("corpus of public courses",),
    why="both numbers cannot be true, and students believe the smaller one",
    options=(Option("percent", 10, 0, 100, "per cent by which the parts may exceed the whole"),),
)


def check(whole: Session | Unit | Module | Course, context: Context) -> Iterable[Problem]:
    """Report a whole whose parts are known to take longer."""
    if isinstance(whole, Session):
        return _session(whole, context)
    return _unit(whole, context) if isinstance(whole, Unit) else _total(whole, context)


def _session(session: Session, context: Context) -> Iterable[Problem]:
    slot = session.slot.target if session.slot is not None else None
    length = session.duration or (slot.duration if slot is not None else None)
    if length is None or length.effort is None or session.leaves_open("duration"):
        return ()
    parts = sum(known[0] for item in session.agenda if (known := agenda_effort(item)) is not None)
    if _fits(parts, length.effort[1], context):
        return ()
    where = f"{capital(session.label)}{when_phrase(session)}"
    message = f"{where} lasts {length}; its agenda takes {in_words(parts)}."
    fix = f"shorten the agenda by {in_words(parts - length.effort[1])}, or correct the session's `duration:`"
    return (Problem(session, message, fix, key="agenda"),)


def _unit(unit: Unit, context: Context) -> Iterable[Problem]:
    said = unit.duration.effort if unit.duration is not None else None
    if said is None or unit.implicit:
        return ()
    tasks = [(task, effort(task)) for task in unit.tasks if not task.optional]
    parts = sum(known[0] for _, known in tasks if known is not None)
    if _fits(parts, said[1], context):
        return ()
    where = f"{capital(unit.label)}{when_phrase(unit)}"
    message = f"{where} is to take {unit.duration}; its tasks alone take {in_words(parts)}."
    longest, time = max(tasks, key=lambda one: one[1][0] if one[1] is not None else 0)
    much = f"{longest.label} ({in_words(time[0] if time is not None else 0)})"
    fix = f"correct the unit's `duration:` to {in_words(parts)} or more, or shorten its tasks, {much} first"
    return (Problem(unit, message, fix, key="duration", related=(Related(longest, "the longest"),)),)


def _total(place: Module | Course, context: Context) -> Iterable[Problem]:
    plan = place.settings.workload
    if plan is None or not plan.total_hours or (isinstance(place, Course) and place.implicit):
        return ()
    said = plan.total_hours * 60
    weeks = weeks_planned(place)
    planned = 60 * (plan.hours_per_week or 0) * weeks
    where = f"{capital(place.label)} plans {in_words(said)} in all"
    if not _fits(planned, said, context):
        message = (
            f"{where}; {counted(weeks, 'week')} of {in_words(planned / weeks)} come to {in_words(planned)}."
        )
        each, total = f"{plan.total_hours / weeks:.3g}", f"{planned / 60:g}"
        fix = f"correct `hours_per_week:` to {each}, or `total_hours:` to {total}"
        return (Problem(plan, message, fix, key="total_hours"),)
    asked = total_of(place, context.course).effort[0]
    if not _fits(asked, said, context):
        message = f"{where}; what it asks for adds up to {in_words(asked)}."
        fix = f"take out about {in_words(asked - said)}, or correct `total_hours:`"
        return (Problem(plan, message, fix, key="total_hours"),)
    return ()


def _fits(parts: float, whole: float, context: Context) -> bool:
    return parts * 100 <= whole * (100 + context.option("percent"))
