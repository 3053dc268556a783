"""The questions that designers ask first, answered by the views that they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.views.catalogue import entry_named, view_of
from coursewright.views.charts import Key, Label, Outline, OutlineItem
from coursewright.views.model import Cell, Column, Row, Table
from coursewright.views.signs import Sign

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["ASKED_FIRST", "QUESTIONS", "asked_first", "question_table"]

QUESTIONS = ("alignment", "workload", "timeline", "decisions", "on-purpose")
"""The views that answer what designers ask first, in the order in which they ask."""

ASKED_FIRST = "asked-first"
"""The name of the chart that answers them, which a page may show in a place of its own."""

_STANDING: Mapping[Tone, tuple[Sign, str]] = {
    "good": (Sign.PRESENT, "in order"),
    "gap": (Sign.MISSING, "something to do"),
    "unknown": (Sign.UNKNOWN, "not known yet"),
}


def asked_first(plan: Plan) -> Outline:
    """Return the questions with their answers as a chart."""
    items = []
    for name in QUESTIONS:
        asked = view_of(entry_named(name), plan)
        sign, _ = _STANDING.get(asked.tone, (None, ""))
        items.append(OutlineItem(0, Label(asked.question)))
        items.append(OutlineItem(1, Label(asked.answer[0]), sign=sign, tone=asked.tone))
    signs = {item.sign for item in items}
    legend = tuple(Key(words, sign) for sign, words in _STANDING.values() if sign in signs)
    return Outline(ASKED_FIRST, "What designers ask first", tuple(items), legend)


def question_table(plan: Plan) -> Table:
    """Return one row a question, with the view that answers it."""
    columns = (Column("question", "Question"), Column("answer", "Answer"), Column("view", "Where"))
    rows = []
    for name in QUESTIONS:
        asked = view_of(entry_named(name), plan)
        cells = Cell(asked.question), Cell(asked.answer[0], tone=asked.tone), Cell(asked.name)
        rows.append(Row(cells))
    return Table("questions", "What designers ask first", columns, tuple(rows))
