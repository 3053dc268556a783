"""How something stands in words, signs and tones, and what the steps of a course are called in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.telling import NO_REASON
from coursewright.views.charts import Label
from coursewright.views.signs import Sign
from coursewright.views.words import count, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.analyses.steps import Step
    from coursewright.spec.element import Item
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = [
    "SIGN_OF",
    "TONE_OF",
    "group_of",
    "name_of",
    "step_label",
    "steps_noun",
    "steps_said",
    "where",
    "why",
]

SIGN_OF: dict[str, Sign] = {
    "missing": Sign.MISSING,
    "purpose": Sign.ON_PURPOSE,
    "unknown": Sign.UNKNOWN,
}
TONE_OF: dict[str, Tone] = {"missing": "gap", "purpose": "purpose", "unknown": "unknown"}

_NAMED_AT_MOST = 4


def name_of(plan: Plan, item: Item) -> str:
    """Return what to call an item inside a sentence: its title in quotes, else what it is."""
    label = plan.label(item)
    return quote(label.text) if label.quoted else label.text


def where(plan: Plan, item: Item) -> str:
    """Return the step that an item belongs to, as it stands after a comma: `week 3`, `whole course`."""
    return plan.all_steps.of(item).name.lower()


def why(reason: str) -> str:
    """Return a reason of the author's in quotes; an empty one as such."""
    return quote(reason) if reason.strip() else NO_REASON


def steps_noun(steps: Sequence[Step]) -> str:
    """Return `week` where each step is a week, `unit` where none is, else `step`."""
    numbers = [step.number for step in steps]
    if all(number is None for number in numbers):
        return "unit"
    return "week" if None not in numbers else "step"


def steps_said(plan: Plan, steps: Sequence[Step], noun: str = "") -> str:
    """Name steps in a sentence, four at most: `week 3 ("Consent") and week 4`; more are counted."""
    noun = noun or steps_noun(plan.steps)
    if len(steps) > _NAMED_AT_MOST:
        return count(len(steps), noun)
    numbers = [step.number for step in steps if step.number is not None]
    twice = len(set(numbers)) < len(numbers)  # each module counts its own
    names = [_of_module(step) if twice else _named(plan, step) for step in steps]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _of_module(step: Step) -> str:
    module = step.module
    name = (module.title or module.id) if module is not None else None
    return f"{step.name.lower()} of {quote(name)}" if name else step.name.lower()


def _named(plan: Plan, step: Step) -> str:
    """Return a step with its own title; that of its module only where it is the module's only step."""
    unit = step.units[0] if len(step.units) == 1 and not step.units[0].implicit else None
    alone = not plan.has_long_modules and len(plan.course.modules) > 1
    title = (unit.title or unit.id) if unit is not None else step.title if alone else None
    return f"{step.name.lower()} ({quote(title)})" if title else step.name.lower()


def group_of(plan: Plan, step: Step) -> str:
    """Return the heading for the steps of a module; empty where no module has several that it could head."""
    if not plan.has_long_modules or len(plan.course.modules) == 1:
        return ""
    module = step.module
    return "Whole course" if module is None else module.title or module.id or module.source.path.stem


def step_label(plan: Plan, step: Step) -> Label:
    """Return what to call a step in a chart: `Week 3: Consent`, by its unit or by a module of one step."""
    alone = len([one for one in plan.all_steps.teaching if one.module is step.module]) == 1
    unit = step.units[0] if len(step.units) == 1 and not step.units[0].implicit else None
    named = unit or (step.module if alone or step.is_whole else None)
    title = (named.title or named.id) if named is not None else None
    if not title or named is None:
        return Label(step.name, plan.spot(step.place))
    language = plan.language(named)
    return Label(step.called(title), plan.spot(step.place), quoted=True, language=language)
