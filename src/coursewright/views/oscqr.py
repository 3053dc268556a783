"""The standards of OSCQR 4, and what a plan shows of each: a crosswalk, not a review."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.analyses.oscqr import ATTRIBUTION, Standard, can_be_judged, said_in, standards
from coursewright.lint.registry import all_rules
from coursewright.views.charts import Key, Label, Outline, OutlineItem
from coursewright.views.model import Cell, Column, Row, Table, View
from coursewright.views.signs import Sign
from coursewright.views.words import count, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.model import Course
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["view"]

_COLUMNS = (
    Column("number", "No.", "number"),
    Column("section", "Section"),
    Column("standard", "Standard, in our words"),
    Column("state", "In the plan"),
    Column("findings", "Findings", "number"),
    Column("said", "What was looked at"),
)
_NO_REVIEW = (
    "This shows where rules of coursewright ask for what a standard asks for. It is no review: that looks at "
    "the finished course, and people decide."
)
_OURS = (
    "The words are ours, and shorter than the standards. Read those at https://oscqr.suny.edu/ before you "
    "rely on them."
)
_STATES: dict[str, tuple[str, Sign, Tone]] = {
    "found": ("to mend", Sign.MISSING, "gap"),
    "clear": ("nothing to mend", Sign.PRESENT, "good"),
    "part": ("in part to be seen", Sign.PART, ""),
    "no": ("not to be seen in a plan", Sign.UNKNOWN, "unknown"),
    "nothing": ("nothing in the plan to judge by", Sign.UNKNOWN, "unknown"),
    "unasked": ("its rules were not asked", Sign.UNKNOWN, "unknown"),
}


class _Line(NamedTuple):
    """A standard, its state, the findings of its rules (None if these were not asked) and what was seen."""

    standard: Standard
    state: str
    findings: int | None
    said: str


def view(plan: Plan) -> View:
    """Return the fifty standards, and what the rules and the plan say of each."""
    lines = list(_lines(plan))
    states = Counter(line.state for line in lines)
    shown = len(lines) - states["no"]
    counted = listed(list(_counted(states)))
    answer = [f"Of {len(lines)} standards a plan can show {shown}, wholly or in part: {counted}."]
    found = [line for line in lines if line.state == "found"]
    if found:
        numbers = listed([str(line.standard.number) for line in found])
        answer.append(
            f"There is something to mend under {'standard' if len(found) == 1 else 'standards'} {numbers}."
        )
    return View(
        answer=tuple(answer),
        charts=(_outline(lines),),
        tables=(_table(lines),),
        notes=(_NO_REVIEW, _OURS),
        sources=(ATTRIBUTION,),
    )


def _counted(states: Counter[str]) -> Iterator[str]:
    if states["clear"]:
        yield f"with nothing to mend {states['clear']}"
    if states["found"]:
        yield f"with something to mend {states['found']}"
    if states["part"]:
        yield f"only in part {states['part']}"
    if states["nothing"]:
        yield f"nothing to judge by for {states['nothing']}"
    if states["unasked"]:
        yield f"not asked for {states['unasked']}"


def _lines(plan: Plan) -> Iterator[_Line]:
    findings = Counter(
        one.code
        for one in (plan.report.findings if plan.report is not None else ())
        if plan.shows_mark(one.mark)
    )
    for standard in standards():
        asked = [code for code in standard.rules if _was_asked(code, plan)]
        number = sum(findings[code] for code in asked) if asked else None
        state = _state(standard, number, plan.course)
        yield _Line(standard, state, number, _said(standard, asked, findings, plan))


def _was_asked(code: str, plan: Plan) -> bool:
    return plan.report is not None and (plan.asked is None or code in plan.asked)


def _state(standard: Standard, findings: int | None, course: Course) -> str:
    if standard.sees == "no":
        return "no"
    if findings:
        return "found"
    if standard.rules and findings is None:
        return "unasked"
    if not can_be_judged(standard, course):
        return "nothing"
    return "clear" if standard.sees == "full" else "part"


def _said(standard: Standard, asked: list[str], findings: Counter[str], plan: Plan) -> str:
    names = _names()
    parts = [f"{names[code]} ({code}): {count(findings[code], 'finding')}" for code in asked]
    for key in standard.keys:
        saying = said_in(plan.course, key)
        parts.append(f"{saying.name}: {saying.said}" + (f" of {saying.of}" if saying.of is not None else ""))
    return "; ".join(parts)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Return what rules are about, by code, in words."""
    return {rule.meta.code: rule.meta.name.replace("-", " ") for rule in all_rules()}


def _outline(lines: list[_Line]) -> Outline:
    items: list[OutlineItem] = []
    section = ""
    for line in lines:
        standard = line.standard
        if standard.section != section:
            section = standard.section
            items.append(OutlineItem(0, Label(section)))
        words, sign, tone = _STATES[line.state]
        said = f"{words}; {line.said}" if line.said else words
        items.append(OutlineItem(1, Label(f"{standard.number}. {standard.words}"), said, sign, tone))
    used = {line.state for line in lines}
    signs = {sign: words for state, (words, sign, _) in _STATES.items() if state in used}
    return Outline(
        "oscqr", "The standards by section", tuple(items), tuple(Key(signs[one], one) for one in signs)
    )


def _table(lines: list[_Line]) -> Table:
    rows = []
    for line in lines:
        standard = line.standard
        words, _, tone = _STATES[line.state]
        known = line.findings is not None
        rows.append(
            Row(
                (
                    Cell(str(standard.number), standard.number),
                    Cell(standard.section),
                    Cell(standard.words),
                    Cell(words, line.state, tone=tone),
                    Cell(str(line.findings) if known else "", line.findings),
                    Cell(line.said),
                )
            )
        )
    return Table("oscqr", "The standards of OSCQR 4", _COLUMNS, tuple(rows))
