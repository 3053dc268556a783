"""No outcome to create or decide.

## What it says

None of a module's outcomes asks students to create something or to decide something.

## Why

Kent would have outcomes say what students will do, create or decide. A module whose outcomes stop at
describing and applying can teach well; but it never says that its students will make anything of it, and
what is not among the outcomes is rarely practised or assessed. One such outcome is enough. This is advice
from practice, and in some modules, a first week of anatomy for instance, the honest answer is that it comes
later.

An outcome's declared `kind` is read first (`create`, `decide`), then its `level` (`evaluate`, `create`), and
only where it declares neither its verbs, as public lists place them. The rule speaks when every outcome of
the module and of its units is known to ask for something else. It is silent where one verb may ask for
either, or is in no list, or the language has no lexicon; where a module has no outcomes, which is another
rule's matter; and where one is still `TODO`.

## Invalid

```yaml
module: vaccines
outcomes:
  - {statement: Describe how a vaccine trains the immune system, level: understand}
  - {statement: Calculate the share of people who have to be immune, kind: do}
```

## Valid

```yaml
module: vaccines
outcomes:
  - {statement: Describe how a vaccine trains the immune system, level: understand}
  - {statement: Decide whom to vaccinate first when there are too few doses, kind: decide}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import places_in
from coursewright.design.levels import TOP_LEVELS
from coursewright.design.outcome_acts import verbs_further_on
from coursewright.design.outcome_levels import levels_of_verbs, stated_outcomes
from coursewright.design.outcome_text import reading_of
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.lexicons import Lexicons
    from coursewright.spec.model import Module, Outcome

META = Meta(
    code="OUT008",
    name="no-create-or-decide",
    statement="At least one outcome of a module asks to create or decide",
    severity=Severity.INFO,
    minutes=10,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025",),
    why="what no outcome asks students to make or decide is rarely practised or assessed",
)

_KINDS = frozenset({"create", "decide"})


def check(module: Module, context: Context) -> Sequence[Problem]:
    """Report a module all of whose outcomes are known to ask for something else."""
    outcomes = stated_outcomes(module)
    if not outcomes:
        return ()
    for outcome in outcomes:
        if _may_ask(outcome, context.lexicons):
            return ()
    message = f"{capital(module.label)} has no outcome that asks students to create or decide something."
    return [Problem(module, message, _fix(module), key="outcomes")]


def _may_ask(outcome: Outcome, lexicons: Lexicons | None) -> bool:
    """Whether an outcome asks students to create or decide, or nobody can tell."""
    if outcome.leaves_open("kind", "level") or outcome.kind in _KINDS or outcome.level in TOP_LEVELS:
        return True
    if outcome.level is not None:
        return False
    levels = levels_of_verbs(outcome, lexicons)
    if outcome.kind is not None:  # "do" is the author's word, unless the verb can only mean to create
        return levels == {"create"}
    return not levels or bool(levels & TOP_LEVELS) or _may_ask_further_on(outcome, lexicons)


def _may_ask_further_on(outcome: Outcome, lexicons: Lexicons | None) -> bool:
    """Whether a later verb may ask for it ("Use what you know to design ..."), or may be there unread."""
    read = reading_of(outcome, lexicons)
    return read is None or any(verb.levels & TOP_LEVELS for verb in verbs_further_on(*read))


def _fix(module: Module) -> str:
    """Draw on a decision that a task asks for already."""
    for place in places_in(module):
        for task in place.tasks:
            for point in task.decision_points:
                if point.prompt:
                    return (
                        f'say in an outcome what {task.label} asks for already ("{shortened(point.prompt)}"),'
                        " with `kind: decide`"
                    )
    return (
        "add an outcome with `kind: decide` or `kind: create`: what will they settle or make with all this?"
    )
