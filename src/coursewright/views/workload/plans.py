"""The hours that courses and modules promise as a whole, beside those that their parts add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.analyses.weekly_work import course_work, items_of, summed
from coursewright.design.contents import as_written
from coursewright.design.credit_schemes import credit_scheme
from coursewright.design.workload import added_up
from coursewright.spec.model import Course
from coursewright.views.model import Cell, Column, Row, Table
from coursewright.views.time_bars import lengths, time_cells
from coursewright.views.words import count, hours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.weekly_work import Part
    from coursewright.design.workload import Effort
    from coursewright.spec.element import Item
    from coursewright.spec.model import Module
    from coursewright.spec.model.context import Workload
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["plan_sentences", "plan_table"]

_COLUMNS = (
    Column("place", "Where"),
    Column("promise", "What is promised"),
    Column("promised_low", "Promised, at least", "minutes"),
    Column("promised_high", "Promised, at most", "minutes"),
    Column("declared_low", "Declared, at least", "minutes"),
    Column("declared_high", "Declared, at most", "minutes"),
    Column("known_low", "With estimates, at least", "minutes"),
    Column("known_high", "With estimates, at most", "minutes"),
    Column("untimed", "Without a time", "number"),
    Column("stands", "Beside the promise"),
)


class Promise(NamedTuple):
    """What a place promises under a key of its `workload`, with the start of a sentence about it."""

    place: Course | Module
    workload: Workload
    key: str
    words: str
    sentence: str
    minutes: Effort


class _Sum(NamedTuple):
    """What the parts of a place add up to."""

    declared: Effort
    known: Effort
    items: int
    untimed: int


def plan_table(plan: Plan) -> Table:
    """Return one row for each promise of the part that is looked at; none for a part of the weeks."""
    rows = [_row(promise, _sum_of(promise.place, plan), plan) for promise in _promises(plan)]
    return Table("promises", "What is promised as a whole", _COLUMNS, tuple(rows), "Nothing is promised.")


def plan_sentences(plan: Plan) -> Iterator[str]:
    """Yield what the course, or the module that stands alone, promises and what it adds up to."""
    head = as_written(plan.course)
    for promise in _promises(plan):
        if promise.place is head or promise.place.id == plan.focus.module:
            found = _sum_of(promise.place, plan)
            low, high = promise.minutes
            said = hours(low) if low == high else lengths(promise.minutes)
            words, _ = _stands(promise, found)
            more = f", and {count(found.untimed, 'item')} without a time" if found.untimed else ""
            yield f"{promise.sentence} {said}; {lengths(found.known)} are known{more}: {words}."


def _promises(plan: Plan) -> Iterator[Promise]:
    if plan.focus.weeks is not None:
        return
    head = as_written(plan.course)
    whole: list[Course | Module] = [] if plan.focus.module else [head]
    for place in [*whole, *[module for module in plan.modules if module is not head]]:
        workload = place.settings.workload
        if workload is not None:
            yield from _promises_of(place, workload)


def _promises_of(place: Course | Module, workload: Workload) -> Iterator[Promise]:
    scheme = credit_scheme(workload.credit_scheme)
    if workload.credits and scheme is not None and workload.says("credits"):
        noun = f"{scheme.name} credit" if scheme.name else "credit"
        words = f"{workload.credits:g} {noun if workload.credits == 1 else noun + 's'}"
        sentence = f"{words} {'stands' if workload.credits == 1 else 'stand'} for"
        yield Promise(place, workload, "credits", words, sentence, scheme.stand_for(workload.credits))
    if workload.total_hours and workload.says("total_hours"):
        minutes = workload.total_hours * 60
        sentence = "`workload.total_hours` promises"
        yield Promise(place, workload, "total_hours", "total hours", sentence, (minutes, minutes))


def _sum_of(place: Course | Module, plan: Plan) -> _Sum:
    work = course_work(plan.course, plan.rates)
    parts = [
        part
        for row in (*work.weeks, *work.rest)
        for part in row.asked
        if isinstance(place, Course) or _is_in(part.work.item, place)
    ]
    declared = summed(parts, "declared")
    known = added_up([declared, summed(parts, "estimated")])
    return _Sum(declared, known, len(items_of(parts)), len(items_of(_untimed(parts))))


def _is_in(item: Item, place: Module) -> bool:
    home = item.scope.up("module")
    return home is not None and home.element is place


def _untimed(parts: Sequence[Part]) -> Sequence[Part]:
    return [part for part in parts if part.work.time == "unknown"]


def _stands(promise: Promise, found: _Sum) -> tuple[str, Tone]:
    """Return how the sum stands to the promise, and the tone of it."""
    (least, most), (low, high) = promise.minutes, found.known
    if found.untimed == found.items:
        return "not known", "unknown"
    if low > most:
        return f"{hours(low - most)} more than promised", "gap"
    if high >= least:
        return ("within, as far as is known" if found.untimed else "within"), ""
    less = hours(least - high)
    if found.untimed:
        return f"{less} are left for what has no time", "unknown"
    return f"{less} less than promised", ""


def _row(promise: Promise, found: _Sum, plan: Plan) -> Row:
    known = found.items > found.untimed or not found.items
    words, tone = _stands(promise, found)
    unknown = Cell(f"{found.untimed:,}", found.untimed, tone="unknown" if found.untimed else "")
    return Row(
        (
            plan.cell(promise.place),
            Cell(promise.words, spot=plan.spot(promise.workload, promise.key)),
            *time_cells(promise.minutes),
            *time_cells(found.declared if known else None),
            *time_cells(found.known if known else None),
            unknown,
            Cell(words, tone=tone),
        )
    )
