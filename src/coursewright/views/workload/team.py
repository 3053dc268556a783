"""What the view of workload says of the team: its fullest weeks, its marking, and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.phrases import capital
from coursewright.design.workload import added_up
from coursewright.spec.model import Assessment
from coursewright.views.standing import steps_noun
from coursewright.views.time_bars import lengths
from coursewright.views.words import hours, listed, of
from coursewright.views.workload.shown import each_said, in_no_one, in_sentence, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.design.analyses.weekly_staff import WeekStaff
    from coursewright.design.staff_time import StaffTime, StaffWork
    from coursewright.spec.element import Item
    from coursewright.views.plan import Plan
    from coursewright.views.workload.shown import Shown

__all__ = ["team_sentences"]

_NAMED = 4


class _Pieces:
    """Pieces of the team's work, each once, and those of them that say no minutes."""

    def __init__(self, parts: Iterable[StaffTime]) -> None:
        self.all: set[tuple[Item, StaffWork]] = set()
        self.unknown: set[tuple[Item, StaffWork]] = set()
        for part in parts:
            self.all.add((part.item, part.work))
            if part.minutes is None:
                self.unknown.add((part.item, part.work))


def team_sentences(shown: Shown, plan: Plan) -> Iterator[str]:
    """Yield what there is to say about the hours of the team."""
    parts = [part for row in shown.staff_rows for part in row.parts]
    marking = _Pieces(part for part in parts if isinstance(part.item, Assessment))
    others = _Pieces(part for part in parts if not isinstance(part.item, Assessment))
    said = _fullest(shown, others, plan)
    if said:
        yield said
    if marking.unknown:
        whole = sum(plan.shows(one) for one in plan.course.every(Assessment))
        yield _about_marking(marking, whole, follows=bool(said))
    if others.unknown:
        which = of(len(others.unknown), len(others.all), "piece")
        else_ = " else" if marking.all else ""
        verb = "says" if len(others.unknown) == 1 else "say"
        yield f"Of what{else_} the team does, {which} of work {verb} no minutes."


def _fullest(shown: Shown, others: _Pieces, plan: Plan) -> str:
    """Say which weeks are above the hours declared, else which is the fullest; nothing if that is unknown."""
    noun = steps_noun(plan.steps)
    before = _before(shown, noun)
    above = [week for week in shown.staff if week.is_above]
    if above:
        limits = {week.hours or 0 for week in above}
        if len(limits) > 1 or len(above) > _NAMED:
            each = listed([f"{in_sentence(week, plan)} ({_time(week)})" for week in above], _NAMED)
            which = of(len(above), len(shown.staff), noun)
            return f"The team has too much to do in {which}{before}: {each}."
        limit = hours(60 * limits.pop())
        times = each_said([lengths(week.minutes()) for week in above])
        declared = f"where {limit} a week {'is' if limit == '1 h' else 'are'} declared"
        return f"The team has too much to do in {named(above, plan, _NAMED)}{before}: {times}, {declared}."
    if not shown.staff or 2 * len(others.unknown) > len(others.all):
        return ""
    most = max(shown.staff, key=lambda week: week.minutes())
    if not most.minutes()[1]:
        return ""
    same = [week for week in shown.staff if _time(week) == _time(most)]
    names = named(same, plan, _NAMED)
    if len(shown.staff) == 1:
        return f"The team has {_time(most)} to do in the only {noun}{before}."
    if len(same) > 1:
        return f"The team's fullest {noun}s{before}{before and ','} are {names} with {_time(most)} each."
    return f"The team's fullest {noun}{before}{before and ','} is {names} with {_time(most)}."


def _time(week: WeekStaff) -> str:
    limit = f" of {hours(60 * week.hours)}" if week.hours is not None else ""
    return f"{lengths(week.minutes())}{limit}"


def _before(shown: Shown, noun: str) -> str:
    """Return what the hours of the weeks leave out, to be put into a sentence: starts with a comma."""
    far = ["as far as is known"] if any(row.unknown for row in shown.staff) else []
    beside = added_up([row.minutes() for row in shown.staff_rest])
    if beside[1]:
        far.append(f"not counting {lengths(beside)} in {in_no_one(shown.staff_rest, noun)}")
    return f", {' and '.join(far)}" if far else ""


def _about_marking(marking: _Pieces, assessments: int, *, follows: bool) -> str:
    """Say how many of the assessments that people mark do not say their minutes."""
    unknown, whole = len(marking.unknown), len(marking.all)
    which = f"none of {whole:,} assessments" if unknown == whole > 1 else of(unknown, whole, "assessment")
    which += " that people mark" if whole < assessments else ""
    verb = "says" if unknown == whole > 1 else "does not say" if unknown == 1 else "do not say"
    what = "it takes" if follows else "marking takes"
    said = f"{which} {verb} how long {what}"
    return f"Marking is not in it: {said}." if follows else f"{capital(said)}."
