"""Feedback opens the session.

## What it says

The agenda of a session holds feedback on a task, and something else comes before it.

## Why

Howard makes it a routine: students have done the task, they sit down, they hear what their work showed,
and then they do something with it. At the start feedback still answers the question they came with, and
everything that follows can build on it; at the end it is what falls victim to the clock.

A few minutes to arrive are fine: what is said or done first may take five minutes in all if the agenda
says how long it takes. A follow-up activity with `opens_with` brings its feedback along. Left alone:
sessions without an agenda or without feedback in it, and agendas in which something is still to be
decided. Where nobody oversees the course, the rule is off.

## Invalid

```yaml
module: glazes
tasks:
  - {id: tiles, title: Five test tiles, kind: investigation}
sessions:
  - title: Kiln day
    agenda:
      - {talk: The chemistry of cobalt, duration: 30 min}
      - feedback: tiles
```

## Valid

```yaml
module: glazes
tasks:
  - {id: tiles, title: Five test tiles, kind: investigation}
sessions:
  - title: Kiln day
    agenda:
      - {other: Aprons on, duration: 5 min}
      - feedback: tiles
      - {talk: The chemistry of cobalt, duration: 30 min}
```

## Options

`minutes`: how long what comes before the feedback may take, by default 5, from 0 to 30. Howard gives no
number; ours is the time it takes to arrive.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from coursewright.lint.api import (
    LED,
    Change,
    Context,
    Evidence,
    Meta,
    Option,
    Problem,
    Related,
    Severity,
    changes,
)
from coursewright.rules.wording import capital, shortened, when_phrase
from coursewright.spec.nodes import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence as List

    from coursewright.spec.model import AgendaItem, Session

META = Meta(
    code="FUP009",
    name="feedback-not-first",
    statement="Feedback opens the session",
    severity=Severity.INFO,
    minutes=2,
    evidence=Evidence.PRACTICE,
    sources=("Howard 2021",),
    why="feedback at the start shapes what follows, and at the end it falls victim to the clock",
    fix="unsafe",
    models=LED,
    options=(Option("minutes", 5, 0, 30, "What may come before the feedback. The source gives no number."),),
)


def check(session: Session, context: Context) -> Iterable[Problem]:
    """Report an agenda in which feedback comes after something else."""
    agenda = session.agenda
    if not agenda or _brings_feedback(agenda[0]) or session.leaves_open("agenda"):
        return ()
    before = list(takewhile(lambda item: not _brings_feedback(item), agenda))
    if len(before) == len(agenda):
        return ()
    feedback = agenda[len(before)]
    if feedback.feedback is None or _is_arriving(before, context.option("minutes")):
        return ()
    message = (
        f"{capital(session.label)}{when_phrase(session)} comes to its feedback only after {_named(before[0])}"
        f"{' and more' if len(before) > 1 else ''}."
    )
    task = feedback.feedback.target
    related = () if task is None else (Related(task, "feedback on this task"),)
    fix = "move this item to the start of the `agenda`"
    return (Problem(feedback, message, fix, related=related, edits=_edits(session, len(before))),)


def _edits(session: Session, number: int) -> tuple[Change, ...]:
    """Move an item of the agenda to its start."""
    from coursewright.spec.editing import move_first  # noqa: PLC0415 - few sessions need it

    node = session.node
    items = node.value("agenda") if isinstance(node, Mapping) and not session.inherits("agenda") else None
    if not isinstance(items, Sequence) or len(items.items) != len(session.agenda):
        return ()
    return changes(move_first(items, number))


def _brings_feedback(item: AgendaItem) -> bool:
    """Whether an item is feedback, opens with it, or may turn out to do so."""
    if item.feedback is not None or item.leaves_open("feedback", "activity"):
        return True
    if item.activity is None:
        return False
    activity = item.activity.target
    return activity is None or bool(activity.says("opens_with"))


def _is_arriving(before: List[AgendaItem], minutes: float) -> bool:
    """Whether what comes first is talk or anything else for a few minutes, as the agenda says."""
    if any(item.activity is not None or item.answer_key is not None for item in before):
        return False
    if any(item.leaves_open("duration") for item in before):
        return True
    lengths = [item.duration.low for item in before if item.duration is not None]
    return len(lengths) == len(before) and sum(lengths) <= minutes


def _named(item: AgendaItem) -> str:
    if item.activity is not None:
        return str(item.activity.target.label)
    if item.answer_key is not None:
        return f"the answer key of `{item.answer_key.text}`"
    words = item.talk or item.other
    return f'"{shortened(words)}"' if words else "something else"
