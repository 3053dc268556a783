"""Who is there, step by step: the occasions of the three presences, and what each step has of them.

An occasion of several weeks stands in each of them; what has no known week stands apart, because it may fall
into any. So no step is called empty that may not be.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.analyses.presence_kinds import PRESENCES, Moment, PresenceKind, moments_in
from coursewright.design.analyses.steps import steps_of
from coursewright.design.presence import presence_in, stays_away_on_purpose, weeks_of
from coursewright.design.scopes import upwards
from coursewright.design.weeks import teaching_weeks
from coursewright.spec.model import Course, Module

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.analyses.steps import Step
    from coursewright.design.weeks import TeachingWeek
    from coursewright.spec.model import Content

__all__ = ["PresenceMap", "Stand", "StepPresence"]

Stand: TypeAlias = Literal["there", "elsewhere", "unknown", "purpose", "not-asked", "missing"]
"""How a presence stands in a step.

`elsewhere`: only another module is there in that week. `purpose`: left out on purpose. `not-asked`: nobody
teaches, and nobody oversees the course, so that nobody is expected.
"""

_HOLDERS: dict[PresenceKind, tuple[str, ...]] = {
    "teaching": ("sessions", "announcements", "reflection"),
    "social": ("sessions",),
    "cognitive": (),
}
_ALWAYS = ("tasks", "follow_up_activities", "assessments", "units")


class StepPresence(NamedTuple):
    """A step with its occasions, and how each presence stands in it."""

    step: Step
    moments: tuple[Moment, ...]
    stands: dict[PresenceKind, Stand]

    def of(self, presence: PresenceKind) -> Sequence[Moment]:
        """Return the occasions of one presence."""
        return [one for one in self.moments if one.presence == presence]


class PresenceMap:
    """The presences of one course; `default_model` is the support model of what does not say its own."""

    def __init__(self, course: Course, default_model: str = "led") -> None:
        self._course = course
        self._default_model = default_model
        self._steps = steps_of(course)
        self._weeks = {
            (module, week.number): week
            for module in course.modules
            for week in teaching_weeks(course).of_module(module)
            if week.number is not None
        }
        self.moments = tuple(moments_in(course))

    @cached_property
    def _places(self) -> dict[Moment, tuple[Step, ...]]:
        numbered: dict[tuple[object, int], list[Step]] = {}
        for step in self._steps.teaching:
            if step.number is not None and step.module is not None:
                for scope in {self._course.scope, step.module.scope}:
                    numbered.setdefault((weeks_of(scope), step.number), []).append(step)
        found: dict[Moment, tuple[Step, ...]] = {}
        for moment in self.moments:
            scope = moment.item.scope
            steps = [step for week in moment.weeks for step in numbered.get((weeks_of(scope), week), ())]
            own = self._steps.of(moment.item)
            if not steps and own.teaches and own.number is None:
                steps = [own]
            found[moment] = tuple(dict.fromkeys(steps))
        return found

    def steps(self, moment: Moment) -> Sequence[Step]:
        """Return the steps that an occasion falls into, in its own module where it has one."""
        return [step for step in self._places[moment] if _is_home(moment, step)]

    @property
    def unplaced(self) -> Sequence[Moment]:
        """The occasions of no teaching step: those without a known week, and those of other weeks."""
        return [moment for moment in self.moments if not self.steps(moment)]

    @cached_property
    def by_step(self) -> Sequence[StepPresence]:
        """The teaching steps in order, each with its occasions."""
        own: dict[Step, list[Moment]] = {step: [] for step in self._steps.teaching}
        near: dict[Step, list[Moment]] = {step: [] for step in own}
        for moment in self.moments:
            for step in self._places[moment]:
                (own if _is_home(moment, step) else near)[step].append(moment)
        return [
            StepPresence(
                step,
                tuple(own[step]),
                {kind: self._stand(kind, step, own[step], near[step]) for kind in PRESENCES},
            )
            for step in own
        ]

    def _stand(
        self, presence: PresenceKind, step: Step, own: Sequence[Moment], near: Sequence[Moment]
    ) -> Stand:
        here = [one for one in own if one.presence == presence and not one.shared]
        if any(one.settled for one in here):
            return "there"
        if here or self._may_come(presence, step):
            return "unknown"
        if presence == "teaching":
            return self._without_teacher(step, near)
        if presence == "social" and self._leaves_out_replies(step):
            return "purpose"
        return "missing"

    def _without_teacher(self, step: Step, near: Sequence[Moment]) -> Stand:
        week = self._week(step)
        if week is not None and presence_in(self._course).reaches(week):
            settled = any(one.presence == "teaching" and one.settled for one in near)
            return "elsewhere" if settled else "unknown"
        if week is not None and stays_away_on_purpose(week):
            return "purpose"
        settings = step.place.settings
        if settings.leaves_open("support_model"):
            return "unknown"
        return "missing" if (settings.support_model or self._default_model) == "led" else "not-asked"

    def _week(self, step: Step) -> TeachingWeek | None:
        if step.number is None or step.module is None:
            return None
        return self._weeks.get((step.module, step.number))

    def _may_come(self, presence: PresenceKind, step: Step) -> bool:
        """Whether something that is open, or has no known week, may fall into a step."""
        if not self._course.complete:
            return True
        keys = (*_ALWAYS, *_HOLDERS[presence])
        around: Sequence[Content] = step.units or (step.module or step.place,)
        scopes = {scope for place in around for scope in upwards(place.scope)}
        if any(scope.element is not None and scope.element.leaves_open(*keys) for scope in scopes):
            return True
        return any(
            one.presence == presence and not one.shared and not one.weeks and one.item.scope in scopes
            for one in self._adrift
        )

    @cached_property
    def _adrift(self) -> Sequence[Moment]:
        """The occasions of unknown week that belong to no step of their own."""
        return [one for one in self.moments if not one.weeks and not self._places[one]]

    def _leaves_out_replies(self, step: Step) -> bool:
        places = step.units or ((step.module,) if step.module is not None else ())
        return bool(places) and all(
            any(one.element is not None and one.element.leaves_out("replies") for one in upwards(place.scope))
            for place in places
        )


def _is_home(moment: Moment, step: Step) -> bool:
    home = moment.item.scope.up("module")
    return home is None or not isinstance(home.element, Module) or home.element is step.module
