"""The tables of the alignment view: outcomes, what serves each, and what is linked to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.alignment_map import ROLES
from coursewright.lint.telling import NO_REASON
from coursewright.views.model import Cell, Column, Row, Table
from coursewright.views.standing import TONE_OF, name_of, why
from coursewright.views.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.design.alignment import Work
    from coursewright.design.analyses.alignment_map import Aligned, Link, Loose, Role, Way
    from coursewright.views.plan import Plan

__all__ = ["links_table", "loose_table", "outcomes_table", "reason_said", "unlinked_said", "works_named"]

_OUTCOMES = (
    Column("step", "Where"),
    Column("outcome", "Outcome"),
    *(
        column
        for role in ROLES
        for column in (
            Column(role, role.capitalize(), "number"),
            Column(f"{role}_by", f"{role.capitalize()} by"),
        )
    ),
)
_LINKS = (
    Column("outcome", "Outcome"),
    Column("work", "Work"),
    Column("kind", "What it is"),
    Column("role", "Role"),
    Column("step", "Where"),
    Column("way", "How it serves"),
    Column("via", "By way of"),
)
_LOOSE = (
    Column("work", "Work"),
    Column("kind", "What it is"),
    Column("step", "Where"),
    Column("lacks", "What it lacks"),
    Column("reason", "Reason"),
)
_WAYS: dict[Way, str] = {
    "named": "names it",
    "unnamed": "names no outcome, so it serves those without an id around it",
    "supports": "serves an outcome that supports it",
    "task": "takes up a task that serves it",
    "assessment": "counts towards an assessment that serves it",
    "open": "its outcomes are still to be decided",
}
_DOES: dict[Role, str] = {"introduced": "introduces", "practised": "practises", "assessed": "assesses"}
_WORKS_NAMED = 3


def unlinked_said(works: Sequence[Work], role: Role, plan: Plan, them: str = "it") -> str:
    """Say that work which could serve outcomes names none, and that nothing else is there for them."""
    verb = "names" if len(works) == 1 else "name"
    return f"{works_named(works, plan)} {verb} no outcome, and nothing else {_DOES[role]} {them}"


def works_named(works: Sequence[Work], plan: Plan) -> str:
    """Name a few pieces of work in a sentence, and count the rest."""
    return listed([name_of(plan, work) for work in works], _WORKS_NAMED)


def reason_said(one: Aligned, role: Role, plan: Plan) -> str:
    """Say why no work is known to introduce, practise or assess an outcome."""
    standing = one.standing(role)
    match standing.state, standing.reason:
        case "missing", _:
            return f"not {role}"
        case "purpose", "elsewhere":
            return f"assessed elsewhere: {why(standing.said)}"
        case "purpose", _:
            return f"without assessments on purpose: {why(standing.said)}"
        case "unknown", "work":
            return f"not known whether {role}"
        case "unknown", "unlinked":
            return f"not known whether {role}: {unlinked_said(one.could_do(role), role, plan)}"
        case "unknown", "sessions":
            return f"not known whether {role}: only sessions are planned, without an agenda"
        case "unknown", _:
            return f"not known whether {role}: the plan is still open there"
    return "no task is known to introduce it"


def outcomes_table(shown: Iterable[Aligned], plan: Plan) -> Table:
    """Return one row for each outcome: in each respect how many pieces of work there are, and which."""
    rows = tuple(
        Row(
            (
                Cell(plan.step_name(plan.all_steps.of(one.outcome))),
                plan.cell(one.outcome),
                *(cell for role in ROLES for cell in _respect(one, role, plan)),
            )
        )
        for one in shown
    )
    return Table("outcomes", "Outcomes", _OUTCOMES, rows, "No outcome is stated.")


def _respect(one: Aligned, role: Role, plan: Plan) -> Iterator[Cell]:
    standing = one.standing(role)
    doing, may_do = one.doing(role), one.may_do(role)
    tone, spot = TONE_OF.get(standing.state, ""), plan.spot(one.outcome)
    open_ = f"; still to be decided: {_names(may_do, plan)}" if may_do else ""
    if doing:
        yield Cell(f"{len(doing):,}", len(doing), spot)
        yield Cell(f"{_names(doing, plan)}{open_}")
    elif standing.state == "unknown":
        yield Cell("not known", None, spot, tone)
        yield Cell(f"{reason_said(one, role, plan)}{open_}", "", spot, tone)
    else:
        yield Cell("none", 0, spot, tone)
        yield Cell(reason_said(one, role, plan), "", spot, tone)


def _names(links: Iterable[Link], plan: Plan) -> str:
    return listed([name_of(plan, link.work) for link in links])


def links_table(shown: Iterable[Aligned], plan: Plan) -> Table:
    """Return one row for each outcome and each piece of work that serves it, or may."""
    rows = tuple(Row(tuple(_link(link, plan))) for one in shown for link in one.links)
    return Table("links", "What serves which outcome", _LINKS, rows, "No work serves an outcome.")


def _link(link: Link, plan: Plan) -> Iterator[Cell]:
    work = link.work
    unsure = link.way == "open"
    roles = ", ".join((*link.roles, *(f"perhaps {role}" for role in link.maybe)))
    yield plan.cell(link.outcome)
    yield plan.cell(work)
    yield Cell(work.noun)
    yield Cell(roles or "none of the three", tone="unknown" if link.maybe else "")
    yield Cell(plan.step_name(plan.all_steps.of(work)))
    yield Cell(_WAYS[link.way], link.way, plan.spot(work, "outcomes"), "unknown" if unsure else "")
    yield plan.cell(link.via) if link.via is not None else Cell("")


def loose_table(loose: Sequence[Loose], plan: Plan) -> Table:
    """Return one row for each piece of work that serves no outcome or follows no task."""
    rows = tuple(Row(tuple(_loose(one, plan))) for one in loose)
    return Table("orphans", "Work linked to nothing", _LOOSE, rows, "All work is linked.")


def _loose(one: Loose, plan: Plan) -> Iterator[Cell]:
    tone = TONE_OF[one.state]
    yield plan.cell(one.work)
    yield Cell(one.work.noun)
    yield Cell(plan.step_name(plan.all_steps.of(one.work)))
    match one.state, one.lacks:
        case "unknown", _:
            yield Cell("not known", None, plan.spot(one.work, "outcomes"), tone)
            yield Cell("still to be decided", None, tone=tone)
            return
        case _, "outcome":
            yield Cell("serves no outcome", one.lacks, tone=tone)
        case _, "task":
            yield Cell("follows no task", one.lacks, tone=tone)
    if one.state == "missing":
        yield Cell("")
    elif one.said.strip():
        yield plan.text(one.work, one.said, "outcomes", tone)
    else:
        yield Cell(NO_REASON, None, plan.spot(one.work, "outcomes"), tone)
