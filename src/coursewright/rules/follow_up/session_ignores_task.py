"""A session says which tasks it needs.

## What it says

A follow-up activity in a session builds on a task, and the session does not list that task under
`requires`.

## Why

What sets work before a session apart from homework, in Howard's account, is that the session cannot be
done without it. Students only know this if somebody tells them: `requires` is what learners read as
"before you come", and what calendars and checklists are made from.

Left alone: tasks that are `optional`, tasks that a required task requires or builds on, and sessions
whose `requires` holds something still to be decided. Where nobody oversees the course, the rule is off.

## Invalid

```yaml
module: contracts
tasks:
  - {id: clause, title: Rewrite a clause, kind: case-study, follow_up: haggle}
sessions:
  - {id: table, title: At the table}
follow_up_activities:
  - {id: haggle, title: Haggle over your clause, kind: role-play, session: table}
```

## Valid

```yaml
module: contracts
tasks:
  - {id: clause, title: Rewrite a clause, kind: case-study, follow_up: haggle}
sessions:
  - {id: table, title: At the table, requires: [clause]}
follow_up_activities:
  - {id: haggle, title: Haggle over your clause, kind: role-play, session: table}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import (
    LED,
    Change,
    Context,
    Evidence,
    Meta,
    Problem,
    Related,
    Severity,
    adding_items,
)
from coursewright.rules.wording import capital, listed, reference_to, when_phrase
from coursewright.spec.moments import compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.spec.model import FollowUpActivity, Session, Task

META = Meta(
    code="FUP008",
    name="session-ignores-task",
    statement="Sessions say which tasks they need",
    severity=Severity.INFO,
    minutes=2,
    evidence=Evidence.PRACTICE,
    sources=("Howard 2021",),
    why="students prepare for a session if they can see that it cannot be done without the task",
    fix="unsafe",
    models=LED,
)


def check(activity: FollowUpActivity, context: Context) -> Iterable[Problem]:
    """Report a follow-up activity whose session does not require the tasks that it builds on."""
    links = context.course.links
    session = links.session_of.get(activity)
    if session is None:
        return ()
    required = [ref.target for ref in session.requires]
    missing = [task for task in links.builds_on.get(activity, ()) if task not in required]
    if not missing or session.leaves_open("requires") or None in required:
        return ()  # what could not be found may be the very task
    needed = _with_earlier(required)
    missing = [
        task
        for task in missing
        if task not in needed and not task.optional and not task.leaves_open("optional")
    ]
    if not missing:
        return ()
    tasks = listed([task.label for task in missing])
    message = (
        f"{capital(session.label)}{when_phrase(session)} does not require {tasks}, "
        f"which {activity.label} builds on there."
    )
    related = (Related(activity, "the follow-up activity"),)
    fix, edits = _fix(missing, session), _edits(missing, session, context)
    return (Problem(session, message, fix, key="requires", related=related, edits=edits),)


def _with_earlier(required: Sequence[Task]) -> Sequence[Task]:
    """Return the tasks that a session requires, with those that have to be done before them."""
    found = list(required)
    for task in found:
        earlier = (ref.target for ref in (*task.requires, *task.builds_on) if ref.target is not None)
        found += [each for each in earlier if each not in found]
    return found


def _fix(missing: Sequence[Task], session: Session) -> str:
    ids = _references(missing, session)
    if len(ids) < len(missing):
        return "give the task an `id`, and name it under the `requires` of the session"
    if session.requires:
        return f"add {listed([f'`{each}`' for each in ids])} to the `requires` of the session"
    return f"add `requires: [{', '.join(ids)}]` to the session"


def _edits(missing: Sequence[Task], session: Session, context: Context) -> tuple[Change, ...]:
    ids = _references(missing, session)
    if len(ids) < len(missing) or session.inherits("requires"):
        return ()
    if any(_is_due_later(task, session, context) for task in missing):
        return ()  # which of the two is wrong, its author knows
    return adding_items(session, "requires", ids)


def _is_due_later(task: Task, session: Session, context: Context) -> bool:
    due, start = context.moment(task, "due"), context.moment(session, "starts")
    return due is not None and start is not None and (compare(due, start) or 0) > 0


def _references(tasks: Sequence[Task], session: Session) -> list[str]:
    return [reference_to(task, session.scope) for task in tasks if task.id]
