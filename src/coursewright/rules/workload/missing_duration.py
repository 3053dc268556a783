"""Missing duration.

## What it says

Something that students have to do says nothing of how long it takes: a task, a session, a follow-up activity
outside sessions or an assessment has no `duration`; a required text, video or recording that no task uses
has neither `duration` nor `words` nor `pages`.

## Why

An hour that nobody has named cannot be planned for, neither by students who work around shifts and children
nor by you, when a week turns out too full. The Learning Designer of Laurillard and her colleagues asks for
the minutes of every activity and draws from them what a design is made of, so that teachers can see and
discuss it. A guess is enough to begin with.

Where the materials of a task state their words or pages, the finding says how long reading them is likely to
take. The rates come from a university's workload estimator; they are averages, students differ, and a range
is all they give.

Left alone: what is optional; whatever stands in a unit that has its own `duration`; sessions whose slot or
agenda tells their length; materials inside tasks, whose time includes them; pages whose text stands beside
the spec; assessments of participation and those made of tasks that count towards them.

## Invalid

```yaml
module: sonnets
tasks:
  - id: octave
    title: Read the turn
    kind: reading
    materials: {title: On the volta, kind: reading, words: 4000, difficulty: some}
```

## Valid

```yaml
module: sonnets
tasks:
  - id: octave
    title: Read the turn
    kind: reading
    duration: 25 min
    materials: {title: On the volta, kind: reading, words: 4000, difficulty: some}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.estimates import estimate, materials_of, reading_times, rounded, to_be_told
from coursewright.design.untimed import Timed, is_untimed
from coursewright.lint.api import Change, Context, Evidence, Meta, Problem, Severity, Spot, adding
from coursewright.rules.wording import capital, lengths_phrase, when_phrase
from coursewright.spec.durations import Duration
from coursewright.spec.model import Assessment, FollowUpActivity, Material, Session, Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.design.rates import Rates

META = Meta(
    code="WRK002",
    name="missing-duration",
    statement="What students do has a time, or a length in words or pages",
    severity=Severity.INFO,
    minutes=2,
    evidence=Evidence.RESEARCH,
    sources=("Laurillard et al. 2018", "Workload Estimator 2.0"),
    why="an hour that nobody has named cannot be planned for, by students or by you",
    fix="unsafe",
    missing=True,
)


def check(
    item: Task | Session | FollowUpActivity | Assessment | Material, context: Context
) -> Iterable[Problem]:
    """Report what has to be done and states no time."""
    if item.duration is not None or not is_untimed(item, context.course):
        return ()
    message = f"{capital(item.label)}{when_phrase(item)} does not say how long it takes."
    return (Problem(item, message, _fix(item, context.rates), edits=_edits(item, context.rates)),)


def _fix(item: Timed, rates: Rates | None) -> str:
    """Give the estimate where there is one, for the whole or for what there is to read."""
    if _is_text(item):
        return "add `words:` or `pages:`, or `duration:` if you know it"
    plain = "add `duration:`, as long as it takes somebody who is new to it, such as `45 min`"
    if not isinstance(item, Task):
        return plain if not isinstance(item, Session) else "add `duration:`, such as `50 min`"
    materials = materials_of(item) or ()
    lengths = lengths_phrase(materials)
    whole = estimate(item, rates)
    if whole is not None:
        return f"add `duration:`; {to_be_told(whole)}{f' for {lengths}' if lengths else ''} is likely"
    reading = reading_times(materials, rates)
    if not lengths or reading is None:
        return plain
    return f"add `duration:`; reading {lengths} alone takes {to_be_told(reading)}"


def _is_text(item: Timed) -> bool:
    return isinstance(item, Material) and item.kind not in {"video", "audio"}


def _edits(item: Timed, rates: Rates | None) -> tuple[Change, ...]:
    """Write the estimate and what it was made from, else what to find out."""
    if _is_text(item):
        return adding(item, {"words": "TODO: how many words it has"})
    whole = estimate(item, rates) if isinstance(item, Task) else None
    if not isinstance(item, Task) or whole is None:
        example = "50 min" if isinstance(item, Session) else "45 min"
        return adding(item, {"duration": f"TODO: how long it takes, such as {example}"})
    materials = materials_of(item) or ()
    source = lengths_phrase(materials) or ("its materials" if materials else "what they write")
    least, most = rounded(whole)
    return _with_remark(adding(item, {"duration": str(Duration(least, most))}), f"estimated from {source}")


def _with_remark(edits: tuple[Change, ...], remark: str) -> tuple[Change, ...]:
    """Put a comment behind a new line; braces leave no room for it."""
    if len(edits) != 1 or not isinstance(edits[0].at, Spot) or not edits[0].text.startswith(("\n", "\r")):
        return edits
    return (edits[0]._replace(text=f"{edits[0].text} # {remark}"),)
