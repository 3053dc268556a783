"""Compound outcome.

## What it says

One outcome asks for two acts that lie far apart, such as "Define recursion and build a parser".

## Why

Two acts in one sentence are hard to practise and assess as one: students who define well and build nothing
have reached it by half, and no mark can say so. The two also want different tasks. Guides to writing outcomes
ask for one verb each. That is a rule of thumb, and we keep to its harmless half: verbs that share what they
act on ("Plan and carry out a survey") or stand close together are one act in many subjects.

The rule speaks where two verbs of the main clause, each with an object of its own, are joined by "and", "or"
or a comma, and all the levels at which lists place the one are further than one level from all those of the
other; or where a semicolon joins them. Evaluating and creating count as one level. Verbs in no list, or in
fewer than three, say nothing; nor does a word that may be a noun ("and design principles"), nor what stands
in a clause with "how", "to" or "that". Outcomes with a verb of knowing, a vague phrase or a question have
other findings first.

## Invalid

```yaml
module: parsing
outcomes:
  - Define recursion and build a parser for sums
```

## Valid

```yaml
module: parsing
outcomes:
  - Define recursion in one sentence
  - Build a parser for sums
```

## Options

- `levels_apart`: how many levels two joined verbs may lie apart. One is our judgement: lists often differ by
  one level about the same verb.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from coursewright.design.outcome_acts import Act, acts_of, levels_apart, may_join
from coursewright.design.outcome_text import reading_of
from coursewright.design.plain_text import plain_text
from coursewright.design.scopes import upwards
from coursewright.lint.api import Change, Context, Evidence, Meta, Option, Problem, Severity, Spot, changes
from coursewright.rules.statements import statement_of, stretch_of
from coursewright.rules.wording import capital, outcome_phrase
from coursewright.spec.nodes import Mapping, Merged, Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Sequence as List

    from coursewright.design.lexicon import Lexicon
    from coursewright.spec.editing import Value
    from coursewright.spec.model import Outcome

META = Meta(
    code="OUT012",
    name="compound-outcome",
    statement="An outcome asks for one act",
    severity=Severity.INFO,
    minutes=5,
    evidence=Evidence.PRACTICE,
    sources=("Kennedy 2007",),
    why="two acts need two kinds of practice and evidence, and half of such an outcome cannot be reported",
    fix="unsafe",
    options=(Option("levels_apart", 1, 0, 5, "how many levels two joined verbs may lie apart"),),
)


def check(outcome: Outcome, context: Context) -> List[Problem]:
    """Report an outcome that joins acts far apart."""
    read = reading_of(outcome, context.lexicons)
    if read is None:
        return ()
    reading, lexicon = read
    if reading.is_faulted or not may_join(reading, lexicon):
        return ()
    acts = acts_of(reading, lexicon)
    pair = _far_apart(acts, context.option("levels_apart"))
    if pair is None:
        return ()
    one, other = pair
    message = (
        f'{capital(outcome_phrase(outcome))} asks for acts far apart: "{one.written}" and "{other.written}".'
    )
    if other.afresh:
        message = f'{capital(outcome_phrase(outcome))} is two: "{one.written}" and "{other.written}".'
    fix = f'make it two outcomes, one with "{one.written}" and one with "{other.written}"'
    edits = _edits(outcome, other, lexicon) if len(acts) == len(pair) else ()
    return [Problem(outcome, message, fix, key="statement", edits=edits)]


def _far_apart(acts: List[Act], most: float) -> tuple[Act, Act] | None:
    known = [act for act in acts if act.placements is not None and not act.placements.rare]
    for one, other in combinations(known, 2):
        assert one.placements is not None and other.placements is not None  # noqa: S101, PT018
        if one.group == other.group:
            continue
        if other.afresh or levels_apart(one.placements, other.placements) > most:
            return one, other
    return None


def _edits(outcome: Outcome, other: Act, lexicon: Lexicon) -> tuple[Change, ...]:
    """Cut a statement before its second act, which becomes an outcome below it."""
    from coursewright.spec.editing import insert_item  # noqa: PLC0415 - few outcomes need it

    statement = statement_of(outcome)
    listed, number = _list_of(outcome)
    if statement is None or listed is None or plain_text(statement.text) != statement.text:
        return ()
    text = statement.text
    joined = "|".join(map(re.escape, lexicon.joiners))
    found = re.search(rf"(?:\s*[,;])?\s+(?:(?:{joined})\s+)?(?={re.escape(other.written)}\b)", text)
    place = stretch_of(statement, found.start(), len(text)) if found is not None else None
    if found is None or place is None:
        return ()
    second: Value = capital(text[found.end() :]) if text[:1].isupper() else text[found.end() :]
    if not outcome.shorthand:
        why = {"why": "TODO: why it matters beyond the course"} if outcome.says("why") else {}
        second = {"statement": second, **why}
    below = changes(insert_item(listed, number + 1, second))
    first = Change(Spot(statement.source, *place), "." if text.endswith(".") else "")
    return (first, *below) if below else ()


def _list_of(outcome: Outcome) -> tuple[Sequence | None, int]:
    """Return the list that an outcome stands in, and its number there."""
    wanted = _as_written(outcome.node)
    for scope in upwards(outcome.scope):
        node = scope.element.node if scope.element is not None else None
        listed = node.value("outcomes") if isinstance(node, Mapping) else None
        for number, item in enumerate(listed.items if isinstance(listed, Sequence) else ()):
            if _as_written(item) is wanted:
                return listed, number  # type: ignore[return-value]
    return None, 0


def _as_written(node: Node) -> Node:
    return node.origin if isinstance(node, Merged) else node
