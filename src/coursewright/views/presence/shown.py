"""What the view of presence shows: steps, and the occasions that belong to none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.views.signs import Sign
from coursewright.views.words import listed

if TYPE_CHECKING:
    from coursewright.design.analyses.presence_kinds import Moment, PresenceKind
    from coursewright.design.analyses.presence_map import PresenceMap, Stand, StepPresence
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["LOGS", "STANDS", "TITLES", "Shown", "is_by_logs", "is_gap", "is_unread", "shown_in", "weeks_said"]

TITLES: dict[PresenceKind, str] = {"teaching": "Teaching", "social": "Social", "cognitive": "Cognitive"}
STANDS: dict[Stand, tuple[str, Sign | None, Tone]] = {
    "there": ("there", Sign.PRESENT, "good"),
    "elsewhere": ("only in another module in this week", Sign.PART, ""),
    "unknown": ("not known", Sign.UNKNOWN, "unknown"),
    "purpose": ("left out on purpose", Sign.ON_PURPOSE, "purpose"),
    "not-asked": ("nobody, as nobody oversees the course", None, ""),
    "missing": ("none planned", Sign.MISSING, ""),
}


LOGS = ("reading-logs",)
_READING = frozenset({"reading", "moderation", "feedback", "opening"})
"""The ways of teaching that need somebody to read what students did."""


class Shown(NamedTuple):
    """The steps that are shown, and the occasions that belong to none of them, by the name of their row."""

    steps: tuple[StepPresence, ...]
    apart: dict[str, tuple[Moment, ...]]
    moments: tuple[Moment, ...]


def shown_in(found: PresenceMap, plan: Plan) -> Shown:
    """Return what is shown of a course: the steps looked at, and what stands beside them."""
    steps = tuple(one for one in found.by_step if plan.shows_step(one.step))
    apart: dict[str, list[Moment]] = {}
    for moment in found.unplaced:
        if not _is_shown_apart(moment, plan):
            continue
        apart.setdefault(weeks_said(moment) or "No week known", []).append(moment)
    names = sorted(apart, key=lambda name: (apart[name][0].weeks == (), apart[name][0].weeks))
    inside = {moment for step in steps for moment in step.moments}
    beside = {moment for moments in apart.values() for moment in moments}
    moments = tuple(one for one in found.moments if one in inside or one in beside)
    return Shown(steps, {name: tuple(apart[name]) for name in names}, moments)


def _is_shown_apart(moment: Moment, plan: Plan) -> bool:
    """Whether an occasion of no teaching step belongs to the part that is looked at."""
    if plan.shows(moment.item):
        return True
    home = moment.item.scope.up("module")
    if plan.focus.module and (home is None or home.element not in plan.modules):
        return False
    if plan.focus.weeks is None:
        return True
    first, last = plan.focus.weeks
    return any(first <= week <= last for week in moment.weeks)


def is_gap(presence: PresenceKind, one: StepPresence) -> bool:
    """Whether a step lacks what is asked of it: somebody who teaches, in a numbered week."""
    return presence == "teaching" and one.stands["teaching"] == "missing" and one.step.number is not None


def is_by_logs(one: StepPresence) -> bool:
    """Whether whoever teaches is in a step only to check the logs."""
    there = [moment for moment in one.of("teaching") if moment.settled and not moment.shared]
    return bool(there) and all(moment.ways == LOGS for moment in there)


def is_unread(one: StepPresence) -> bool:
    """Whether work of a step is checked in the logs, and none is known to be read or answered."""
    ways = {way for moment in one.of("teaching") if moment.settled for way in moment.ways}
    return ways.issuperset(LOGS) and ways.isdisjoint(_READING)


def weeks_said(moment: Moment) -> str:
    """Return the weeks of an occasion in words; empty where none is known."""
    weeks = [str(week) for week in moment.weeks]
    return f"{'Week' if len(weeks) == 1 else 'Weeks'} {listed(weeks)}" if weeks else ""
