"""Where students are invited to answer each other, somebody else joins in too.

## What it says

A task asks students for replies to one another, and neither does the instructor plan to answer in the
thread (`monitoring.answers: true`), nor does anybody moderate it (`replies.moderator`).

## Why

"You are welcome to comment on each other" is an invitation to a party whose host stays away. In Howard's
example of a task that fell flat, this is one of the four mistakes. Research on online communities says much
the same of social presence: it needs the instructor's part as well as the students' answers, and comes of
itself from neither. It need not be much: comments on the first three posts, or on three that went in
different directions.

Students may take turns at moderating, with `moderator: student`; that is teaching presence as well.

Left alone: `expected: 0`; tasks whose replies or monitoring are left out on purpose; and courses that
nobody oversees.

## Invalid

```yaml
module: photosynthesis
tasks:
  - title: Summarise the page
    kind: discussion
    replies: {expected: 1, protocol: post-first}
    monitoring: {by: instructor, looks_for: wood that still comes from the soil}
```

## Valid

```yaml
module: photosynthesis
tasks:
  - title: Summarise the page
    kind: discussion
    replies: {expected: 1, protocol: post-first}
    monitoring: {by: instructor, looks_for: wood that still comes from the soil, answers: true}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.loop_faults import leaves_invitation_unanswered
from coursewright.lint.api import LED, Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Task

META = Meta(
    code="FUP007",
    name="unanswered-invitation",
    statement="Where replies are invited, a reply by the instructor is planned",
    severity=Severity.WARNING,
    minutes=5,
    evidence=Evidence.PRACTICE,
    sources=("Howard 2021", "Danaher & Danaher"),
    why="an exchange that nobody who teaches joins in falls silent",
    essential=True,
    models=LED,
)


def check(task: Task, _context: Context) -> Iterable[Problem]:
    """Report an invitation to reply that nobody who teaches answers."""
    if task.replies is None or not leaves_invitation_unanswered(task):
        return ()
    message = (
        f"{capital(task.label)}{when_phrase(task)} invites students to answer each other, "
        "and nobody who teaches joins in."
    )
    fix = (
        "add `answers: true` to `monitoring` and say which posts you will answer, such as the first three; "
        "or let students moderate with `moderator: student` in `replies`"
    )
    return (Problem(task, message, fix, key="replies"),)
