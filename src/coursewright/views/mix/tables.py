"""The mix as tables: classes week by week, items with their classes, and what has no type of learning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.lenses import LENSES, seen_through
from coursewright.design.analyses.weekly_work import items_of, summed
from coursewright.spec.model import Material, Task
from coursewright.views.mix.charts import CHARTS
from coursewright.views.mix.shown import title_of
from coursewright.views.model import Cell, Column, Row, Table
from coursewright.views.time_bars import share_cell, sum_cells, time_cells
from coursewright.views.workload.charts import KINDS
from coursewright.views.workload.shown import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.activity_mix import Mix
    from coursewright.design.analyses.lenses import Lens
    from coursewright.design.analyses.weekly_work import Part, WeekWork
    from coursewright.views.mix.shown import Shown
    from coursewright.views.plan import Plan

__all__ = ["beside_table", "item_table", "mix_table"]

_MIX = (
    Column("week", "When"),
    Column("class", "What students do"),
    Column("low", "At least", "minutes"),
    Column("high", "At most", "minutes"),
    Column("share", "Share of the known time", "percent"),
    Column("items", "Tasks and materials", "number"),
    Column("untimed", "Without minutes", "number"),
)
_ITEMS = (
    Column("week", "When"),
    Column("item", "What"),
    Column("kind", "Kind"),
    Column("learning", "Type of learning"),
    Column("activity", "Activity type"),
    Column("engagement", "Engagement"),
    Column("low", "At least", "minutes"),
    Column("high", "At most", "minutes"),
)
_BESIDE = (
    Column("of", "What"),
    Column("kind", "Kind"),
    Column("items", "How many", "number"),
    Column("low", "At least", "minutes"),
    Column("high", "At most", "minutes"),
    Column("untimed", "Without a time", "number"),
)
_ALL = "All of it"
_NONE = "There are no tasks, and no materials that count by themselves."


def mix_table(lens: Lens, shown: Shown, plan: Plan) -> Table:
    """Return one row for each class of the whole, then one for each class that a week has."""
    rows = []
    if shown.whole[lens].parts:
        rows = [Row((Cell(_ALL), *cells)) for cells in _class_cells(lens, shown.whole[lens], every=True)]
    for one in (*shown.weeks, *shown.rest):
        when = _when(one.week, plan)
        rows += [Row((when, *cells)) for cells in _class_cells(lens, one.mixes[lens], every=False)]
    return Table(lens, f"Minutes {CHARTS[lens]}", _MIX, tuple(rows), _NONE)


def _when(week: WeekWork, plan: Plan) -> Cell:
    label = label_of(week, plan)
    return Cell(label.text, "", label.spot, quoted=label.quoted, language=label.language)


def _class_cells(lens: Lens, mix: Mix, *, every: bool) -> Iterator[tuple[Cell, ...]]:
    for one in mix.slices:
        if not one.items and not (every and one.kind is not None):
            continue
        items, untimed = len(one.items), len(one.untimed)
        unknown = untimed == items and items > 0
        yield (
            Cell(title_of(lens, one.kind), one.kind, tone="unknown" if one.kind is None else ""),
            *sum_cells(None if unknown else one.effort),
            Cell("not known", None, tone="unknown") if unknown else share_cell(one.middle, mix.middle),
            Cell(f"{items:,}", items),
            Cell(f"{untimed:,}", untimed, tone="unknown" if untimed else ""),
        )


def item_table(shown: Shown, plan: Plan) -> Table:
    """Return one row for each task and material, with its class through each lens."""
    rows = []
    for one in (*shown.weeks, *shown.rest):
        for part in one.mixes["learning"].parts:
            item = part.work.item
            if isinstance(item, Task | Material):
                classes = [(lens, seen_through(lens, item)) for lens in LENSES]
                cells = (
                    _when(one.week, plan),
                    plan.cell(item),
                    _kind(item),
                    *[_class(lens, kind) for lens, kind in classes],
                    *time_cells(part.effort, exact=True),
                )
                rows.append(Row(cells))
    return Table("items", "Tasks and materials, and how they are read", _ITEMS, tuple(rows), _NONE)


def _kind(item: Task | Material) -> Cell:
    if item.kind is not None:
        return Cell(item.kind if isinstance(item, Task) else f"material: {item.kind}", item.kind)
    return Cell("not said" if isinstance(item, Task) else "material", None, tone="unknown")


def _class(lens: Lens, kind: str | None) -> Cell:
    return Cell(title_of(lens, kind), kind, tone="unknown" if kind is None else "")


def beside_table(shown: Shown) -> Table:
    """Return what is asked for and has no type of learning, by what it is and its kind."""
    found: dict[tuple[str, str], list[Part]] = {}
    for part in shown.whole["learning"].beside:
        item = part.work.item
        called = next(called.one for kind, called in KINDS.items() if isinstance(item, kind))
        found.setdefault((called, getattr(item, "kind", None) or ""), []).append(part)
    rows = [
        Row(_beside_cells(called, kind, parts)) for (called, kind), parts in sorted(found.items(), key=_key)
    ]
    empty = "Everything that is asked for is in the mix."
    return Table("beside", "What says no type of learning", _BESIDE, tuple(rows), empty)


def _key(found: tuple[tuple[str, str], list[Part]]) -> tuple[str, str]:
    return found[0]


def _beside_cells(called: str, kind: str, parts: Sequence[Part]) -> tuple[Cell, ...]:
    items = items_of(parts)
    untimed = items_of([part for part in parts if part.effort is None])
    return (
        Cell(called),
        Cell(kind),
        Cell(f"{len(items):,}", len(items)),
        *time_cells(summed(parts) if len(untimed) < len(items) else None),
        Cell(f"{len(untimed):,}", len(untimed), tone="unknown" if untimed else ""),
    )
