"""Prompts cover what was learned, what is open and where it applies.

## What it says

The prompts of a reflection leave out one of its three roles: `learned`, `questions` or `apply`.

## Why

Each of the three does something that the others do not. Saying what was learned settles it; saying what
is still open tells the teacher what to take up; saying where it can be used makes it the student's own.
The three come from Kent, who reports what works in practice. Nobody has measured that two are worse,
which is why this only informs.

The rule looks at roles, never at wording. A prompt has the role under which it stands (`apply: Where will
you use this?`), and three plain prompts have all three, in the order given above. Any other plain prompt
may have any role, so a finding comes only where there are too few of them.

`reflection_prompts` of the tasks beside a reflection count, and so do the prompts of a module's or course's
`when: weekly` reflection around it. Left alone: a reflection `for: instructors`, prompts that are still
`TODO`, and units that reflect in their tasks only.

## Invalid

```yaml
module: choir
reflection:
  prompts:
    - learned: Which passage do you hear differently now?
    - questions: Which entry are you still unsure of?
```

## Valid

```yaml
module: choir
reflection:
  prompts:
    - learned: Which passage do you hear differently now?
    - questions: Which entry are you still unsure of?
    - apply: Where else in the piece does the same breathing help?
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.reflection_prompts import gaps_of, is_prompts_alone, prompt_for
from coursewright.design.reflections import is_for_learners
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity, adding_items, changes
from coursewright.rules.wording import counted, listed, when_phrase
from coursewright.spec.nodes import Mapping
from coursewright.spec.prompts import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.design.reflection_prompts import Gaps
    from coursewright.lint.api import Change
    from coursewright.spec.editing import Value
    from coursewright.spec.model import Reflection

META = Meta(
    code="REF002",
    name="prompt-roles",
    statement="Prompts cover what was learned, what is open and where it applies",
    severity=Severity.INFO,
    minutes=5,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025",),
    why="each of the three does something for students, or for you, that the others do not",
    fix="unsafe",
    missing=True,
)

_ASKED = {
    "learned": "what was learned",
    "questions": "what is still open",
    "apply": "where it can be used",
}


def check(reflection: Reflection, _context: Context) -> Iterable[Problem]:
    """Report a reflection whose prompts leave out a role."""
    gaps = gaps_of(reflection)
    place = reflection.scope.element
    if gaps is None or place is None or not is_for_learners(reflection):
        return ()
    message = f"The reflection of {place.label}{when_phrase(reflection)} {_fault(gaps)}."
    return (Problem(reflection, message, _fix(gaps), key="prompts", edits=_edits(reflection, gaps)),)


def _fault(gaps: Gaps) -> str:
    asked = [_ASKED[role] for role in gaps.roles]
    if gaps.unnamed:
        prompts = "a prompt" if gaps.unnamed == 1 else f"{gaps.unnamed} prompts"
        return f"has {prompts} to ask {listed(asked)}"
    if len(asked) == len(_ASKED):
        return "has no prompts"
    return f"does not ask {listed(asked, 'or')}"


def _fix(gaps: Gaps) -> str:
    keys = listed([f"`{role}:`" for role in gaps.roles])
    if not gaps.unnamed:
        return f"add {keys} to `prompts`, one short question each"
    more = counted(len(gaps.roles) - gaps.unnamed, "more prompt")
    return f"add {more}, and say which is which with {keys}"


def _edits(reflection: Reflection, gaps: Gaps) -> tuple[Change, ...]:
    """Add a prompt for each role that is left out; plain ones make three with those that are there."""
    from coursewright.spec.editing import add_keys  # noqa: PLC0415 - few reflections need it

    place, settings = reflection.scope.element, reflection.scope.settings
    if place is None or reflection.inherits("prompts"):
        return ()
    more: list[Value] = [{role: prompt_for(role, settings)} for role in gaps.roles]
    if gaps.unnamed:
        if any(prompt.role for prompt in reflection.prompts) or len(reflection.prompts) < gaps.unnamed:
            return ()
        more = [prompt_for(role, settings) for role in ROLES[gaps.unnamed :]]
    node = reflection.node
    written = node.value("prompts") if isinstance(node, Mapping) else None
    if isinstance(written, Mapping):
        said = {role: prompt_for(role, settings) for role in gaps.roles}
        return changes(add_keys(written, said, ROLES))
    if is_prompts_alone(reflection):
        return adding_items(place, "reflection", more)
    return adding_items(reflection, "prompts", more)
