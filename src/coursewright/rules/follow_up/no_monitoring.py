"""Somebody reads what students made, and knows what to look for.

## What it says

For work that students do alone, nothing says who reads it (`monitoring.by`), or what they read it for
(`monitoring.looks_for`), or neither.

## Why

Reading to see who has handed in tells a teacher nothing about the class. Reading for one thing does: Howard
skims the posts well before the lesson for the gap that most of them share, or the question that keeps
coming back, and plans the lesson from there. Decide beforehand what that gap will probably be, and a
hundred posts become one topic. With nobody named, the reading is everybody's and therefore nobody's, and
students soon notice that nobody was there.

Both keys are asked for in one finding. `looks_for` may turn out wrong once the posts are in; it is there to
read with.

Left alone: what students only take in (reading, lecture, video), onboarding, and tasks that are `optional`.
Where nobody oversees the course (`support_model: prepared` or `self-taught`), the rule is off.

## Invalid

```yaml
module: photosynthesis
tasks:
  - title: Summarise the page
    kind: discussion
    monitoring: {by: instructor, evidence: logs}
```

## Valid

```yaml
module: photosynthesis
tasks:
  - title: Summarise the page
    kind: discussion
    monitoring:
      by: instructor
      looks_for: summaries in which the wood still comes from the soil
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.loop_faults import unread
from coursewright.design.teaching import reader_for
from coursewright.lint.api import LED, Context, Evidence, Meta, Problem, Severity, adding
from coursewright.rules.wording import when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.design.loop_faults import Unread
    from coursewright.lint.api import Change
    from coursewright.spec.editing import Value
    from coursewright.spec.model import Task

META = Meta(
    code="FUP002",
    name="no-monitoring",
    statement="Someone reads the work and knows what to look for",
    severity=Severity.WARNING,
    minutes=10,
    evidence=Evidence.PRACTICE,
    sources=("Howard 2021",),
    why="feedback can only meet a gap that somebody looked for",
    fix="unsafe",
    missing=True,
    essential=True,
    models=LED,
    on_purpose="monitoring",
)

_SEEN = frozenset({"written", "audio", "video"})
"""Forms of feedback that show students that somebody read what they made."""


def check(task: Task, _context: Context) -> Iterable[Problem]:
    """Report a task without a reader, or without something to read for."""
    missing = unread(task)
    if missing is None:
        return ()
    reader = reader_for(task.scope)
    which = f"{task.label}{when_phrase(task)}"
    by = f"by: {reader}"
    if missing.no_reader and missing.no_aim:
        message = f"Nobody is named to read {which}, and nothing is said of what to look for."
        said = f"{{{by}, looks_for: ...}}"
        fix = f"add `monitoring: {said}`, where `looks_for` is the one gap or question to read for"
        if task.monitoring is not None:
            fix = f"add `{by}` and `looks_for:` to `monitoring`, the one gap or question to read for"
    elif missing.no_reader:
        message = f"Nobody is named to read {which}."
        fix = f"add `{by}` to `monitoring`"
    else:
        message = f"Nothing is said of what to look for in {which}."
        fix = "add `looks_for:` to `monitoring`: the one gap or returning question to read for"
    return (Problem(task, message, fix, key="monitoring", edits=_edits(task, missing, reader)),)


def _edits(task: Task, missing: Unread, reader: str) -> tuple[Change, ...]:
    """Add what is missing; where nothing was said, also how students see that they were read."""
    said: dict[str, Value] = {}
    if missing.no_reader:
        said["by"] = reader
    if missing.no_aim:
        said["looks_for"] = "TODO: the one gap or returning question to read for"
    if task.monitoring is None and not _is_answered_in_writing(task):
        said["signal"] = "TODO: what students see of it, such as a comment on the first three posts"
    return adding(task, {"monitoring": said})


def _is_answered_in_writing(task: Task) -> bool:
    return task.feedback is not None and not _SEEN.isdisjoint(task.feedback.form)
