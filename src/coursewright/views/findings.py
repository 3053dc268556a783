"""What the rules found, by the time that mending takes: the quickest first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coursewright.lint.severity import Severity
from coursewright.lint.telling import FOLD_FROM, FRIGHTENING, NOUNS
from coursewright.views.charts import Key, Label, Segment, Tick, TrackGroup, TrackRow, Tracks
from coursewright.views.model import Cell, Column, Row, Table, View
from coursewright.views.words import count, listed, minutes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.lint.findings import Finding
    from coursewright.views.charts import Hue
    from coursewright.views.plan import Plan

__all__ = ["view"]

_SEVERITIES: tuple[tuple[Severity, str, Hue], ...] = (
    (Severity.ERROR, NOUNS[Severity.ERROR], 1),
    (Severity.WARNING, NOUNS[Severity.WARNING], 2),
    (Severity.INFO, NOUNS[Severity.INFO], 3),
)
_NOTE = (
    "The times are rough: what one finding takes somebody who knows the course. `coursewright lint` lists "
    "each finding, and says how to mend it."
)
_COLUMNS = (
    Column("minutes", "To mend", "minutes"),
    Column("severity", "Severity"),
    Column("rule", "Rule"),
    Column("finding", "Finding"),
    Column("findings", "How many", "number"),
    Column("unit", "Unit"),
)
_TIMES = (
    Column("minutes", "Each takes", "minutes"),
    *(Column(f"{noun}s", noun.capitalize() + "s", "number") for _, noun, _ in _SEVERITIES),
    Column("findings", "Findings", "number"),
    Column("total", "In all", "minutes"),
)
_RULES = (
    Column("rule", "Rule"),
    Column("name", "What it is about"),
    Column("findings", "Findings", "number"),
    Column("minutes", "Each takes", "minutes"),
    Column("total", "In all", "minutes"),
)
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
"""Distances of ticks; an axis has at most six."""


def view(plan: Plan) -> View:
    """Return the findings of the rules by the minutes that one takes; severities are as configured."""
    every = plan.report.findings if plan.report is not None else ()
    found = sorted(
        (one for one in every if plan.shows_mark(one.mark)), key=lambda one: (one.minutes, -one.severity)
    )
    times: dict[int, list[Finding]] = {}
    for one in found:
        times.setdefault(one.minutes, []).append(one)
    return View(
        answer=_answer(found, plan),
        charts=(_bars(times),) if found else (),
        tables=(_by_time(times), _by_rule(found), _list(found, plan)),
        notes=("The times are rough: what one finding takes somebody who knows the course.",)
        if found
        else (),
        tone="gap" if any(one.severity > Severity.INFO for one in found) else "",
    )


def _answer(found: Sequence[Finding], plan: Plan) -> tuple[str, ...]:
    if plan.report is None:
        return ("The rules were not asked.",)
    if not found:
        return ("The rules found nothing to mend.",)
    severities = Counter(one.severity for one in found)
    said = listed([count(severities[one], noun) for one, noun, _ in _SEVERITIES if severities[one]])
    total = sum(one.minutes for one in found)
    quick = [one for one in found if one.minutes <= 5]
    whole = "more than a week's work" if total > FRIGHTENING else f"about {minutes(total)}"
    answer = [f"{said}, {whole} to mend."]
    if quick and len(quick) < len(found):
        took = minutes(sum(one.minutes for one in quick))
        each = " of up to 5 min each" if len(quick) > 1 else ""
        answer.append(f"{count(len(quick), 'finding')}{each} would be mended in {took}.")
    return tuple(answer)


def _bars(times: dict[int, list[Finding]]) -> Tracks:
    most = max(map(len, times.values()))
    step = next((one for one in _STEPS if most / one <= 5), most)
    end = -(-most // step) * step
    ticks = tuple(Tick(at / end, f"{at:,}") for at in range(0, end + 1, step))
    rows = tuple(_row(each, found, end) for each, found in times.items())
    legend = tuple(Key(f"{noun}s", hue=hue) for _, noun, hue in _SEVERITIES)
    group = TrackGroup(Label(""), ticks, rows, axis="findings")
    return Tracks("findings", "Findings by the time that one takes", (group,), legend)


def _row(each: int, found: list[Finding], end: int) -> TrackRow:
    severities = Counter(one.severity for one in found)
    segments, at = [], 0
    for severity, noun, hue in _SEVERITIES:
        number = severities[severity]
        if number:
            segments.append(Segment(at / end, (at + number) / end, count(number, noun), hue))
        at += number
    said = listed([segment.label for segment in segments])
    return TrackRow(
        Label(f"{minutes(each)} each"), f"{said}, {minutes(each * len(found))} in all", tuple(segments)
    )


def _by_time(times: dict[int, list[Finding]]) -> Table:
    rows = []
    for each, found in times.items():
        severities = Counter(one.severity for one in found)
        numbers = [severities[severity] for severity, _, _ in _SEVERITIES]
        total = each * len(found)
        rows.append(
            Row(
                (
                    Cell(minutes(each), each),
                    *(Cell(str(number), number) for number in (*numbers, len(found))),
                    Cell(minutes(total), total),
                )
            )
        )
    return Table("times", "Findings by the time that one takes", _TIMES, tuple(rows), "There is no finding.")


def _by_rule(found: Sequence[Finding]) -> Table:
    rules: dict[str, list[Finding]] = {}
    for one in found:
        rules.setdefault(one.code, []).append(one)
    rows = [
        Row(
            (
                Cell(code),
                Cell(of_rule[0].meta.name.replace("-", " ")),
                Cell(f"{len(of_rule):,}", len(of_rule)),
                Cell(minutes(of_rule[0].minutes), of_rule[0].minutes),
                Cell(minutes(total), total),
            )
        )
        for code, of_rule in sorted(rules.items(), key=lambda pair: (pair[1][0].minutes, pair[0]))
        for total in [sum(one.minutes for one in of_rule)]
    ]
    return Table("rules", "Findings by rule", _RULES, tuple(rows), "There is no finding.")


def _list(found: Sequence[Finding], plan: Plan) -> Table:
    """Return one row for each finding; of three or more of one rule in a file, the first stands for all."""
    alike: dict[tuple[str, object], list[Finding]] = {}
    for one in found:
        alike.setdefault((one.code, one.file), []).append(one)
    rows = []
    for findings in alike.values():
        folded = len(findings) >= FOLD_FROM
        for one in findings[:1] if folded else findings:
            number = len(findings) if folded else 1
            rows.append(
                Row(
                    (
                        Cell(minutes(one.minutes), one.minutes),
                        Cell(NOUNS[one.severity], str(one.severity)),
                        Cell(f"{one.code} {one.meta.name}", one.code),
                        Cell(
                            f"{one.message} And {number - 1} more." if folded else one.message,
                            spot=plan.spot_of(one.mark),
                        ),
                        Cell(f"{number:,}", number),
                        Cell(one.unit, quoted=True),
                    )
                )
            )
    return Table(
        "findings", "Findings, the quickest to mend first", _COLUMNS, tuple(rows), "There is no finding."
    )
