"""Discussion without protocol.

## What it says

A discussion or debate opens a forum and says nothing about how it is to be held: no number of replies, no
order or roles, no moderator, and no criteria.

## Why

"Discuss" gets a row of monologues. Schellens and colleagues compared two years of one course: the students
who were given roles built more knowledge together than those of the year before, by about half a standard
deviation, and much of what still differed lay in how the assignment was set. Hiltz and Turoff, whom Danaher
and Danaher report, count a protocol among the six functions that a medium for groups needs. One of the
following is enough: `replies` with `expected`, `protocol` or `moderator`; `criteria`; `functions: [protocol]`
on the task or on the tool that it names.

Left alone: anything of this that is still `TODO`, a tool that cannot be found, and discussions in which
nobody is to answer, with `replies: {none: ...}` on the task, its unit or its module. Follow-up activities are
not read: most are held in a room.

## Invalid

```yaml
module: cities
tasks:
  - id: cars
    title: Should the centre be closed to cars?
    kind: discussion
    instructions: Discuss.
```

## Valid

```yaml
module: cities
tasks:
  - id: cars
    title: Should the centre be closed to cars?
    kind: discussion
    instructions: Speak for a resident, a shop or a bus driver, as drawn, and answer one you disagree with.
    replies: {expected: 1, protocol: roles}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.on_purpose import said_around
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, when_phrase
from coursewright.spec.model import Tool

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Task

META = Meta(
    code="TSK007",
    name="discussion-without-protocol",
    statement="A discussion says how it is held: replies, order, roles or criteria",
    severity=Severity.WARNING,
    minutes=10,
    evidence=Evidence.RESEARCH,
    sources=("Schellens et al. 2007", "Danaher & Danaher"),
    why="where nobody is told how to take part, a discussion becomes a row of monologues",
    on_purpose="replies",
)

_HELD = frozenset({"discussion", "debate"})
_RULES = ("expected", "protocol", "moderator")


def check(task: Task, _context: Context) -> Iterable[Problem]:
    """Report a discussion or debate that does not say how it is held."""
    if task.kind not in _HELD or task.says("criteria") or _replies_are_settled(task):
        return ()
    if "protocol" in task.functions or task.leaves_open("functions") or _tool_may_order_it(task):
        return ()
    message = (
        f"{capital(task.label)}{when_phrase(task)} is a {task.kind}, and nothing says how it is to be held."
    )
    return (Problem(task, message, _fix(task)),)


def _replies_are_settled(task: Task) -> bool:
    if task.leaves_open("replies") or task.leaves_out("replies") or said_around(task.scope, "replies"):
        return True
    return task.replies is not None and any(task.replies.says(key) for key in _RULES)


def _tool_may_order_it(task: Task) -> bool:
    """Whether the tool brings a protocol with it, or may do so because it is not known well enough."""
    if task.tool is None:
        return task.leaves_open("tool")
    tool = task.tool.target
    return not isinstance(tool, Tool) or "protocol" in tool.functions or tool.leaves_open("functions")


def _fix(task: Task) -> str:
    if task.kind == "debate":
        return (
            "add `replies: {protocol: roles}` with who speaks for which side, or `criteria:` for a good turn"
        )
    return "add `replies:`, for example `{expected: 1, protocol: post-first}`, or `criteria:` for a good post"
