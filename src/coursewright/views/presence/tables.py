"""Presence as tables: one row a step, and one row an occasion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.presence_kinds import DEEP_PHASES, PRESENCES
from coursewright.spec.element import Item
from coursewright.spec.model import Announcement
from coursewright.spec.wording import shortened
from coursewright.views.model import Cell, Column, Row, Spot, Table
from coursewright.views.presence.shown import STANDS, TITLES, is_by_logs, is_gap, weeks_said
from coursewright.views.presence.words import how
from coursewright.views.standing import group_of
from coursewright.views.words import listed

if TYPE_CHECKING:
    from coursewright.design.analyses.presence_kinds import Moment
    from coursewright.design.analyses.presence_map import PresenceMap
    from coursewright.spec.element import Element
    from coursewright.views.plan import Plan
    from coursewright.views.presence.shown import Shown

__all__ = ["moment_table", "step_table"]

_MOMENT_COLUMNS = (
    Column("step", "When"),
    Column("item", "What"),
    Column("presence", "Presence"),
    Column("way", "How"),
    Column("state", "Settled"),
)
_STEP_COLUMNS = (
    Column("step", "Step"),
    *(
        column
        for kind in PRESENCES
        for column in (
            Column(kind, TITLES[kind], "number"),
            Column(f"{kind}_state", f"{TITLES[kind]}: how it stands"),
        )
    ),
)


def step_table(shown: Shown, plan: Plan) -> Table:
    """Return the steps with how many occasions each has, and how each presence stands."""
    rows = []
    for one in shown.steps:
        cells = [Cell(one.step.name, spot=plan.spot(one.step.place))]
        for kind in PRESENCES:
            stand = one.stands[kind]
            words, _, tone = STANDS[stand]
            settled = sum(moment.settled for moment in one.of(kind))
            if stand == "missing" and settled:
                words = "only what students take over"
            if stand == "there" and kind == "teaching" and is_by_logs(one):
                words, tone = "only checked in the logs", ""
            if stand == "unknown" and not settled:
                cells.append(Cell("not known", None, tone="unknown"))
            else:
                cells.append(Cell(f"{settled:,}", settled))
            value = None if stand == "unknown" else stand
            cells.append(Cell(words, value, tone="gap" if is_gap(kind, one) else tone))
        rows.append(Row(tuple(cells), group_of(plan, one.step)))
    return Table(
        "steps", "Occasions by step", _STEP_COLUMNS, tuple(rows), "There is no week or unit of teaching."
    )


def moment_table(found: PresenceMap, shown: Shown, plan: Plan) -> Table:
    """Return every occasion once, step by step and item by item."""
    order = {step: number for number, step in enumerate(plan.all_steps.teaching)}

    def place(moment: Moment) -> tuple[int, Spot]:
        first = min((order[step] for step in found.steps(moment) if step in order), default=len(order))
        return first, plan.spot(moment.item) or Spot(0, 0)

    rows = []
    for moment in sorted(shown.moments, key=place):
        spot = plan.spot(moment.item, moment.key)
        state = Cell("yes", True) if moment.settled else Cell("not known", None, tone="unknown")
        depth = not DEEP_PHASES.isdisjoint(moment.ways)
        said = how(moment) + (", as far as analysis or further" if depth else "")
        rows.append(
            Row(
                (
                    Cell(_when(moment, found, plan)),
                    _what(moment.item, plan),
                    Cell(moment.presence),
                    Cell(said, spot=spot),
                    state,
                )
            )
        )
    return Table(
        "occasions",
        "Every occasion",
        _MOMENT_COLUMNS,
        tuple(rows),
        "Nobody is known to be there at any time.",
    )


def _what(item: Element, plan: Plan) -> Cell:
    if isinstance(item, Announcement) and item.text and not (item.title or item.id):
        return plan.text(item, shortened(item.text), "text")
    return plan.cell(item) if isinstance(item, Item) else Cell(item.noun, spot=plan.spot(item))


def _when(moment: Moment, found: PresenceMap, plan: Plan) -> str:
    steps = found.steps(moment)
    if steps:
        return listed([plan.step_name(step) for step in steps])
    return weeks_said(moment) or "No week known"
