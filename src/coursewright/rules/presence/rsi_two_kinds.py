"""Two dated kinds of substantive interaction, as the US rules ask.

## What it says

The course does not plan at least two kinds of substantive interaction between students and those who teach,
each with its time.

## Why

In the United States, federal student aid depends on it. A course in which students and instructors are
apart is distance education if their interaction is regular and substantive, and a correspondence course
if it is not (34 CFR 600.2). Substantive means at least two of five kinds; regular means predictable and
scheduled. The rule runs only where somebody asks for it, by the profile `us-rsi` or by name; reading the
law is not its business.

What counts, with its time:

- instruction: a `talk` in a session, or a session whose agenda does not tell
- assessing: an agenda's `feedback` or `answer_key`, `feedback` on a task or assessment `at` a time or
  `within` one, a dated follow-up that `opens_with` it; never by machine or peers alone
- questions: `support` with `channels` and `response_time`, or `monitoring.answers` on a dated task
- discussion: an activity in a session, replies or a discussion in which the instructor answers or moderates

The fifth kind, what an accrediting agency has approved, cannot be read from a spec. Left alone: courses
with anything `TODO` that could count, those of which not every module could be read, and `self-taught`
ones.

## Invalid

```yaml
module: accounting
support: {channels: [course forum]}
tasks:
  - {id: ledger, title: Close the ledger, kind: problem-set, due: week 2 fri, feedback: {within: 3 days}}
```

## Valid

```yaml
module: accounting
support: {channels: [course forum], response_time: 24 h}
tasks:
  - {id: ledger, title: Close the ledger, kind: problem-set, due: week 2 fri, feedback: {within: 3 days}}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import as_written
from coursewright.design.interaction import interactions, may_interact_more
from coursewright.lint.api import SUPPORTED, Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, listed
from coursewright.spec.model import Assessment, FollowUpActivity, Session, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.design.interaction import Interaction, Kind
    from coursewright.spec.model import Course

META = Meta(
    code="PRE007",
    name="rsi-two-kinds",
    statement="Two dated kinds of substantive interaction",
    severity=Severity.WARNING,
    minutes=20,
    evidence=Evidence.STANDARD,
    sources=("34 CFR 600.2",),
    why="without regular and substantive interaction, US rules call a course a correspondence course",
    models=SUPPORTED,
    by_default=False,
)

_ENOUGH = 2
_CALLED: dict[Kind, str] = {
    "instruction": "instruction in sessions",
    "feedback": "feedback on work",
    "questions": "answers to questions",
    "discussion": "discussion with the instructor",
}
_NEW: dict[Kind, str] = {  # the cheapest first
    "questions": "`support: {channels: [course forum], response_time: 24 h}`",
    "feedback": "`feedback: {within: 3 days}` on dated work",
    "discussion": "`answers: true` under the `monitoring` of a dated discussion",
    "instruction": "a session with a `talk`",
}


def check(course: Course, _context: Context) -> Iterator[Problem]:
    """Report a course that plans fewer than two dated kinds of interaction."""
    if not course.complete:
        return
    planned = list(interactions(course))
    kinds = {one.kind for one in planned if one.dated}
    if len(kinds) >= _ENOUGH or may_interact_more(course):
        return
    at = as_written(course)
    only = f"only one dated kind of substantive interaction, {_CALLED[next(iter(kinds))]}" if kinds else ""
    message = f"{capital(at.label)} plans {only or 'no dated substantive interaction with its students'}."
    undated = next((one for one in planned if not one.dated and one.kind not in kinds), None)
    yield Problem(at, message, _fix(kinds, undated))


def _fix(kinds: set[Kind], undated: Interaction | None) -> str:
    """Suggest a date for what is planned without one, else the cheapest kind that is not there yet."""
    if undated is None:
        return f"add {listed([hint for kind, hint in _NEW.items() if kind not in kinds][:2], 'or')}"
    item = undated.item
    name = f"`{shown}`" if (shown := getattr(item, "id", None) or getattr(item, "title", None)) else item.noun
    match item:
        case Session():
            return f"say when {name} takes place (`starts:` or `slot:`)"
        case Task() | Assessment() if undated.kind == "feedback":
            return f"say when feedback on {name} comes (`at:`, or `within:` and `due:`)"
        case Task() | FollowUpActivity():
            return f"say when {name} is due (`due:`)"
    return "add `response_time: 24 h`, or whatever you can keep to, to `support`"
