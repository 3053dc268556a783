"""Whether every outcome is practised and assessed: the work that introduces, practises and assesses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.alignment_map import ROLES, aligned, loose_ends
from coursewright.design.learning_types import learning_type
from coursewright.design.phrases import capital
from coursewright.spec.model import FollowUpActivity, Task
from coursewright.views.alignment.still_open import outcomes_left_open, to_be_written, unwritten_outcomes
from coursewright.views.alignment.tables import (
    links_table,
    loose_table,
    outcomes_table,
    reason_said,
    unlinked_said,
    works_named,
)
from coursewright.views.charts import Label, Mark, Matrix, MatrixCell, MatrixRow
from coursewright.views.legend import keys_of
from coursewright.views.model import View
from coursewright.views.signs import Sign
from coursewright.views.sourced import sources
from coursewright.views.standing import SIGN_OF, TONE_OF, name_of, where
from coursewright.views.words import count, listed, of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.design.alignment import Work
    from coursewright.design.analyses.alignment_map import Aligned, Link, Loose, Reason, Role
    from coursewright.spec.model import Outcome
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["view"]

_SIGNS: dict[Role, Sign] = {
    "introduced": Sign.INTRODUCED,
    "practised": Sign.PRACTISED,
    "assessed": Sign.ASSESSED,
}
_BOTH: tuple[Role, ...] = ("practised", "assessed")
_NAMED = 4
"""So many outcomes are named in a sentence; the table has them all."""

_TOLD_APART = 3
"""So many groups of outcomes, each with the work that could serve it, have a sentence each."""

_WHY_UNKNOWN: dict[Reason, str] = {
    "open": "the plan is still open there",
    "sessions": "only sessions are planned, and none says what happens in it",
}
_HOW_TO_READ = (
    "Introduced is what students take in (reading, lecture, video) and what has a required material. "
    "Practised is each task that is more than that, each follow-up activity and each formative assessment. "
    "Assessed is each assessment, and what is graded, has to be passed or counts towards one. So one task "
    "can do all three."
)


def view(plan: Plan) -> View:
    """Return the outcomes of a course and what serves them."""
    shown = [one for one in aligned(plan.course) if _shows(one, plan)]
    loose = [one for one in loose_ends(plan.course) if plan.shows(one.work)]
    return View(
        answer=tuple(_answer(shown, loose, plan)),
        charts=(_matrix(shown, plan),) if shown else (),
        tables=(outcomes_table(shown, plan), links_table(shown, plan), loose_table(loose, plan)),
        notes=tuple(_notes(shown, plan)),
        sources=sources("Biggs & Tang 2011"),
        tone=_tone(shown, loose, plan),
    )


def _shows(one: Aligned, plan: Plan) -> bool:
    """Whether an outcome belongs to the part that is looked at: it is stated there, or served there."""
    return plan.shows(one.outcome) or any(plan.shows(link.work) for link in one.links)


def _answer(shown: Sequence[Aligned], loose: Sequence[Loose], plan: Plan) -> Iterator[str]:
    if not shown:
        yield _without_outcomes(plan)
    else:
        yield _first(shown, plan)
        for role in _BOTH:
            yield from _missing(shown, role, plan)
        yield from _elsewhere(shown, plan)
        for role in _BOTH:
            yield from _by_work(shown, role, plan)
            yield from _unknown(shown, role, plan)
    yield from _loose_said(loose, plan)


def _without_outcomes(plan: Plan) -> str:
    if not plan.focus.is_everything:
        return "No outcome is stated or served in this part."
    if _outcomes_may_come(plan):
        return "Which outcomes the course has is still to be decided."
    return "No outcome is stated, so nothing can be said to practise or assess one."


def _outcomes_may_come(plan: Plan) -> bool:
    return not plan.course.complete or outcomes_left_open(plan)


def _first(shown: Sequence[Aligned], plan: Plan) -> str:
    both = sum(one.practised.state == one.assessed.state == "there" for one in shown)
    verb = "are" if both > 1 else "is"
    unsure = any(one.standing(role).state == "unknown" for one in shown for role in _BOTH)
    said = f"{capital(of(both, len(shown), 'outcome'))} {verb} practised and assessed"
    far = ", as far as the plan says" if unsure and both < len(shown) else ""
    return f"{said}{far}{to_be_written(shown, plan)}."


def _missing(shown: Sequence[Aligned], role: Role, plan: Plan) -> Iterator[str]:
    found = [one.outcome for one in shown if one.standing(role).state == "missing"]
    if len(found) == len(shown) > _NAMED:
        yield f"No outcome is {role}."
    elif found:
        yield f"{_counted(found)} not {role}{_named(found, plan)}."


def _elsewhere(shown: Sequence[Aligned], plan: Plan) -> Iterator[str]:
    elsewhere = [one.outcome for one in shown if one.assessed.reason == "elsewhere"]
    if elsewhere:
        yield f"{_counted(elsewhere)} assessed elsewhere{_named(elsewhere, plan)}."
    without = [one.outcome for one in shown if one.assessed.reason == "assessments"]
    if without:
        yield f"{_counted(without)} not assessed on purpose{_named(without, plan)}."


def _by_work(shown: Sequence[Aligned], role: Role, plan: Plan) -> Iterator[str]:
    """Name the work that may serve outcomes which nothing is known to serve."""
    deciding = [
        (one.outcome, tuple(link.work for link in one.may_do(role)))
        for one in _unknown_because(shown, role, "work")
    ]
    for works, outcomes in _told_apart(deciding):
        yield f"{_whether(outcomes, role, plan)}: for {works_named(works, plan)} that is still to be decided."
    unlinked = [(one.outcome, tuple(one.could_do(role))) for one in _unknown_because(shown, role, "unlinked")]
    for works, outcomes in _told_apart(unlinked):
        them = "it" if len(outcomes) == 1 else "them"
        yield f"{_whether(outcomes, role, plan)}: {unlinked_said(works, role, plan, them)}."


def _told_apart(
    found: Iterable[tuple[Outcome, tuple[Work, ...]]],
) -> Iterable[tuple[tuple[Work, ...], list[Outcome]]]:
    """Put outcomes with the same work together; where that leaves many groups, all of them."""
    groups: dict[tuple[Work, ...], list[Outcome]] = {}
    for outcome, works in found:
        groups.setdefault(works, []).append(outcome)
    if len(groups) <= _TOLD_APART:
        return groups.items()
    works = tuple(dict.fromkeys(work for some in groups for work in some))
    return [(works, [outcome for some in groups.values() for outcome in some])]


def _unknown(shown: Sequence[Aligned], role: Role, plan: Plan) -> Iterator[str]:
    for reason, words in _WHY_UNKNOWN.items():
        found = [one.outcome for one in _unknown_because(shown, role, reason)]
        if found:
            yield f"{_whether(found, role, plan)}: {words}."


def _unknown_because(shown: Sequence[Aligned], role: Role, reason: Reason) -> Sequence[Aligned]:
    return [
        one for one in shown if one.standing(role).state == "unknown" and one.standing(role).reason == reason
    ]


def _whether(found: Sequence[Outcome], role: Role, plan: Plan) -> str:
    """Name one outcome or two, and count more."""
    names = listed([name_of(plan, one) for one in found]) if len(found) <= 2 else count(len(found), "outcome")
    return f"Whether {names} {'is' if len(found) == 1 else 'are'} {role} is not known"


def _loose_said(loose: Sequence[Loose], plan: Plan) -> Iterator[str]:
    kinds: dict[tuple[str, str, str], list[Loose]] = {}
    for one in loose:
        kinds.setdefault((one.state, one.lacks, one.work.noun), []).append(one)
    for (state, lacks, noun), found in kinds.items():
        number = len(found)
        plural = "follow-up activities" if noun == "follow-up activity" else f"{noun}s"
        counted = capital(count(number, noun, plural))
        names = f": {listed([name_of(plan, one.work) for one in found], _NAMED)}"
        if state == "unknown":
            yield f"{counted} {'has' if number == 1 else 'have'} outcomes still to be decided{names}."
            continue
        verb = (
            ("serves" if number == 1 else "serve")
            if lacks == "outcome"
            else ("follows" if number == 1 else "follow")
        )
        purpose = " on purpose" if state == "purpose" else ""
        yield f"{counted} {verb} no {lacks}{purpose}{names}."


def _counted(found: Sequence[Outcome]) -> str:
    return f"{capital(count(len(found), 'outcome'))} {'is' if len(found) == 1 else 'are'}"


def _named(found: Sequence[Outcome], plan: Plan) -> str:
    return f": {listed([name_of(plan, one) for one in found], _NAMED)}"


def _tone(shown: Sequence[Aligned], loose: Sequence[Loose], plan: Plan) -> Tone:
    states = {one.standing(role).state for one in shown for role in _BOTH}
    states |= {one.state for one in loose}
    if "missing" in states:
        return "gap"
    if not shown:
        return "" if not plan.focus.is_everything else "unknown" if _outcomes_may_come(plan) else "gap"
    open_ones = "unknown" in states or unwritten_outcomes(shown) or outcomes_left_open(plan)
    return "unknown" if open_ones else "good"


def _notes(shown: Sequence[Aligned], plan: Plan) -> Iterator[str]:
    if not shown:
        return
    yield _HOW_TO_READ
    links = [link for one in shown for link in one.links]
    if any(link.way == "supports" for link in links):
        yield "An outcome of the course is also served through the outcomes that support it."
    works = dict.fromkeys(link.work for link in links if "practised" in link.roles)
    untyped = sum(isinstance(work, Task) and learning_type(work) is None for work in works)
    if untyped:
        verb = "counts" if untyped == 1 else "count"
        yield f"{capital(count(untyped, 'task'))} without a known type of learning {verb} as practice."
    if any(one.standing(role).reason == "unlinked" for one in shown for role in ROLES):
        yield "`outcomes: [id]` in a task says which outcome it serves."
    if not plan.focus.is_everything:
        yield "Work outside the part that is shown counts, too."


def _matrix(shown: Sequence[Aligned], plan: Plan) -> Matrix:
    headings = {_heading(one.outcome, plan) for one in shown}
    rows = tuple(
        MatrixRow(
            plan.label(one.outcome),
            tuple(_cell(one, role, plan) for role in ROLES),
            _heading(one.outcome, plan) if len(headings) > 1 else "",
        )
        for one in shown
    )
    columns = tuple(Label(role.capitalize()) for role in ROLES)
    return Matrix(
        "alignment", "Outcomes and the work that serves them", "Outcome", columns, rows, keys_of(rows)
    )


def _heading(outcome: Outcome, plan: Plan) -> str:
    """Return the module of an outcome; in a single module, its unit."""
    step = plan.all_steps.of(outcome)
    if len(plan.course.modules) == 1:
        unit = outcome.scope.element
        title = unit.title or unit.id if unit is not None and unit.noun == "unit" else None
        return title or step.name
    return plan.step_name(step) if step.module is None else step.module.title or step.module.id or step.name


def _cell(one: Aligned, role: Role, plan: Plan) -> MatrixCell:
    standing = one.standing(role)
    doing, may_do = one.doing(role), one.may_do(role)
    marks = [*_marks(doing, _SIGNS[role], plan), *_marks(may_do, Sign.UNKNOWN, plan)]
    said = reason_said(one, role, plan)
    if doing:
        said = f"{role}: {listed([name_of(plan, link.work) for link in doing])}"
    elif standing.state in SIGN_OF and not may_do:
        sign, tone = SIGN_OF[standing.state], TONE_OF[standing.state]
        marks = [Mark(0, sign, said, tone, plan.spot(one.outcome))]
    if may_do:
        said = f"{said}; still to be decided: {listed([name_of(plan, link.work) for link in may_do])}"
    text = "no task" if standing.state == "none" else ""
    return MatrixCell(
        said, text, tuple(marks), tone=TONE_OF.get(standing.state, ""), spot=plan.spot(one.outcome)
    )


def _marks(links: Iterable[Link], sign: Sign, plan: Plan) -> Iterator[Mark]:
    unsure = sign is Sign.UNKNOWN
    for link in links:
        noun = "follow-up, " if isinstance(link.work, FollowUpActivity) else ""
        label = f"{plan.label(link.work).text}, {noun}{where(plan, link.work)}"
        yield Mark(
            0,
            sign,
            f"{label}, still to be decided" if unsure else label,
            "unknown" if unsure else "",
            plan.spot(link.work),
        )
