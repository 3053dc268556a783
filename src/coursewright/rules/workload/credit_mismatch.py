"""Credit mismatch.

## What it says

The hours of a course or module differ by more than 10% from what its credits stand for, in the scheme it
names.

## Why

A credit is a promise about time, and other universities, funders and visa offices take it at its word. One
ECTS credit stands for 25 to 30 hours of a student's work, one UK credit for ten, one US credit hour for
about 45 over a semester: one in class and at least two outside it, for some fifteen weeks. Any other number
of hours can be written as the `credit_scheme` itself.

What counts is all work that is not optional, meetings, reading and assessment included; of ranges such as
`2-3 h`, whichever end is nearer. Where too few items have a time, the declared `total_hours` are compared.

Left alone: credits without a scheme; courses in which fewer than 90% of the items are timed; and too little
work where the rest of the items, each as long as the longest known, could make up for it, where something is
still open, or where the course is a draft and so still growing.

## Invalid

```yaml
module: thermodynamics
workload: {credits: 1, credit_scheme: ects}
tasks:
  - {id: read, title: Read chapters 1 to 4, kind: reading, duration: 16 h}
  - {id: lab, title: Measure a heat pump, kind: investigation, duration: 20 h}
```

## Valid

```yaml
module: thermodynamics
workload: {credits: 1, credit_scheme: ects}
tasks:
  - {id: read, title: Read chapters 1 and 2, kind: reading, duration: 8 h}
  - {id: lab, title: Measure a heat pump, kind: investigation, duration: 20 h}
```

## Options

- `percent`: how far the hours may lie outside those of the credits. The default of 10 is ours: learning
  hours are never exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import places_in
from coursewright.design.credit_schemes import CreditScheme, credit_scheme
from coursewright.design.totals import Total, total_of
from coursewright.design.workload import in_words
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Severity
from coursewright.rules.wording import capital, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.design.workload import Effort
    from coursewright.spec.model import Course, Module, Workload

META = Meta(
    code="WRK003",
    name="credit-mismatch",
    statement="The hours are those that the credits stand for",
    severity=Severity.WARNING,
    minutes=30,
    evidence=Evidence.STANDARD,
    sources=("ECTS 2015", "QAA 2021", "34 CFR 600.2"),
    why="a credit is a promise about hours that students and other universities rely on",
    options=(Option("percent", 10, 0, 50, "per cent that the hours may lie outside those of the credits"),),
)

_ENOUGH_TIMED = 0.9
_HOLDERS = ("units", "tasks", "sessions", "follow_up_activities", "assessments", "materials", "modules")


def check(place: Course | Module, context: Context) -> Iterator[Problem]:
    """Report a course or module whose hours are not those of its credits."""
    plan: Workload | None = place.settings.workload
    if plan is None or not plan.credits or not plan.says("credits") or _twice(place, context):
        return
    scheme = credit_scheme(plan.credit_scheme)
    if scheme is None:
        return
    slack = context.option("percent") / 100
    least, most = scheme.stand_for(plan.credits)
    total = total_of(place, context.course)
    stand_for = f"its {_credits(plan.credits, scheme)} {_hours(least, most)}"
    if total.timed >= _ENOUGH_TIMED and (place is not context.course or context.course.complete):
        low, high = total.effort
        too_much = low > most * (1 + slack)
        if too_much or (total.ceiling < least * (1 - slack) and _settled(place, context)):
            message = f"{capital(place.label)} adds up to {_sum(total)}; {stand_for}."
            fix = _fix((low, high), (least, most), scheme)
            yield Problem(plan, message, fix, key="credits")
    elif plan.total_hours is not None:
        said = plan.total_hours * 60
        if not least * (1 - slack) <= said <= most * (1 + slack):
            message = f"{capital(place.label)} plans {in_words(said)} in all; {stand_for}."
            fix = f"correct `total_hours:`, or `credits:`{_worth((said, said), scheme)}"
            yield Problem(plan, message, fix, key="total_hours")


def _twice(place: Course | Module, context: Context) -> bool:
    """Whether this is the course that a module file alone is read as: the module speaks for it."""
    return place is context.course and context.course.implicit


def _settled(place: Course | Module, context: Context) -> bool:
    """Whether no more work is to be expected."""
    if context.is_draft(place) or any(one.leaves_open(*_HOLDERS) for one in places_in(place)):
        return False
    return not context.open_around(place, "modules")


def _credits(number: float, scheme: CreditScheme) -> str:
    if scheme.name:
        return f"{counted(number, f'{scheme.name} credit')} {'stands' if number == 1 else 'stand'} for"
    each = f"{scheme.least:g} h" if number == 1 else f"{scheme.least:g} h each"
    return f"{counted(number, 'credit')} of {each} {'stands' if number == 1 else 'stand'} for"


def _hours(least: float, most: float) -> str:
    return in_words(least) if least == most else f"{least / 60:g} to {in_words(most)}"


def _sum(total: Total) -> str:
    low, high = total.effort
    known = in_words(low) if low == high else f"{in_words(low)} to {in_words(high)}"
    if not total.untimed:
        return f"{known} of work"
    return f"{known} of work ({counted(total.untimed, 'item')} of {len(total.shares)} without a time)"


def _fix(span: Effort, wanted: Effort, scheme: CreditScheme) -> str:
    """Say how much to add or take out, and what the work that there is would be worth."""
    if span[0] > wanted[1]:
        change = f"take out about {in_words(span[0] - wanted[1])}"
    else:
        change = f"add about {in_words(wanted[0] - span[1])}, for instance study time that no task names yet"
    return f"{change}, or correct `credits:`{_worth(span, scheme)}"


def _worth(span: Effort, scheme: CreditScheme) -> str:
    low, high = scheme.worth(*span)
    return "" if not low else f" to {low:g}" if low == high else f", to between {low:g} and {high:g}"
