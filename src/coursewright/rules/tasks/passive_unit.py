"""Passive unit.

## What it says

A unit gives students things to read, watch or hear, and nothing to do with them: it has materials and
neither task, session nor follow-up activity, or all its known time goes into taking things in. Where only
most of it does, the rule informs.

## Why

Uploading readings and recordings is not yet teaching: Kent puts deciding before consuming and recalling,
and adds that designs heavy in content seldom get students deeply involved. Across 151 modules of the Open
University, nothing in the design predicted better that students stayed than the time it gave them to
communicate (Rienties and Toetenel). That is a correlation over whole modules, so the share is a prompt to
look, not a limit.

What counts as taking in: tasks of the learning type acquisition, and required materials that no timed task
names. Sessions, follow-up activities and assessments count as doing. Left alone: units with optional
materials only, materials that a task elsewhere uses, a unit in whose week something stands beside the
units, times where fewer than 70% of the tasks, sessions and follow-up activities have one, and whatever is
still `TODO`.

## Invalid

```yaml
module: light
units:
  - id: lenses
    title: Lenses
    materials:
      - {title: How a lens bends light, kind: video, duration: 12 min}
      - {title: Chapter 4, kind: reading, pages: 18}
```

## Valid

```yaml
module: light
units:
  - id: lenses
    title: Lenses
    materials:
      - {id: bend, title: How a lens bends light, kind: video, duration: 12 min}
    tasks:
      - {id: jar, title: Set fire to nothing with a jar of water, kind: investigation, materials: [bend]}
```

## Options

- `percent`: the share of the known time that may go into taking in before the rule informs. No source gives
  a limit; 70 leaves room for a unit that reads a lot and still does something with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.intake import intake_of, is_mostly_done, left_to_themselves
from coursewright.design.weeks import teaching_weeks
from coursewright.design.workload import in_words
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Severity
from coursewright.rules.wording import capital, counted, shortened, when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.element import Item
    from coursewright.spec.model import Course, Unit

META = Meta(
    code="TSK003",
    name="passive-unit",
    statement="A unit is more than things to read and watch",
    severity=Severity.WARNING,
    minutes=30,
    evidence=Evidence.RESEARCH,
    sources=("Rienties & Toetenel 2016", "Kent 2025"),
    why="students stay for what they do, with each other above all, more than for what they are shown",
    essential=True,
    options=(
        Option("percent", 70, 50, 100, "per cent of the known time that may go into reading and watching"),
    ),
)

_IDEAS = "a case to decide or a claim to test"


def check(unit: Unit, context: Context) -> Iterable[Problem]:
    """Report a unit with nothing to do, or with little beside reading and watching."""
    percent = context.option("percent")
    problem = None if is_mostly_done(unit, percent) else _problem(unit, percent, context.course)
    if problem is None:
        return ()
    if context.open_around(unit, "materials", "tasks", "sessions", "follow_up_activities", "units"):
        return ()
    weeks = teaching_weeks(context.course)
    return (problem,) if weeks.teaches(unit) and not weeks.joined(unit) else ()


def _problem(unit: Unit, percent: float, course: Course) -> Problem | None:
    """Return what is wrong with a unit, if it belongs to the teaching and has nothing open."""
    materials = left_to_themselves(unit, course)
    if materials:
        held = f"{counted(len(materials), 'material')} and no task, session or follow-up activity"
        fix = f"add a task in which students use {_named(materials[0], 'them')}, such as {_IDEAS}"
        return Problem(unit, f"{_where(unit)} has {held}.", fix)
    intake = intake_of(unit, course)
    if intake is None or not (intake.alone or 100 * intake.minutes > percent * intake.total):
        return None
    fix = f"let students do something with {_named(intake.largest, 'it')}, such as {_IDEAS}"
    if intake.alone:
        whole = in_words(intake.total)
        message = f"{_where(unit)} spends all of its {whole} on reading, watching or listening."
        return Problem(unit, message, fix)
    share = f"{100 * intake.minutes / intake.total:.0f}% of its time"
    of = f"{in_words(intake.minutes)} of {in_words(intake.total)}"
    message = f"{_where(unit)} spends {share} on reading, watching or listening, {of}."
    return Problem(unit, message, fix, severity=Severity.INFO)


def _where(unit: Unit) -> str:
    return f"{capital(unit.label)}{when_phrase(unit)}"


def _named(item: Item, otherwise: str) -> str:
    name = item.title or item.id
    return f'"{shortened(name)}"' if name else otherwise
