"""Workload as tables: weeks and items, of learners and of the team. Values are minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.weekly_work import items_of, summed
from coursewright.design.workload import added_up
from coursewright.spec.model import Assessment
from coursewright.views.model import Cell, Column, Row, Table
from coursewright.views.standing import name_of
from coursewright.views.time_bars import share_cell, sum_cells, time_cell, time_cells
from coursewright.views.words import listed
from coursewright.views.workload.charts import KINDS, WORKS
from coursewright.views.workload.due import due_said
from coursewright.views.workload.shown import LOADS, heading_of, is_heavy, is_light, label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.weekly_staff import WeekStaff
    from coursewright.design.analyses.weekly_work import Part, WeekWork
    from coursewright.design.analyses.work_ledger import Time, Work
    from coursewright.design.staff_time import StaffTime
    from coursewright.design.workload import Effort
    from coursewright.spec.element import Item
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan
    from coursewright.views.workload.shown import Shown

__all__ = ["item_table", "staff_item_table", "staff_week_table", "week_table"]

_WEEKS = (
    Column("week", "When"),
    Column("declared_low", "Declared, at least", "minutes"),
    Column("declared_high", "Declared, at most", "minutes"),
    Column("estimated_low", "Estimated, at least", "minutes"),
    Column("estimated_high", "Estimated, at most", "minutes"),
    Column("planned", "Planned", "minutes"),
    Column("stands", "Beside the plan"),
    Column("items", "Items", "number"),
    Column("untimed", "Without a time", "number"),
    Column("untimed_share", "Share without", "percent"),
    Column("optional_low", "Optional, at least", "minutes"),
    Column("optional_high", "Optional, at most", "minutes"),
    Column("due", "Assessments due"),
)
_ITEMS = (
    Column("week", "When"),
    Column("item", "What"),
    Column("kind", "Kind"),
    Column("declared_low", "Declared, at least", "minutes"),
    Column("declared_high", "Declared, at most", "minutes"),
    Column("counted_low", "Counted, at least", "minutes"),
    Column("counted_high", "Counted, at most", "minutes"),
    Column("how", "How it counts"),
)
_STAFF_WEEKS = (
    Column("week", "When"),
    Column("monitoring", "Monitoring", "minutes"),
    Column("feedback", "Feedback and marking", "minutes"),
    Column("sessions", "Sessions", "minutes"),
    Column("low", "In all, at least", "minutes"),
    Column("high", "In all, at most", "minutes"),
    Column("hours", "Declared", "minutes"),
    Column("stands", "Beside what is declared"),
    Column("pieces", "Pieces of work", "number"),
    Column("unknown", "Without minutes", "number"),
    Column("unknown_share", "Share without", "percent"),
)
_STAFF_ITEMS = (
    Column("week", "When"),
    Column("item", "What"),
    Column("work", "Work"),
    Column("low", "At least", "minutes"),
    Column("high", "At most", "minutes"),
)
_HOW: dict[Time, str] = {
    "declared": "as declared",
    "estimated": "estimated",
    "unknown": "no time and no estimate",
    "inside": "elsewhere",
}
_NOT_SAID = "not said"


def week_table(shown: Shown, plan: Plan) -> Table:
    """Return one row a week, one for what belongs to none, and the total."""
    rows = [
        Row(
            (_cell_of(row, plan), *_week_cells(row, shown.overload), Cell(due_said(row, plan))),
            heading_of(row, plan),
        )
        for row in shown.rows
    ]
    if len(rows) > 1:
        asked = [part for row in shown.rows for part in row.asked]
        optional = [part for row in shown.rows for part in row.optional]
        planned = (Cell("", None), Cell(""))
        sums = (*_sums(asked), *planned, *_counts(asked), *_optional(optional))
        rows.append(Row((Cell("Total"), *sums, Cell(""))))
    return Table("weeks", "Hours for learners, week by week", _WEEKS, tuple(rows), "There is no week.")


def _cell_of(row: WeekWork | WeekStaff, plan: Plan) -> Cell:
    label = label_of(row, plan)
    return Cell(label.text, "", label.spot, quoted=label.quoted, language=label.language)


def _week_cells(row: WeekWork, overload: float) -> tuple[Cell, ...]:
    planned = time_cell(row.hours * 60) if row.hours is not None else Cell("not planned", None)
    words, tone = LOADS[row.load()]
    heavy = is_heavy(row, overload)
    if heavy:
        words = f"{words}, beyond {overload:g}%" if row.load() == "above" else words
    stands = Cell(words, tone="gap" if heavy else "" if tone == "gap" else tone)
    if row.load() == "within" and row.untimed:
        stands = Cell("within, as far as is known")
    elif is_light(row):
        stands = Cell("within, less than half")
    if row.hours is None:
        stands = Cell("")
    return (*_sums(row.asked), planned, stands, *_counts(row.asked), *_optional(row.optional))


def _sums(asked: Sequence[Part]) -> tuple[Cell, ...]:
    return (*_sum(asked, "declared"), *_sum(asked, "estimated"))


def _sum(asked: Sequence[Part], time: Time) -> tuple[Cell, Cell]:
    """Return a sum; where nothing has such a time, it is known to be 0 only if nothing is without a time."""
    times = {part.work.time for part in asked}
    known = time in times or "unknown" not in times
    return sum_cells(summed(asked, time) if known else None)


def _counts(asked: Sequence[Part]) -> tuple[Cell, ...]:
    items = items_of(asked)
    untimed = items_of(part for part in asked if part.work.time == "unknown")
    return (_number(len(items)), *_share(len(untimed), len(items)))


def _number(number: int) -> Cell:
    return Cell(f"{number:,}", number)


def _share(part: int, whole: int) -> tuple[Cell, Cell]:
    tone: Tone = "unknown" if part else ""
    return Cell(f"{part:,}", part, tone=tone), share_cell(part, whole, tone)


def _optional(parts: Sequence[Part]) -> tuple[Cell, Cell]:
    if any(part.effort is not None for part in parts) or not parts:
        return sum_cells(summed(parts))
    return time_cells(None)


def item_table(shown: Shown, plan: Plan) -> Table:
    """Return one row an item, those inside others too."""
    places: dict[Work, list[str]] = {}
    efforts: dict[Work, list[Effort]] = {}
    for row in shown.rows:
        for part in row.parts:
            names = places.setdefault(part.work, [])
            name = _name(row, plan)
            if name not in names:
                names.append(name)
            efforts.setdefault(part.work, [])
            if part.effort is not None:
                efforts[part.work].append(part.effort)
    rows = [
        Row(_item_cells(work, listed(names), added_up(efforts[work]) if efforts[work] else None, plan))
        for work, names in places.items()
    ]
    rows += [
        Row(_item_cells(work, plan.step_name(plan.all_steps.of(work.item)), (0.0, 0.0), plan))
        for work in shown.inside
    ]
    return Table("items", "What counts, item by item", _ITEMS, tuple(rows), "The plan asks for no work yet.")


def _name(row: WeekWork | WeekStaff, plan: Plan) -> str:
    step = row.steps[0] if len(row.steps) == 1 else row.beside
    return plan.step_name(step) if step is not None else label_of(row, plan).text


def _item_cells(work: Work, when: str, counted: Effort | None, plan: Plan) -> tuple[Cell, ...]:
    kind = next((called.one for kind, called in KINDS.items() if isinstance(work.item, kind)), work.item.noun)
    return (
        Cell(when, quoted=True),
        plan.cell(work.item),
        Cell(kind),
        *time_cells(work.said, _NOT_SAID, exact=True),
        *time_cells(counted, exact=True),
        _how(work, plan),
    )


def _how(work: Work, plan: Plan) -> Cell:
    if work.time == "inside":
        around = work.inside
        said = (
            f"in {around.noun} {name_of(plan, around)}"
            if around is not None
            else "in a session still to be named"
        )
        return Cell(said)
    said = _HOW[work.time]
    return Cell(
        f"optional, {said}" if work.optional else said, tone="unknown" if work.time == "unknown" else ""
    )


def staff_week_table(shown: Shown, plan: Plan) -> Table:
    """Return one row a week of the team's work, one for what belongs to none, and the total."""
    rows = []
    for row in shown.staff_rows:
        hours = time_cell(row.hours * 60) if row.hours is not None else Cell("not declared", None)
        stands = Cell("")
        if row.hours is not None:
            far = "within, as far as is known" if row.unknown else "within"
            stands = Cell("above", tone="gap") if row.is_above else Cell(far)
        cells = (*_staff_sums(row.parts), hours, stands, *_staff_counts(row.parts))
        rows.append(Row((_cell_of(row, plan), *cells), heading_of(row, plan)))
    if len(rows) > 1:
        parts = [part for row in shown.staff_rows for part in row.parts]
        cells = (*_staff_sums(parts), Cell("", None), Cell(""), *_staff_counts(parts))
        rows.append(Row((Cell("Total"), *cells)))
    title = "Hours for the team, week by week"
    return Table("staff-weeks", title, _STAFF_WEEKS, tuple(rows), "There is no week.")


