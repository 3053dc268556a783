"""The agency map: what each step leaves to students, in five respects that are never added up.

They choose something; they decide something; their own life or work comes in; they look back; and what they
did is taken up again. Nobody has shown that more of these is better, or that one makes up for another: so
there is no total. Not every step needs each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.analyses.decision_map import decisions_by_step, left_out_around
from coursewright.design.analyses.steps import steps_of
from coursewright.design.loop import may_be_taken_up
from coursewright.design.module_work import is_apart
from coursewright.design.on_purpose import said_around
from coursewright.design.reflections import is_for_learners, weeks_without_reflection
from coursewright.design.scopes import upwards
from coursewright.design.weeks import week_of_time
from coursewright.spec.model import Assessment, FollowUpActivity, Module, Reflection, Task, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.alignment import Work
    from coursewright.design.analyses.decision_map import StepDecisions
    from coursewright.design.analyses.steps import Step
    from coursewright.spec.element import Item, Scope
    from coursewright.spec.model import Course

__all__ = ["RESPECTS", "Respect", "StepAgency", "Trace", "agency_by_step"]

Name: TypeAlias = Literal["choice", "decision", "own_context", "reflection", "follow_up"]
RESPECTS: tuple[Name, ...] = ("choice", "decision", "own_context", "reflection", "follow_up")

State: TypeAlias = Literal["there", "missing", "purpose", "unknown", "none", "elsewhere"]
"""How a step stands in one respect: `none` where nothing in it could have it, `elsewhere` where another step
of the same unit or module serves this one, too."""

_KEYS: dict[Name, str] = {
    "choice": "choices",
    "decision": "decision_points",
    "own_context": "own_context",
    "reflection": "reflection",
    "follow_up": "follow_up",
}
_LISTS = ("tasks", "follow_up_activities", "units")


class Trace(NamedTuple):
    """Where something is left to students, is left out on purpose, or is still to be decided.

    `by` is what takes a task up; `said` is the author's reason.
    """

    item: Work | Reflection
    state: Literal["there", "purpose", "unknown"]
    by: tuple[Item, ...] = ()
    said: str = ""


class Respect(NamedTuple):
    """How a step stands in one respect; `said` is the reason of what leaves it out for the whole step."""

    traces: tuple[Trace, ...]
    state: State
    said: str = ""

    @property
    def there(self) -> Sequence[Trace]:
        """Return where it is there."""
        return [trace for trace in self.traces if trace.state == "there"]


class StepAgency(NamedTuple):
    """What one step leaves to students."""

    step: Step
    choice: Respect
    decision: Respect
    own_context: Respect
    reflection: Respect
    follow_up: Respect

    def respect(self, name: Name) -> Respect:
        """Return how it stands in one respect."""
        found: Respect = getattr(self, name)
        return found


def agency_by_step(course: Course) -> Sequence[StepAgency]:
    """Return what each step leaves to students, in the order of the course."""
    works: list[Work] = [
        *course.every(Task),
        *course.every(FollowUpActivity),
        *course.every(Assessment),
    ]
    steps = steps_of(course)
    sorted_out = steps.sorted_out([*works, *course.every(Reflection)], when_due=True)
    decisions = {one.step: one for one in decisions_by_step(course)}
    bare = {
        (week.module, week.number, week.units) for run in weeks_without_reflection(course) for week in run
    }
    found: list[StepAgency] = []
    for step, items in sorted_out.items():
        held = [item for item in items if isinstance(item, Task | FollowUpActivity | Assessment)]
        activities = [work for work in held if not isinstance(work, Assessment)]
        is_bare = step.teaches and (step.module, step.number, step.units) in bare
        found.append(
            StepAgency(
                step,
                _of_key(step, held, "choice", [_of_choice(work) for work in held]),
                _decision(decisions.get(step)),
                _of_key(step, activities, "own_context", [_of_context(work) for work in activities]),
                _reflection(step, held, course, is_bare=is_bare),
                _follow_up(step, activities, course),
            )
        )
    return found


def _of_choice(work: Work) -> Trace | None:
    key = "options" if isinstance(work, Assessment) else "choices"
    return _trace(work, key, there=bool(getattr(work, key)))


def _of_context(work: Work) -> Trace | None:
    return _trace(work, "own_context", there=bool(getattr(work, "own_context", None)))


def _trace(work: Work, key: str, *, there: bool) -> Trace | None:
    if there:
        return Trace(work, "there")
    if work.leaves_out(key):
        return Trace(work, "purpose", said=work.on_purpose[key].reason)
    return Trace(work, "unknown") if work.leaves_open(key) else None


def _of_key(step: Step, works: Sequence[Work], name: Name, traces: Sequence[Trace | None]) -> Respect:
    return _respect(
        step, [work for work in works if not is_apart(work)], name, [one for one in traces if one]
    )


def _respect(step: Step, asked: Sequence[Work], name: Name, traces: Sequence[Trace]) -> Respect:
    """Return how a step stands; `asked` is the work in it that could leave this to students."""
    states = {trace.state for trace in traces}
    if "there" in states:
        return Respect(tuple(traces), "there")
    if "unknown" in states:
        return Respect(tuple(traces), "unknown")
    around = left_out_around(step.place.scope, _KEYS[name])
    if around is not None:
        return Respect(tuple(traces), "purpose", around)
    scope = step.place.scope
    if (name != "follow_up" and said_around(scope, _KEYS[name])) or _lists_are_open(scope):
        return Respect(tuple(traces), "unknown")
    without = {trace.item for trace in traces}
    if any(work not in without for work in asked):
        return Respect(tuple(traces), "missing" if step.teaches else "none")
    return Respect(tuple(traces), "purpose" if traces else "none")


def _lists_are_open(scope: Scope, *keys: str) -> bool:
    """Whether what could hold more is still to be decided around a place."""
    return any(one.element is not None and one.element.leaves_open(*keys, *_LISTS) for one in upwards(scope))


def _decision(found: StepDecisions | None) -> Respect:
    """Return one trace for each activity, however many decisions it asks for."""
    if found is None:
        return Respect((), "none")
    activities = dict.fromkeys(decision.activity for decision in found.decisions)
    traces = [
        *(Trace(activity, "there") for activity in activities),
        *(Trace(activity, "unknown") for activity in found.undecided if activity not in activities),
        *(
            Trace(activity, "purpose", said=activity.on_purpose["decision_points"].reason)
            for activity in found.without
        ),
    ]
    return Respect(tuple(traces), found.state, found.said)


def _reflection(step: Step, works: Sequence[Work], course: Course, *, is_bare: bool) -> Respect:
    traces = [
        *(trace for work in works if isinstance(work, Task) and (trace := _of_prompts(work)) is not None),
        *(Trace(one, "there") for one in course.every(Reflection) if _serves(one, step, course)),
    ]
    states = {trace.state for trace in traces}
    if "there" in states:
        return Respect(tuple(traces), "there")
    if "unknown" in states:
        return Respect(tuple(traces), "unknown")
    around = left_out_around(step.place.scope, "reflection")
    if around is not None:
        return Respect(tuple(traces), "purpose", around)
    if is_bare:
        return Respect(tuple(traces), "missing")
    if _lists_are_open(step.place.scope, "reflection"):
        return Respect(tuple(traces), "unknown")
    return Respect(tuple(traces), "elsewhere" if step.teaches else "none")


def _of_prompts(task: Task) -> Trace | None:
    there = bool(task.reflection_prompts) or task.kind == "journal"
    return _trace(task, "reflection_prompts", there=there)


def _serves(reflection: Reflection, step: Step, course: Course) -> bool:
    """Whether a reflection is asked for in a step: that of a unit serves each week of it."""
    if not is_for_learners(reflection):
        return False
    place = reflection.scope.element
    if isinstance(place, Unit) and not place.implicit:
        return place in step.units
    if isinstance(place, Module) and place is not step.module:
        return False
    teaching = [
        one for one in steps_of(course).teaching if not isinstance(place, Module) or one.module is place
    ]
    if reflection.when == "weekly" or len(teaching) == 1:
        return step in teaching
    number = week_of_time(reflection, course)
    if any(one.number == number for one in teaching) and number is not None:
        return step.number == number
    return step is steps_of(course).of(reflection)


def _follow_up(step: Step, activities: Sequence[Work], course: Course) -> Respect:
    """Return a trace for each task that is taken up, and for each follow-up activity that follows no task."""
    traces = [trace for work in activities for trace in _of_follow_up(work, course)]
    return _respect(
        step,
        [work for work in activities if isinstance(work, Task) and not is_apart(work)],
        "follow_up",
        traces,
    )


def _of_follow_up(work: Work, course: Course) -> Iterator[Trace]:
    links = course.links
    match work:
        case FollowUpActivity():
            if work not in links.builds_on:
                yield Trace(work, "there")
        case Task():
            if work in links.follow_ups:
                yield Trace(work, "there", tuple(links.follow_ups[work]))
            elif work.leaves_out("follow_up"):
                yield Trace(work, "purpose", said=work.on_purpose["follow_up"].reason)
            elif work.leaves_open("follow_up") or work.follow_up or may_be_taken_up(work, course):
                yield Trace(work, "unknown")
