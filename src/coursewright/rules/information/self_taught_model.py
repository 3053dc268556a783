"""Self-taught model.

## What it says

A course, or a part of it, says that its learners teach themselves: `support_model: self-taught`. The rules
on follow-up and presence then have nobody to speak of, and say nothing.

## Why

Nothing is wrong with a book, a tutorial or an app. But much of what is checked here is about people: who
reads the work, who answers, who meets whom. Danaher and Danaher set asynchronous learning, which lives by
interaction, apart from materials that somebody works through unsupported; Coursera, a provider of courses,
draws the same line. That is a matter of definition, and this note takes no side in it. It is there so that
the silence of those rules is not mistaken for their consent.

It appears once for a course, at the first place that says so. If somebody does answer, say `led`; if
everything was prepared and nobody oversees a run, say `prepared`, and automatic feedback is asked for
instead.

## Invalid

```yaml
module: touch-typing
support_model: self-taught
tasks:
  - {id: home-row, title: The home row without looking, kind: problem-set}
```

## Valid

```yaml
module: touch-typing
support_model: prepared
tasks:
  - {id: home-row, title: The home row without looking, kind: problem-set, feedback: {form: automatic}}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import as_written, everywhere
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital
from coursewright.spec.model import Course, Module, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.model import Content

META = Meta(
    code="INF005",
    name="self-taught-model",
    statement="The silence of rules in a self-taught course is said aloud",
    severity=Severity.INFO,
    minutes=1,
    evidence=Evidence.PRACTICE,
    sources=("Coursera 2022", "Danaher & Danaher"),
    why="where nobody answers, nothing can be said about how people are answered",
    models=frozenset({"self-taught"}),
)


def check(place: Course | Module | Unit, context: Context) -> Iterator[Problem]:
    """Note the first place of a course that is self-taught."""
    if place is not _first(context):
        return
    at = as_written(place) if isinstance(place, Course) else place
    message = f"{capital(at.label)} is self-taught, so the rules on follow-up and presence say nothing of it."
    fix = (
        "leave it if learners are on their own; say `led` if somebody answers, `prepared` if the course does"
    )
    yield Problem(at, message, fix, key="support_model")


def _first(context: Context) -> Content | None:
    return next(
        (place for place in everywhere(context.course) if context.model(place) == "self-taught"), None
    )
