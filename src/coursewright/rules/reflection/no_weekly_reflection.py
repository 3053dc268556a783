"""No weekly reflection.

## What it says

A teaching week passes without a moment in which students look back at it.

## Why

Kent counts regular, low-pressure reflection among the most useful things one can build into a module:
students settle what they learned and make it their own, and the teacher hears which questions are still
open. What makes it work is that it comes back every week and costs little, so three short prompts are
plenty. This is practice, not proof; if a week is too often for your students, ask for every second or
third.

A unit's `reflection` serves its weeks. That of a module serves a module of one teaching week, or every week
with `when: weekly`; that of a course likewise. A task with `reflection_prompts` or of the kind `journal`
counts for its week or unit. A reflection `for: instructors` is theirs and does not count here.

Left alone: breaks, week 0, weeks with only assessments or announcements, and weeks to which reflection may
still come, because something is `TODO`. Where no part carries a week, each unit counts as one. `reflection:
{none: ...}` on a unit, module or course holds for all below. In a draft it only informs.

## Invalid

```yaml
module: negotiation
week: 4
tasks:
  - {id: anchor, title: Make the first offer, kind: role-play}
```

## Valid

```yaml
module: negotiation
week: 4
tasks:
  - {id: anchor, title: Make the first offer, kind: role-play}
reflection:
  - What did your first offer do to theirs?
  - What would you still like to try?
  - Where will you next name a number first?
```

## Options

- `every`: how many teaching weeks may share one moment of reflection. The source says each week, so the
  default is 1; with 2, only two weeks in a row without one are reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.reflection_prompts import is_prompts_alone, prompt_for
from coursewright.design.reflections import by_unit, in_rows, is_for_learners, weeks_without_reflection
from coursewright.design.scopes import upwards
from coursewright.design.teaching import reader_for
from coursewright.design.weeks import teaching_weeks
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Related, Severity, adding
from coursewright.rules.week_phrases import weeks_phrase
from coursewright.rules.wording import capital
from coursewright.spec.model import Unit
from coursewright.spec.nodes import Mapping
from coursewright.spec.prompts import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.design.weeks import TeachingWeek
    from coursewright.lint.api import Change
    from coursewright.spec.editing import Value
    from coursewright.spec.model import Content, Course

META = Meta(
    code="REF001",
    name="no-weekly-reflection",
    statement="Each teaching week has a moment of reflection",
    severity=Severity.WARNING,
    minutes=10,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025",),
    why="a short look back helps students to settle what they learned, and shows you what is still open",
    fix="unsafe",
    missing=True,
    essential=True,
    on_purpose="reflection",
    options=(Option("every", 1, 1, 8, "how many teaching weeks may share one moment of reflection"),),
)

_ONCE = "this comes once, for the whole module"
_PROMPTS = "three short prompts"


def check(course: Course, context: Context) -> Iterable[Problem]:
    """Report the weeks without reflection, those of one unit together."""
    bare = weeks_without_reflection(course)
    if not bare:
        return ()
    every = round(context.option("every"))
    together = in_rows(bare, every) if every > 1 else by_unit(bare)
    return [_problem(weeks, every, context) for weeks in together]


def _problem(weeks: Sequence[TeachingWeek], every: int, context: Context) -> Problem:
    last = weeks[-1]
    if every > 1:
        message = f"{every} weeks in a row pass without reflection, up to {weeks_phrase([last])}."
    else:
        passes = "pass" if len(weeks) > 1 else "passes"
        message = f"{capital(weeks_phrase(weeks))} {passes} without reflection."
    fix, related = _advice(last, context.course)
    return Problem(last.place, message, fix, related=related, edits=_edits(last, context))


def _advice(week: TeachingWeek, course: Course) -> tuple[str, tuple[Related, ...]]:
    """Say how to mend it here, and which other places belong to it."""
    related = tuple(Related(unit, "in the same week") for unit in week.units[1:] if not unit.implicit)
    once = week.module.reflection
    is_unit = isinstance(week.place, Unit)
    if once is not None and is_for_learners(once):
        own = (
            "give this week a reflection of its own"
            if is_unit
            else "`reflection_prompts:` to a task of each week"
        )
        return f"add `when: weekly` to it, or {own}", (*related, Related(once, _ONCE))
    if is_unit:
        return f"add `reflection:` here with {_PROMPTS}, or one with `when: weekly` to the module", related
    weekly = "`when: weekly` and " if _is_one_of_several(week, course) else ""
    return f"add `reflection:` with {weekly}{_PROMPTS}, under `learned:`, `questions:` and `apply:`", related


def _edits(week: TeachingWeek, context: Context) -> tuple[Change, ...]:
    """Let the reflection of a flat module come back each week, or give the place one of its own."""
    place = week.place
    once = week.module.reflection
    is_unit = isinstance(place, Unit)
    if not is_unit and once is not None:
        has_room = is_for_learners(once) and not is_prompts_alone(once)
        return adding(once, {"when": "weekly"}) if has_room else ()
    said: dict[str, Value] = {"prompts": [{role: prompt_for(role, place.settings)} for role in ROLES]}
    if not is_unit and _is_one_of_several(week, context.course):
        said["when"] = "weekly"
    if _is_for_others(place):
        said["for"] = "learners"
    if context.model(place) == "led":
        said["read_by"] = reader_for(place.scope)
        said["feeds"] = "TODO: what the answers change, such as the start of the next session"
    else:
        said["read_by"] = "learner"
    return adding(place, {"reflection": said})


def _is_for_others(place: Content) -> bool:
    """Whether a `defaults` around a place says whom reflections are for."""
    written = [scope.element.node for scope in upwards(place.scope) if scope.element is not None]
    defaults = [node.value("defaults") for node in written if isinstance(node, Mapping)]
    reflections = [each.value("reflection") for each in defaults if isinstance(each, Mapping)]
    return any("for" in each.pairs for each in reflections if isinstance(each, Mapping))


def _is_one_of_several(week: TeachingWeek, course: Course) -> bool:
    return len(teaching_weeks(course).of_module(week.module)) > 1
