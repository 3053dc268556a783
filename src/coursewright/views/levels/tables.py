"""Levels of thinking as tables: one row a step, one row an item, one row a follow-up of a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.levels import LEVELS
from coursewright.views.levels.words import NAMES, levels_said
from coursewright.views.model import Cell, Column, Row, Table
from coursewright.views.standing import group_of, step_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.analyses.level_steps import Asked, Rise, StepLevels
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["item_table", "rise_table", "step_table"]

_STEP_COLUMNS = (
    Column("step", "Step"),
    Column("lowest", "Lowest level"),
    Column("highest", "Highest level"),
    Column("known", "Known", "number"),
    Column("all", "Outcomes and work", "number"),
)
_ITEM_COLUMNS = (
    Column("step", "Where"),
    Column("item", "What"),
    Column("noun", "What it is"),
    Column("levels", "Asks for"),
    Column("declared", "Declared"),
    Column("verbs", "Levels of its verbs"),
)
_RISE_COLUMNS = (
    Column("task", "Task"),
    Column("task_level", "Level"),
    Column("follow_up", "Taken up by"),
    Column("follow_up_level", "Level of that"),
    Column("climb", "How it stands"),
)
_CLIMBS: dict[str | None, tuple[str, Tone]] = {
    "higher": ("above the task", "good"),
    "top": ("at the same high level", "good"),
    "same": ("at the level of the task", ""),
    "lower": ("below the task", ""),
    None: ("not known", "unknown"),
}


def step_table(steps: Sequence[StepLevels], plan: Plan) -> Table:
    """Return the steps with the range of what each asks for."""
    rows = []
    for one in steps:
        label = step_label(plan, one.step)
        span, known = one.range, len(one.asked) - one.unknown
        cells = (
            Cell(label.text, "", label.spot, quoted=label.quoted, language=label.language),
            _level(LEVELS[span.lowest - 1] if span is not None else None),
            _level(LEVELS[span.highest - 1] if span is not None else None),
            Cell(f"{known:,}", known),
            Cell(f"{len(one.asked):,}", len(one.asked)),
        )
        rows.append(Row(cells, group_of(plan, one.step)))
    return Table("steps", "Levels by step", _STEP_COLUMNS, tuple(rows), "There is no outcome and no work.")


def item_table(steps: Sequence[StepLevels], plan: Plan) -> Table:
    """Return every outcome and piece of work once, those of unknown level too."""
    rows = [Row(_cells(one, plan)) for step in steps for one in step.asked]
    return Table("items", "Outcomes and work", _ITEM_COLUMNS, tuple(rows), "There is no outcome and no work.")


def rise_table(rises: Sequence[Rise], plan: Plan) -> Table:
    """Return each task with each thing that takes it up."""
    rows = []
    for one in rises:
        words, tone = _CLIMBS[one.climb]
        cells = (
            plan.cell(one.task),
            _level(one.task.level),
            plan.cell(one.follow_up),
            _level(one.follow_up.level),
            Cell(words, one.climb if one.climb is not None else None, tone=tone),
        )
        rows.append(Row(cells))
    return Table("follow-ups", "Follow-ups of tasks", _RISE_COLUMNS, tuple(rows), "Nothing takes a task up.")


def _cells(one: Asked, plan: Plan) -> tuple[Cell, ...]:
    said = Cell(levels_said(one.levels), "; ".join(_in_order(one.levels)), plan.spot(one.item, "level"))
    unknown = Cell("not known", None, plan.spot(one.item), "unknown")
    return (
        Cell(plan.step_name(plan.all_steps.of(one.item))),
        plan.cell(one.item),
        Cell(one.item.noun),
        said if one.known else unknown,
        _level(one.declared),
        Cell(levels_said(one.verbs), "; ".join(_in_order(one.verbs)))
        if one.verbs
        else Cell("not known", None),
    )


def _in_order(levels: frozenset[str]) -> list[str]:
    return [level for level in LEVELS if level in levels]


def _level(level: str | None) -> Cell:
    return Cell(NAMES[level], level) if level in NAMES else Cell("not known", None, tone="unknown")
