"""Which week is too heavy: hours for learners and for the team, week by week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.rates import rate_sources
from coursewright.views.model import View
from coursewright.views.sourced import sources
from coursewright.views.workload.answer import answer
from coursewright.views.workload.charts import learner_bars, staff_bars
from coursewright.views.workload.plans import plan_table
from coursewright.views.workload.shown import UNPLACED, is_heavy, is_plan_open, shown_in
from coursewright.views.workload.tables import item_table, staff_item_table, staff_week_table, week_table

if TYPE_CHECKING:
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan
    from coursewright.views.workload.shown import Shown

__all__ = ["view"]

_NOTES = (
    "A bar is the least that is known; what lies between the least and the most is drawn behind it.",
    (
        "The time of a task includes the materials it names, that of a session its agenda; nothing counts "
        "twice. Work in a unit of several weeks is shared out over them evenly."
    ),
    (
        "An assessment counts in a week only if it happens within one, for nobody can tell when students "
        "write an essay: when it is due stands beside it. Its least leaves out the tasks that count towards "
        "it."
    ),
    "Times in days or weeks say how much time passes, not how much work there is: they do not count.",
    (
        "The team's hours are those that `monitoring`, `feedback` and sessions tell. Marking counts as far "
        "as the `feedback` of an assessment says its minutes; where people mark and it does not, it is work "
        "of unknown length."
    ),
    (
        f"The weeks are called in order only where at most {UNPLACED:.0%} of the known time belongs to no "
        "one week. That limit is ours."
    ),
)
_ESTIMATES = (
    "Where no time is declared, it is estimated if words, pages, the minutes of a recording or the words to "
    "write are given, at the rates of the configuration, or else those that come with coursewright: for a "
    "fast reader and for a slow one."
)
_SOURCES = ("ECTS 2015", "Whitelock et al. 2015", "Howard 2021")


def view(plan: Plan) -> View:
    """Return the hours of each week, for learners and for the team."""
    shown = shown_in(plan)
    plans = plan_table(plan)
    tables = [week_table(shown, plan), item_table(shown, plan)]
    tables += [plans] if plans.rows else []
    tables += [staff_week_table(shown, plan), staff_item_table(shown, plan)]
    charts = [learner_bars(shown, plan)] if shown.rows else []
    charts += [staff_bars(shown, plan)] if _has_team(shown) else []
    estimates = any(part.work.time == "estimated" for row in shown.rows for part in row.parts)
    return View(
        answer=tuple(answer(shown, plan)),
        charts=tuple(charts),
        tables=tuple(tables),
        notes=(*_NOTES, *([_ESTIMATES] if estimates else [])),
        sources=(*sources(*_SOURCES), *(rate_sources().values() if estimates else ())),
        tone=_tone(shown, plan),
    )


def _has_team(shown: Shown) -> bool:
    """Whether there is something to draw for the team: more than marking of unknown length."""
    beside = [part for row in shown.staff_rest for part in row.parts]
    return any(week.parts for week in shown.staff) or any(part.minutes is not None for part in beside)


def _tone(shown: Shown, plan: Plan) -> Tone:
    if any(is_heavy(week, shown.overload) for week in shown.weeks) or any(
        week.is_above for week in shown.staff
    ):
        return "gap"
    if shown.untimed or is_plan_open(plan):
        return "unknown"
    limited = any(week.hours is not None for week in shown.staff)
    known = not any(row.unknown for row in (shown.staff_rows if limited else shown.staff))
    planned = any(week.hours is not None for week in shown.weeks)
    return "good" if known and planned and shown.is_mostly_placed else ""
