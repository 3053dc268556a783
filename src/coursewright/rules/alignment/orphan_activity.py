"""Every follow-up activity follows something, and every session is used.

## What it says

A follow-up activity builds on no task; or a session stands by itself: it requires nothing, has no agenda,
and nothing in the course names it.

## Why

Howard's point is that the parts of a week exist for each other: a task prepares the session, and the
session does something with it. A part that nothing leads to is often a link that its author has in mind
and has not written down; learners cannot see it either. Sometimes it is what was left behind when a week
was rebuilt.

A session is used if it says what it requires or has an agenda, and if a task, a follow-up activity, a
reflection or any time in the course names it (`feedback.at`, `release: after seminar-3`).

Left alone: sessions that are `optional`, that call themselves a lecture, office hours, a welcome or an
exam, or that have no name; three or more of which none is linked, which are a timetable; and modules
without tasks. So are follow-up activities that open with feedback (`opens_with`), and those in a session
that leads up to them, by what it requires or by the rest of its agenda.

## Invalid

```yaml
module: debating
tasks:
  - {id: brief, title: Write a brief, kind: problem-set}
follow_up_activities:
  - {id: floor, title: Speak from the floor, kind: debate}
```

## Valid

```yaml
module: debating
tasks:
  - {id: brief, title: Write a brief, kind: problem-set}
follow_up_activities:
  - {id: floor, title: Speak from the floor, kind: debate, builds_on: [brief]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.alignment_gaps import follows_nothing
from coursewright.design.pointing import has_near, is_used, pointing_of
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, some_ids, when_phrase
from coursewright.spec.model import FollowUpActivity, Session, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.model import Course

META = Meta(
    code="ALN009",
    name="orphan-activity",
    statement="Every follow-up activity follows something, and every session is used",
    severity=Severity.INFO,
    minutes=5,
    evidence=Evidence.PRACTICE,
    sources=("Howard 2021",),
    why="the parts of a week exist for each other, and nothing leads to this one",
)

_TIMETABLE = 3
_ALONE = (
    *("lecture", "office hour", "drop in", "surgery", "clinic", "help desk", "consultation", "q a", "exam"),
    *("welcome", "kick off", "kickoff", "induction", "orientation", "opening", "field trip", "excursion"),
    *("vorlesung", "sprechstunde", "klausur", "prüfung", "cours magistral", "permanence", "accueil"),
    *("conférence", "clase magistral", "conferencia", "tutoría", "bienvenida", "palestra", "atendimento"),
)
"""Words in the names of sessions that stand by themselves, in the five languages that we read."""


def check(item: FollowUpActivity | Session, context: Context) -> Iterator[Problem]:
    """Report a follow-up activity that follows nothing, and a session that nothing uses."""
    if isinstance(item, Session):
        yield from _check_session(item, context.course)
    else:
        yield from _check_activity(item, context.course)


def _check_activity(activity: FollowUpActivity, course: Course) -> Iterator[Problem]:
    if not follows_nothing(activity, course):
        return
    ids = _tasks_beside(activity, course)
    message = f"{capital(activity.label)}{when_phrase(activity)} follows no task."
    which = f": {some_ids(ids)}" if ids else ""
    yield Problem(activity, message, f"add `builds_on:` with the task that it takes up{which}")


def _check_session(session: Session, course: Course) -> Iterator[Problem]:
    name = session.title or session.id
    if name is None or session.says("requires") or session.says("agenda"):
        return
    if session.optional or session.leaves_open("optional", "title") or _stands_alone(name):
        return
    if _is_settled_elsewhere(session, course):
        return
    sessions = course.every(Session)
    if len(sessions) >= _TIMETABLE and not any(is_used(one, course) for one in sessions):
        return
    ids = _tasks_beside(session, course)
    which = f", such as {some_ids(ids)}," if ids else ""
    message = f"{capital(session.label)}{when_phrase(session)} is used by nothing in the course."
    fix = f"add `requires:` with the task that it needs{which} or an `agenda:`; or make it `optional: true`"
    yield Problem(session, message, fix)


def _tasks_beside(item: FollowUpActivity | Session, course: Course) -> list[str]:
    """Return the ids of the tasks that stand in the same place."""
    return [task.id for task in course.every(Task) if task.id and task.scope is item.scope]


def _is_settled_elsewhere(session: Session, course: Course) -> bool:
    """Whether something names a session or may yet, or there is nothing around that could."""
    pointing = pointing_of(course)
    if session in pointing.named or pointing.may_come(session) or not course.complete:
        return True
    return not has_near(session, course, Task, FollowUpActivity)


def _stands_alone(name: str) -> bool:
    letters = (letter if letter.isalnum() else " " for letter in name.casefold())
    words = f" {' '.join(''.join(letters).split())} "
    return any(f" {word} " in words or f" {word}s " in words for word in _ALONE)
