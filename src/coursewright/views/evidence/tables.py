"""Measures of success, and the work that shows use, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.evidence_kinds import evidence_kinds
from coursewright.views.model import Cell, Column, Row, Table
from coursewright.views.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.analyses.success_evidence import Depth, Measure, Shown
    from coursewright.spec.model import Evaluation
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["BECAUSE", "group_of_measure", "kind_table", "measure_table", "work_table"]

_DEPTHS: dict[Depth, tuple[str, Tone]] = {
    "deep": ("deep", "good"),
    "both": ("deep and surface", "good"),
    "surface": ("surface", ""),
    "unknown": ("not known", "unknown"),
}
BECAUSE = {
    "kind": "its kind",
    "real_world": "whom it serves or what it decides",
    "decision_points": "its decision points",
    "level": "its level",
    "graded": "it is graded and takes tasks up again",
}
_MEASURE_COLUMNS = (
    Column("place", "Of"),
    Column("measure", "Measure"),
    Column("deep", "Deep evidence"),
    Column("surface", "Surface evidence"),
    Column("depth", "How far it looks"),
    Column("when", "When"),
    Column("used_for", "Used for"),
)
_WORK_COLUMNS = (
    Column("step", "Where"),
    Column("work", "Work"),
    Column("noun", "What it is"),
    Column("kind", "Kind"),
    Column("shows", "Shows use"),
    Column("because", "By"),
)
_KIND_COLUMNS = (
    Column("evidence", "Evidence"),
    Column("depth", "How far it looks"),
    Column("about", "What it tells"),
    Column("measures", "Measures", "number"),
)


def group_of_measure(one: Measure, plan: Plan) -> str:
    """Return the heading of a measure: the module it stands in; empty in a module that stands alone."""
    scope = one.measure.scope.up("module")
    module = scope.element if scope is not None else None
    if len(plan.course.modules) == 1 and plan.course.implicit:
        return ""
    return (module.title or module.id or "Module") if module is not None else "Whole course"


def measure_table(measures: Sequence[Measure], plan: Plan) -> Table:
    """Return every measure of success once."""
    rows = []
    for one in measures:
        said, (depth, tone) = one.measure, _DEPTHS[one.depth]
        told = (
            plan.text(said, said.measure, "measure")
            if said.measure
            else Cell("not said", None, tone="unknown")
        )
        unknown = Cell("not known", None, plan.spot(said, "evidence"), "unknown")
        kinds = [
            Cell(listed(words), "; ".join(words), plan.spot(said, "evidence"))
            if words
            else (unknown if one.depth == "unknown" else Cell("none", None))
            for words in (one.deep, one.surface)
        ]
        value = one.depth if one.depth != "unknown" else None
        cells = (
            Cell(group_of_measure(one, plan) or "module"),
            told,
            *kinds,
            Cell(depth, value, tone=tone),
            _told(said, "when", plan),
            _told(said, "used_for", plan),
        )
        rows.append(Row(cells))
    return Table("measures", "Measures", _MEASURE_COLUMNS, tuple(rows), "No measure of success is said.")


def _told(said: Evaluation, key: str, plan: Plan) -> Cell:
    value = said.when if key == "when" else said.used_for
    if value:
        return plan.text(said, value, key)
    return Cell("not said", None, plan.spot(said, key), "unknown")


def work_table(works: Sequence[Shown], plan: Plan) -> Table:
    """Return every assessment and graded piece of work once."""
    rows = []
    for one in works:
        shows = Cell("not known", None, tone="unknown")
        if one.shows is not None:
            shows = Cell(
                "yes" if one.shows else "nothing says so", one.shows, tone="good" if one.shows else ""
            )
        kind = one.work.kind
        cells = (
            Cell(plan.step_name(plan.all_steps.of(one.work))),
            plan.cell(one.work),
            Cell(one.work.noun),
            Cell(kind) if kind else Cell("not said", None, tone="unknown"),
            shows,
            Cell(listed([BECAUSE[key] for key in one.because])),
        )
        rows.append(Row(cells))
    return Table(
        "work", "Assessed and graded work", _WORK_COLUMNS, tuple(rows), "No work counts, as far as is known."
    )


def kind_table(measures: Sequence[Measure]) -> Table:
    """Return the kinds of evidence with how many measures rest on each."""
    rows = []
    for word, kind in evidence_kinds().items():
        number = sum(word in (*one.deep, *one.surface) for one in measures)
        depth = "deep" if kind.deep else "surface"
        rows.append(Row((Cell(word), Cell(depth), Cell(kind.about), Cell(f"{number:,}", number))))
    return Table("kinds", "Measures by kind of evidence", _KIND_COLUMNS, tuple(rows))
