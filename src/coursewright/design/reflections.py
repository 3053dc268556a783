"""Which teaching weeks have a moment of reflection, or may still get one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.weeks import teaching_weeks, week_of_time

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from coursewright.design.weeks import TeachingWeek
    from coursewright.spec.model import Content, Course, Reflection, Task, Unit


def weeks_without_reflection(course: Course) -> Sequence[Sequence[TeachingWeek]]:
    """Return the weeks without a moment of reflection, in runs that nothing interrupts.

    The reflection of a unit serves its weeks. That of a module serves a module of one teaching week, the week
    it says, or all weeks where it is `weekly`; that of a course likewise. A task with prompts to reflect, or
    a journal, counts for its unit, else for its week; a journal that says no week goes on all the time. What
    is left out on purpose, or still to be decided, serves whatever it could.
    """
    teaching = teaching_weeks(course)
    planned = [(module, teaching.of_module(module)) for module in course.modules]
    alone = sum([len(weeks) for _, weeks in planned]) == 1
    everywhere, shared = _reach(course, course, alone=alone)
    if everywhere:
        return ()
    runs: list[list[TeachingWeek]] = []
    before: TeachingWeek | None = None  # the week before, unless that has one
    for module, weeks in planned:
        throughout, own = _reach(module, course, alone=len(weeks) == 1)
        for week in weeks:
            number = week.number
            if throughout or number in shared or number in own or _serves_itself(week):
                before = None
                continue
            if before is None or not _follows(week, before):
                runs.append([])
            runs[-1].append(week)
            before = week
    return runs


def _reach(place: Content, course: Course, *, alone: bool) -> tuple[bool, Collection[int | None]]:
    """Return whether what stands at a level serves all below it, and else the weeks that it serves."""
    if _is_settled(place):
        return True, ()
    numbers: set[int | None] = set()
    reflection = place.reflection
    if reflection is not None and is_for_learners(reflection):
        if alone or reflection.when == "weekly" or reflection.leaves_open("when", "for"):
            return True, ()
        numbers.add(week_of_time(reflection, course))
    for task in place.tasks:
        if not _reflects(task):
            continue
        if task.week is not None:
            numbers.update(task.week.numbers)
            continue
        due = None if task.kind == "journal" else week_of_time(task, course)
        if due is None:
            return True, ()
        numbers.add(due)
    return False, numbers - {None}


def in_rows(bare: Iterable[Sequence[TeachingWeek]], length: int) -> Iterator[Sequence[TeachingWeek]]:
    """Yield each full run of so many weeks."""
    for run in bare:
        for end in range(length, len(run) + 1, length):
            yield run[end - length : end]


def by_unit(bare: Iterable[Sequence[TeachingWeek]]) -> Iterator[Sequence[TeachingWeek]]:
    """Yield the weeks of each unit together; where units share a week, it is the first one's."""
    units: dict[object, list[TeachingWeek]] = {}
    for run in bare:
        for week in run:
            units.setdefault(week.units[0] if week.units else week, []).append(week)
    yield from units.values()


def is_for_learners(reflection: Reflection) -> bool:
    """Whether students are asked; some reflections are the instructors' own."""
    return reflection.audience != "instructors"


def _serves_itself(week: TeachingWeek) -> bool:
    return any(_serves(unit) for unit in week.units if not unit.implicit)


def _serves(unit: Unit) -> bool:
    if _is_settled(unit) or any(map(_reflects, unit.tasks)):
        return True
    return unit.reflection is not None and is_for_learners(unit.reflection)


def _is_settled(place: Content) -> bool:
    """Whether there is none on purpose, or it is still open whether there will be one."""
    return place.leaves_out("reflection") or place.leaves_open("reflection", "tasks", "units")


def _reflects(task: Task) -> bool:
    asks = bool(task.reflection_prompts) or task.kind == "journal"
    return asks or task.leaves_open("reflection_prompts", "kind")


def _follows(week: TeachingWeek, before: TeachingWeek) -> bool:
    """Whether a week comes after another; modules side by side count their weeks anew."""
    if week.module is before.module or week.number is None or before.number is None:
        return True
    return week.number > before.number
