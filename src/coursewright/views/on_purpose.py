"""What is left out on purpose, and why: a decision of the team, not a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.on_purpose import left_out
from coursewright.design.phrases import capital
from coursewright.lint.place import place
from coursewright.lint.telling import NO_REASON
from coursewright.spec.element import Item
from coursewright.spec.model import Outcome
from coursewright.views.charts import Key, Label, Outline, OutlineItem
from coursewright.views.model import Cell, Column, Row, Table, View
from coursewright.views.signs import Sign
from coursewright.views.words import count, listed, quote, still_to_write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.element import Element
    from coursewright.spec.nodes import Absence
    from coursewright.views.model import Spot
    from coursewright.views.plan import Plan

__all__ = ["view"]

_NAMED = 5
_COLUMNS = (
    Column("step", "Where"),
    Column("item", "What"),
    Column("key", "Left out"),
    Column("reason", "Reason"),
)
_SILENCED = (
    Column("rule", "Rule"),
    Column("message", "Finding"),
    Column("by", "Silenced by"),
    Column("reason", "Reason"),
)


class _Omission(NamedTuple):
    """Something left out: by which element, under which key, and where that is written."""

    element: Element
    key: str
    absence: Absence
    spot: Spot | None


def view(plan: Plan) -> View:
    """Return what a course leaves out on purpose, and the findings that somebody silenced."""
    found = list(_omissions(plan))
    unexplained = sum(not one.absence.reason for one in found)
    unwritten = sum(one.absence.todo is not None for one in found)
    silenced = _silenced(plan)
    named = f": {listed([_named(one) for one in found], _NAMED)}" if found else ""
    later = still_to_write((unwritten, "reason"))
    answer = [f"{_counted(len(found), unexplained, unwritten)}{named}{later and '; '}{later}."]
    if silenced.rows:
        number = len(silenced.rows)
        answer.append(f"{count(number, 'finding')} of the rules {'is' if number == 1 else 'are'} kept quiet.")
    return View(
        answer=tuple(answer),
        charts=(_outline(found, plan),) if found else (),
        tables=(_table(found, plan), *((silenced,) if silenced.rows else ())),
        notes=('`key: {none: "the reason"}` leaves something out on purpose, and no rule asks for it then.',),
        tone="gap" if unexplained else "unknown" if unwritten else "",
    )


def _named(one: _Omission) -> str:
    """Return what is left out, in a sentence: `follow up of task "Read it"`, `lurking (policies)`."""
    key = one.key.replace("_", " ")
    return (
        f"{key} of {_called(one.element)}" if isinstance(one.element, Item) else f"{key} ({one.element.noun})"
    )


def _counted(number: int, unexplained: int, unwritten: int) -> str:
    if not number:
        return "Nothing is left out on purpose"
    said = f"{count(number, 'thing')} {'is' if number == 1 else 'are'} left out on purpose"
    if unwritten and not unexplained:
        return said
    said += ", "
    if not unexplained:
        return said + ("with a reason" if number == 1 else "each with a reason")
    return said + ("without a reason" if number == unexplained else f"{unexplained} of them without a reason")


def _omissions(plan: Plan) -> Iterator[_Omission]:
    """Yield what is left out in the part that is looked at, in the order of the files."""
    found = [
        _Omission(element, key, absence, plan.spot_of(place(absence)[0]))
        for element, key, absence in left_out(plan.course, plan.shows)
    ]
    yield from sorted(found, key=lambda one: (one.spot or (0, 0, ""), one.key))


def _called(element: Element) -> str:
    """Return what to call an element: its title in quotes, else what it is."""
    if isinstance(element, Item):
        name = (element.statement if isinstance(element, Outcome) else None) or element.title or element.id
        return f"{element.noun} {quote(name)}" if name else element.noun
    return _around(element)


def _around(element: Element) -> str:
    place_ = element.scope.element
    name = place_.title or place_.id if place_ is not None else None
    inside = f" of {place_.noun} {quote(name)}" if place_ is not None and name else ""
    return f"{element.noun}{inside}"


def _outline(found: list[_Omission], plan: Plan) -> Outline:
    items: list[OutlineItem] = []
    heading = ""
    for one in found:
        called = _called(one.element)
        if called != heading:
            heading = called
            items.append(OutlineItem(0, Label(capital(called), plan.spot(one.element))))
        reason = _reason(one, plan)
        label = Label(one.key.replace("_", " "), one.spot)
        items.append(OutlineItem(1, label, reason.text, Sign.ON_PURPOSE, reason.tone))
    legend = (Key(Sign.ON_PURPOSE.words, Sign.ON_PURPOSE),)
    return Outline("on-purpose", "Left out on purpose, and why", tuple(items), legend)


def _table(found: list[_Omission], plan: Plan) -> Table:
    rows = tuple(
        Row(
            (
                Cell(plan.step_name(plan.all_steps.of(one.element))),
                Cell(_called(one.element), spot=plan.spot(one.element)),
                Cell(one.key, spot=one.spot),
                _reason(one, plan),
            )
        )
        for one in found
    )
    return Table("on-purpose", "Left out on purpose", _COLUMNS, rows, "Nothing is left out on purpose.")


def _reason(one: _Omission, plan: Plan) -> Cell:
    if one.absence.todo is not None:
        return Cell("still to be written", None, one.spot, "unknown")
    if not one.absence.reason:
        return Cell(NO_REASON, None, one.spot, "gap")
    return Cell(one.absence.reason, "", one.spot, "purpose", quoted=True, language=plan.language(one.element))


def _silenced(plan: Plan) -> Table:
    every = plan.report.silenced if plan.report is not None else ()
    rows = tuple(
        Row(
            (
                Cell(one.finding.code),
                Cell(one.finding.message, spot=plan.spot_of(one.finding.mark)),
                Cell("the baseline" if one.kind == "baseline" else "a comment"),
                Cell(one.reason, quoted=True) if one.reason else Cell(NO_REASON, None),
            )
        )
        for one in every
        if plan.shows_mark(one.finding.mark)
    )
    return Table("silenced", "Findings kept quiet", _SILENCED, rows, "No finding is kept quiet.")
