"""What a course asks of its team, week by week: monitoring, feedback and sessions. All times are minutes.

Weeks are those of rule WRK006, here also where nobody declares staff hours. Beside them stand the sessions
and tasks of no teaching week, what a course says for itself, and the feedback on assessments, for nobody can
tell in which week that is written. Assessments that people mark are work of unknown length where they do not
say `feedback.minutes`. Answers in a forum have no key in the format that would tell their minutes: they are
not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.ai_use import is_assessed
from coursewright.design.analyses.steps import Step, steps_of
from coursewright.design.analyses.weekly_work import step_key, teaching_steps
from coursewright.design.contents import tasks_towards
from coursewright.design.staff_time import (
    StaffTime,
    StaffWork,
    staff_hours,
    staff_times,
    staff_week,
    staff_weeks_of,
)
from coursewright.design.weeks import teaching_weeks
from coursewright.design.workload import Effort, added_up, is_a_week
from coursewright.spec.model import Assessment, Module, Session, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coursewright.design.weeks import TeachingWeek
    from coursewright.spec.model import Course

__all__ = ["CourseStaff", "WeekStaff", "course_staff"]


class WeekStaff(NamedTuple):
    """The work of the team in one week, or beside the weeks.

    `steps` are the teaching steps that are this week. Where it is no teaching week there is none, and
    `beside` is the step that the work belongs to; None for the feedback on assessments. `hours` are those
    declared for a week, None where nobody says. Each part of `parts` has the minutes that fall into the week.
    """

    steps: tuple[Step, ...]
    beside: Step | None
    hours: float | None
    parts: tuple[StaffTime, ...]

    def minutes(self, work: StaffWork | None = None) -> Effort:
        """Return the sum of what is known of one kind of work, or of all."""
        return added_up([part.minutes for part in self.of(work) if part.minutes is not None])

    def of(self, work: StaffWork | None = None) -> Sequence[StaffTime]:
        """Return the parts that are one kind of work, or all."""
        return [part for part in self.parts if work in {None, part.work}]

    @property
    def unknown(self) -> Sequence[StaffTime]:
        """The parts whose minutes nobody says."""
        return [part for part in self.parts if part.minutes is None]

    @property
    def is_above(self) -> bool:
        """Whether the least that is known is more than the hours declared."""
        return self.hours is not None and self.minutes()[0] > self.hours * 60

    def only(self, keep: Callable[[Task | Session | Assessment], bool]) -> WeekStaff:
        """Return what of it is about some items."""
        return self._replace(parts=tuple([part for part in self.parts if keep(part.item)]))


class CourseStaff(NamedTuple):
    """The work of the team: the teaching weeks in order, and what belongs to none."""

    weeks: tuple[WeekStaff, ...]
    rest: tuple[WeekStaff, ...]

    def of_step(self, step: Step) -> WeekStaff | None:
        """Return the week that a teaching step is, or is a part of; None for what is no teaching step."""
        return next((week for week in self.weeks if step in week.steps), None)


def course_staff(course: Course) -> CourseStaff:
    """Return the work of the team of a course."""
    whole = None if course.implicit else staff_hours(course)
    heads: dict[object, list[tuple[TeachingWeek, Module]]] = {}
    for module in course.modules:
        for week in teaching_weeks(course).of_module(module):
            key = _key(module, week.number if week.number is not None else week.units[0], whole)
            heads.setdefault(key, []).append((week, module))
    parts: dict[object, list[StaffTime]] = {key: [] for key in heads}
    beside: dict[Step | None, list[StaffTime]] = {}
    for item in _items(course):
        home = _module_of(item)
        at: Sequence[object] = ()
        if home is not None and not isinstance(item, Assessment):
            at = [_key(home, one, whole) for one in staff_weeks_of(item, course)]
        for time in (*staff_times(item, course), *_marking(item, course)):
            part = time._replace(minutes=_share(time.minutes, len(at)))
            for key in at or (None,):
                if key in parts:
                    parts[key].append(part)
                else:
                    beside.setdefault(_beside(item, course), []).append(part)
    steps = teaching_steps(course)
    weeks = [
        WeekStaff(
            tuple([steps[step_key(week)] for week, _ in together]),
            None,
            _hours(together, whole, course),
            tuple(parts[key]),
        )
        for key, together in heads.items()
    ]
    rest = [WeekStaff((), step, None, tuple(found)) for step, found in beside.items()]
    return CourseStaff(tuple(weeks), tuple(rest))


def _marking(item: Task | Session | Assessment, course: Course) -> Iterator[StaffTime]:
    """Yield the marking of an assessment that says nothing of feedback, and that people mark all the same.

    Machines mark quizzes without an essay question, nobody marks where learners teach themselves, and what is
    made of tasks is marked with these if each says its minutes.
    """
    if not isinstance(item, Assessment) or item.feedback is not None or not is_assessed(item):
        return
    if item.kind == "quiz" and all(question.type != "essay" for question in item.questions):
        return
    parts = tasks_towards(course).get(item, ())
    told = [part.feedback.minutes if part.feedback is not None else None for part in parts]
    if (not told or None in told) and item.scope.settings.support_model != "self-taught":
        yield StaffTime(item, "feedback", None)


def _items(course: Course) -> Iterator[Task | Session | Assessment]:
    yield from course.every(Task)
    yield from course.every(Session)
    yield from course.every(Assessment)


def _module_of(item: Task | Session | Assessment) -> Module | None:
    scope = item.scope.up("module")
    module = scope.element if scope is not None else None
    return module if isinstance(module, Module) else None


def _key(module: Module, week: object, whole: float | None) -> object:
    """Return what modules share whose hours are declared together, or not at all."""
    if whole is None and staff_hours(module) is not None:
        return module, week
    return staff_week(module, week)


def _hours(
    together: Sequence[tuple[TeachingWeek, Module]], whole: float | None, course: Course
) -> float | None:
    """Return the hours for a week: the fewer of the course's and of those of a module alone in it."""
    week, module = together[0]
    plan = module.settings.workload
    if not is_a_week(week, plan.hours_per_week if plan is not None else None, course):
        return None
    own = staff_hours(module) if len(together) == 1 else None
    return min([hours for hours in (whole, own) if hours is not None], default=None)


def _share(minutes: Effort | None, of: int) -> Effort | None:
    return (minutes[0] / of, minutes[1] / of) if minutes is not None and of else minutes


def _beside(item: Task | Session | Assessment, course: Course) -> Step | None:
    step = steps_of(course).of(item)
    return None if isinstance(item, Assessment) or step.teaches else step