def _staff_sums(parts: Sequence[StaffTime]) -> Iterator[Cell]:
    for work in WORKS:
        known = _staff_sum([part for part in parts if part.work == work])
        yield time_cell(known[0] if known is not None else None)
    yield from time_cells(_staff_sum(parts))


def _staff_sum(parts: Sequence[StaffTime]) -> Effort | None:
    known = [part.minutes for part in parts if part.minutes is not None]
    return added_up(known) if known or not parts else None


def _staff_counts(parts: Sequence[StaffTime]) -> tuple[Cell, ...]:
    pieces = {(part.item, part.work) for part in parts}
    unknown = {(part.item, part.work) for part in parts if part.minutes is None}
    return (_number(len(pieces)), *_share(len(unknown), len(pieces)))


def staff_item_table(shown: Shown, plan: Plan) -> Table:
    """Return one row a piece of the team's work."""
    found: dict[tuple[Item, str], list[StaffTime]] = {}
    places: dict[tuple[Item, str], list[str]] = {}
    for row in shown.staff_rows:
        for part in row.parts:
            found.setdefault((part.item, part.work), []).append(part)
            names = places.setdefault((part.item, part.work), [])
            if _name(row, plan) not in names:
                names.append(_name(row, plan))
    rows = [
        Row(
            (
                Cell(listed(places[item, work]), quoted=True),
                plan.cell(item),
                Cell("marking" if isinstance(item, Assessment) else WORKS[parts[0].work].one),
                *time_cells(_staff_sum(parts), _NOT_SAID, exact=True),
            )
        )
        for (item, work), parts in found.items()
    ]
    empty = "No task is monitored, no feedback is planned, nothing is marked and there is no session."
    return Table("staff-items", "What the team does, piece by piece", _STAFF_ITEMS, tuple(rows), empty)
