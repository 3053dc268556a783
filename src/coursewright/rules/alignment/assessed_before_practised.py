"""Assessed before practised.

## What it says

An assessment that counts is due before students have a first chance to practise what it asks for.

## Why

Merrill, who looked for what the theories of instruction have in common, found that people learn by
applying what is new to problems, with help that gradually falls away. An assessment without practice
before it measures what students brought along, and the practice that comes after it comes too late to
help them with it.

Practice is each task that is more than reading, watching or listening, each follow-up activity and each
formative assessment that serves the outcome. A task that is graded is practice all the same, so the rule
looks at assessments alone.

Left alone: assessments without a date, outcomes with any practice whose time is not known or cannot be
compared (a `week` alone is not enough), and tasks that are released before the assessment is due. `week
5` is read kindly, as any time of that week. If nothing at all practises the outcome, another rule speaks.

## Invalid

```yaml
module: interpreting
outcomes:
  - {id: consecutive, statement: Interpret a five-minute speech from your notes}
tasks:
  - {id: booth, title: An hour in the booth, kind: role-play, outcomes: [consecutive], due: week 6 fri}
assessments:
  - {id: midterm, title: Midterm speech, kind: exam, outcomes: [consecutive], due: week 4 fri}
```

## Valid

```yaml
module: interpreting
outcomes:
  - {id: consecutive, statement: Interpret a five-minute speech from your notes}
tasks:
  - {id: booth, title: An hour in the booth, kind: role-play, outcomes: [consecutive], due: week 3 fri}
assessments:
  - {id: midterm, title: Midterm speech, kind: exam, outcomes: [consecutive], due: week 4 fri}
```
"""

from __future__ import annotations

from functools import cmp_to_key
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.alignment import alignment_of
from coursewright.design.when_words import earliest_due
from coursewright.lint.api import Context, Evidence, Meta, Problem, Related, Severity
from coursewright.rules.wording import capital, counted, outcome_phrase, time_phrase
from coursewright.spec.model import FollowUpActivity, Task
from coursewright.spec.moments import compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.design.alignment import Work
    from coursewright.spec.element import When
    from coursewright.spec.model import Assessment, Course, Outcome, Session
    from coursewright.spec.moments import Moment

META = Meta(
    code="ALN006",
    name="assessed-before-practised",
    statement="Practice comes before the assessment that counts",
    severity=Severity.WARNING,
    minutes=10,
    evidence=Evidence.RESEARCH,
    sources=("Merrill 2002", "Biggs & Tang 2011"),
    why="it measures what students brought along, and practice comes too late to help them",
)


class _Practice(NamedTuple):
    """The first time at which students can practise, and where that is written."""

    work: Work
    at: Work | Session
    key: str
    moment: Moment
    when: When | None
    written: Moment | None

    @property
    def said(self) -> str:
        """The time in words."""
        return time_phrase(self.when, self.written)


def check(assessment: Assessment, context: Context) -> Iterable[Problem]:
    """Report an assessment that counts and comes before all practice of an outcome."""
    due = context.moment(assessment, "due")
    if due is None or assessment.formative or assessment.leaves_open("formative", "outcomes"):
        return ()
    late: list[tuple[Outcome, _Practice]] = []
    for outcome in alignment_of(context.course).serves(assessment):
        first = _first_practice(outcome, assessment, due, context.course)
        if first is not None:
            late.append((outcome, first))
    return (_problem(assessment, due, late),) if late else ()


def _problem(assessment: Assessment, due: Moment, late: Sequence[tuple[Outcome, _Practice]]) -> Problem:
    outcome, first = late[0]
    more = f", and so is it with {counted(len(late) - 1, 'more outcome')}" if len(late) > 1 else ""
    message = (
        f"{capital(assessment.label)} is due {time_phrase(assessment.due, due)}, before students first "
        f"practise {outcome_phrase(outcome)} ({first.work.label}, {first.said}){more}."
    )
    named = f" of `{outcome.id}`" if outcome.id else ""
    fix = f"move one of the two, or add practice{named} before it, such as a formative quiz"
    related = tuple(Related(one.at, "the first practice", key=one.key) for _, one in late)
    return Problem(assessment, message, fix, key="due", related=tuple(dict.fromkeys(related)))


def _first_practice(
    outcome: Outcome, assessment: Assessment, due: Moment, course: Course
) -> _Practice | None:
    """Return the first practice of an outcome, if there is some and all of it is known to come too late."""
    alignment = alignment_of(course)
    found: list[_Practice] = []
    for work in alignment.practice(outcome):
        if work is assessment:
            continue
        practice = _late_start(work, due, course)
        if practice is None:
            return None
        found.append(practice)
    if not found or alignment.is_open(outcome, "tasks", "follow_up_activities", "units"):
        return None
    return min(found, key=cmp_to_key(_order))


def _order(one: _Practice, other: _Practice) -> int:
    return compare(one.moment, other.moment) or 0


def _late_start(work: Work, due: Moment, course: Course) -> _Practice | None:
    """Return when work can begin at the earliest, if all that its times can mean is later than a moment."""
    at, key, when = _beginning(work, course)
    written = course.timeline.moment(at, key)
    if written is None or compare(written, due) != 1:
        return None  # and what `due` can mean is never later than what it says
    moment = earliest_due(course, work) if key == "due" else written
    if moment is None or compare(moment, due) != 1 or work.leaves_open("release", "due", "session"):
        return None
    return _Practice(work, at, key, moment, when, written)


def _beginning(work: Work, course: Course) -> tuple[Work | Session, str, When | None]:
    """Return where it is written when work begins: at which key of which item, and how."""
    if isinstance(work, FollowUpActivity):
        session = course.links.session_of.get(work)
        if session is not None:
            return session, "starts", session.starts
    elif isinstance(work, Task) and work.release is not None:
        return work, "release", work.release
    return work, "due", work.due
