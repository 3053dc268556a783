"""The momentum of a course as a chart and a table: what each step asks students to decide and to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.views.charts import Key, Segment, Tick, TrackGroup, TrackRow, Tracks
from coursewright.views.charts import Label as ChartLabel
from coursewright.views.model import Cell, Column, Row, Table
from coursewright.views.standing import group_of, step_label
from coursewright.views.words import count, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.momentum import Count, Momentum
    from coursewright.views.charts import Hue
    from coursewright.views.plan import Plan

__all__ = ["momentum_chart", "momentum_table"]

_NOUNS = ("decision", "choice", "reflection")
_UNKNOWN: Hue = 7
_HUES: tuple[Hue, ...] = (1, 2, 3)
_COLUMNS = (
    Column("step", "Step"),
    Column("decisions", "Decisions", "number"),
    Column("choices", "Choices", "number"),
    Column("reflections", "Reflections", "number"),
    Column("undecided", "Still open", "number"),
)
_MOST_TICKS = 6


def momentum_chart(found: Sequence[Momentum], plan: Plan) -> Tracks:
    """Return a bar for each step, in as many parts as there are things asked for."""
    most = max((sum(map(_drawn, one.counts)) for one in found), default=0) or 1
    stride = -(-most // _MOST_TICKS)
    ticks = tuple(Tick(number / most, f"{number}") for number in range(0, most + 1, stride))
    rows = tuple(
        TrackRow(step_label(plan, one.step), said(one), tuple(_segments(one, most, plan))) for one in found
    )
    hues = {segment.hue for row in rows for segment in row.segments}
    legend = [Key(f"{noun}s", hue=hue) for noun, hue in zip(_NOUNS, _HUES, strict=True) if hue in hues]
    if _UNKNOWN in hues:
        legend.append(Key("still open", hue=_UNKNOWN, fill="outline"))
    groups = (TrackGroup(ChartLabel(""), ticks, rows, axis="how many"),) if rows else ()
    return Tracks("momentum", "Momentum: where students decide, choose and look back", groups, tuple(legend))


def momentum_table(found: Sequence[Momentum], plan: Plan) -> Table:
    """Return the counts of each step."""
    rows = []
    for one in found:
        undecided = sum(each.undecided for each in one.counts)
        cells = (
            Cell(one.step.name, spot=plan.spot(one.step.place)),
            *map(_cell, one.counts),
            Cell(f"{undecided:,}", undecided, tone="unknown" if undecided else ""),
        )
        rows.append(Row(cells, group_of(plan, one.step)))
    return Table("momentum", "Decisions, choices and reflections by step", _COLUMNS, tuple(rows))


def said(one: Momentum) -> str:
    """Return what a step asks for: `2 decisions and no choice; reflections left out on purpose`."""
    counted = list(zip(one.counts, _NOUNS, strict=True))
    there = listed([_said(each, noun) for each, noun in counted if not each.on_purpose])
    left_out = listed([f"{noun}s" for each, noun in counted if each.on_purpose])
    return "; ".join(part for part in (there, f"{left_out} left out on purpose" if left_out else "") if part)


def _said(one: Count, noun: str) -> str:
    if one.number is None:
        return f"{noun}s still open"
    more = f" ({one.undecided:,} more still open)" if one.undecided else ""
    return f"{count(one.number, noun)}{more}"


def _cell(one: Count) -> Cell:
    if one.number is None:
        return Cell("not known", None, tone="unknown")
    return Cell(
        "0, on purpose" if one.on_purpose else f"{one.number:,}",
        one.number,
        tone="purpose" if one.on_purpose else "",
    )


def _drawn(one: Count) -> int:
    """Return how much room a count takes: what is still open takes one place each."""
    return (one.number or 0) + (one.undecided or one.number is None)


def _segments(one: Momentum, most: int, plan: Plan) -> Iterator[Segment]:
    spot = plan.spot(one.step.place)
    at = 0
    for each, noun, hue in zip(one.counts, _NOUNS, _HUES, strict=True):
        number = each.number or 0
        if number:
            yield Segment(at / most, (at + number) / most, count(number, noun), hue, spot=spot)
        still_open = _drawn(each) - number
        if still_open:
            start = at + number
            words = f"{noun}s still open"
            yield Segment(start / most, (start + still_open) / most, words, _UNKNOWN, "outline", spot)
        at += number + still_open
