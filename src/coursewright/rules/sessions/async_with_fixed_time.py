"""Async with fixed time.

## What it says

The course calls itself asynchronous, yet this session has to be attended.

## Why

Asynchronous learning means that people take part on their own schedule, with no meeting they cannot miss.
This is what those who signed up for it rely on: because of shifts, children, or a time zone in which your
morning is their four o'clock at night. One compulsory hour breaks that promise as surely as ten.

A session that is `optional` breaks nothing, and neither does one with an `alternative` by which others can do
the same in their own time; a recording alone lets them watch, not take part. If the meeting matters, the
honest word for the course is `blended`. Where a meeting has to stay (a viva that a regulator demands, say),
`alternative: {none: ...}` puts the reason on record.

## Invalid

```yaml
module: contracts
mode: asynchronous
sessions:
  - {id: clinic, title: Contract clinic, starts: week 2 tue 18:00, recording: yes}
```

## Valid

```yaml
module: contracts
mode: asynchronous
sessions:
  - {id: clinic, title: Contract clinic, starts: week 2 tue 18:00, optional: yes}
  - id: hearing
    title: A mock hearing
    starts: week 4 tue 18:00
    alternative: Record your plea in five minutes and answer the other side's by Friday
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Problem, Related, Severity
from coursewright.rules.wording import capital, when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Session

META = Meta(
    code="SES001",
    name="async-with-fixed-time",
    statement="Asynchronous means no obligatory meeting",
    severity=Severity.ERROR,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("coursewright format", "Danaher & Danaher"),
    why="who signs up for asynchronous learning relies on no meeting they cannot miss",
    essential=True,
    on_purpose="alternative",
)


def check(session: Session, _context: Context) -> Iterable[Problem]:
    """Report a session that has to be attended in an asynchronous course."""
    settings = session.scope.settings
    if settings.mode != "asynchronous" or session.optional or not session.lacks("alternative"):
        return ()
    if session.leaves_open("optional"):
        return ()
    message = (
        f"{capital(session.label)}{when_phrase(session)} has to be attended, but the mode is asynchronous."
    )
    fix = "add an `alternative:` for those who cannot come or `optional: true`, or say `mode: blended`"
    related = (Related(settings, "asynchronous by this", key="mode"),)
    return (Problem(session, message, fix, related=related),)
