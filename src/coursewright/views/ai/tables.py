"""What is said about AI as tables, and where and in which words it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.ai_use import stance_around
from coursewright.design.analyses.ai_map import ai_levels
from coursewright.design.human_reasons import REASONS, Reason
from coursewright.spec.model import Assessment
from coursewright.views.model import Cell, Column, Row, Table
from coursewright.views.signs import Sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.analyses.ai_map import AiUse, Told
    from coursewright.views.model import Spot
    from coursewright.views.plan import Plan

__all__ = ["REASON_WORDS", "level_table", "told_said", "where_given", "where_said", "work_table", "yes"]

_TOLD: dict[Told, str] = {
    "own": "said here",
    "default": "said as a default",
    "around": "said for the {place}",
    "words": "said for the {place}, in words",
    "whole": "said in what it counts towards",
    "parts": "said in its tasks",
    "purpose": "left out on purpose",
    "open": "still to be decided",
    "not said": "not said",
}
REASON_WORDS: dict[Reason, tuple[str, Sign]] = {
    "own_context": ("own context", Sign.CONTEXT),
    "choices": ("choice", Sign.CHOICE),
    "decision_points": ("decision", Sign.DECISION),
    "replies": ("replies", Sign.REPLIES),
    "grouping": ("with others", Sign.SOCIAL),
    "follow_up": ("taken up again", Sign.FOLLOW_UP),
}
_COLUMNS = (
    Column("step", "Where"),
    Column("work", "Work"),
    Column("noun", "What it is"),
    Column("counts", "Counts"),
    Column("level", "Part of AI"),
    Column("told", "Said where"),
    Column("supervised", "Supervised"),
    *(Column(reason, REASON_WORDS[reason][0].capitalize()) for reason in REASONS),
)
_LEVEL_COLUMNS = (
    Column("level", "Part of AI"),
    Column("counting", "Work that counts", "number"),
    Column("other", "Other work", "number"),
    Column("unknown", "Not known whether it counts", "number"),
    Column("all", "All", "number"),
)


def work_table(uses: Sequence[AiUse], plan: Plan) -> Table:
    """Return every task and assessment once, with what is said of AI in it."""
    rows = []
    for use in uses:
        work = use.work
        cells = [
            Cell(plan.step_name(plan.all_steps.of(work))),
            plan.cell(work),
            Cell(work.noun),
            _known(use.counts),
            _level(use, plan),
            _told(use, plan),
            _known(use.supervised),
            *(_reason(use, reason, plan) for reason in REASONS),
        ]
        rows.append(Row(tuple(cells)))
    return Table("work", "Work and AI", _COLUMNS, tuple(rows), "There is no task or assessment.")


def _known(value: bool | None) -> Cell:
    return Cell("not known", None, tone="unknown") if value is None else Cell(yes(value), value)


def _told(use: AiUse, plan: Plan) -> Cell:
    if use.told in {"open", "not said"}:
        return Cell(told_said(use), None, where_said(use, plan), "unknown")
    return Cell(told_said(use), use.told, where_said(use, plan))


def _level(use: AiUse, plan: Plan) -> Cell:
    if use.level is None:
        return Cell("not said", None, plan.spot(use.work), "gap" if use.untold else "unknown")
    return Cell(ai_levels()[use.level][0], use.level, where_said(use, plan))


def _reason(use: AiUse, reason: Reason, plan: Plan) -> Cell:
    if reason in use.reasons:
        return Cell("yes", True, where_given(use, reason, plan))
    if use.work.leaves_open(reason):
        return Cell("not known", None, plan.spot(use.work, reason), "unknown")
    if use.work.leaves_out(reason):
        return Cell("on purpose not", False, plan.spot(use.work, reason), "purpose")
    if isinstance(use.work, Assessment) and reason not in {"choices", "grouping"}:
        return Cell("does not apply", None)
    return Cell("not said", False)


def level_table(uses: Sequence[AiUse]) -> Table:
    """Count the work at each level, that which counts apart; the rows add up to all work."""
    rows = []
    names = {level: name for level, (name, _) in ai_levels().items()}
    for level, name in [*names.items(), (None, "no level said")]:
        here = [use for use in uses if use.level == level]
        numbers = [sum(use.counts is state for use in here) for state in (True, False, None)]
        cells = [Cell(f"{number:,}", number) for number in (*numbers, len(here))]
        rows.append(Row((Cell(name, level, tone="unknown" if level is None else ""), *cells)))
    return Table("levels", "Work by what part AI may play", _LEVEL_COLUMNS, tuple(rows))


def where_given(use: AiUse, reason: Reason, plan: Plan) -> Spot | None:
    """Return where a reason is written."""
    key = "options" if isinstance(use.work, Assessment) and reason == "choices" else reason
    return plan.spot(use.work, key)


def told_said(use: AiUse) -> str:
    """Say where the part of AI is said: `said here`, `said for the module`."""
    stance = stance_around(use.work)
    return _TOLD[use.told].format(place=stance.scope.level if stance is not None else "course")


def where_said(use: AiUse, plan: Plan) -> Spot | None:
    """Return where the part of AI is said: in the work, else in the stance around it."""
    stance = stance_around(use.work)
    if use.told in {"around", "words"} and stance is not None:
        return plan.spot(stance, "use")
    return plan.spot(use.work, "ai_use")


def yes(value: bool) -> str:
    """Return `yes` or `no`."""
    return "yes" if value else "no"
