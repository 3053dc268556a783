"""What is said about generative AI, and what in each piece of work needs the person who does it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coursewright.design.analyses.ai_map import ai_levels, ai_map, recall_share
from coursewright.design.analyses.weekly_work import items_of
from coursewright.design.phrases import capital
from coursewright.spec.model import Task
from coursewright.views.ai.tables import (
    REASON_WORDS,
    level_table,
    told_said,
    where_given,
    where_said,
    work_table,
    yes,
)
from coursewright.views.charts import Key, Label, Mark, Matrix, MatrixCell, MatrixRow
from coursewright.views.mix.shown import mixes_in
from coursewright.views.model import View
from coursewright.views.signs import Sign
from coursewright.views.sourced import sources
from coursewright.views.standing import group_of, name_of, step_label
from coursewright.views.time_bars import share_cell
from coursewright.views.words import count, listed, of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.ai_map import AiUse
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["view"]

_NAMED = 4
_WHY = "taking in and recalling are what generative AI does best"
_LARGE = 100
"""Pieces of work up to which each has a row of the chart."""
_ALIKE = 2
_FOLDED = (
    "In the chart, pieces of work of one week or unit that stand alike share a row; the table lists each."
)
_NOTES = (
    (
        "Levels of use are those of the AI Assessment Scale. What is said around work need not be repeated "
        "in it."
    ),
    (
        "What needs the person: a context of their own, a choice, a decision, people who wait for an answer "
        "or work with them, and something that takes the work up again. One is enough."
    ),
    "Only tasks with a declared level of thinking are asked for such a reason; recall has its place.",
)


def view(plan: Plan) -> View:
    """Return what is said about AI in each task and assessment."""
    uses = [use for use in ai_map(plan.course) if plan.shows(use.work)]
    steps = plan.all_steps.sorted_out([use.work for use in uses])
    order = {work: number for number, work in enumerate(one for items in steps.values() for one in items)}
    uses.sort(key=lambda use: order[use.work])
    return View(
        answer=tuple(_answer(uses, plan)),
        charts=(_matrix(uses, plan),) if uses else (),
        tables=(work_table(uses, plan), level_table(uses)),
        notes=(*_NOTES, _FOLDED) if len(uses) > _LARGE else _NOTES,
        sources=sources("Perkins et al. 2024", "Kent 2025"),
        tone="gap" if any(use.untold or use.exposed for use in uses) else "",
    )


def _answer(uses: Sequence[AiUse], plan: Plan) -> list[str]:
    counting = [use for use in uses if use.counts]
    answer = [_summary(counting, uses)]
    for chosen, one, several in (
        ("untold", "counts and says nothing about AI", "count and say nothing about AI"),
        (
            "exposed",
            "is to be done without AI, and nothing says that it is done under supervision",
            "are to be done without AI, and nothing says that they are done under supervision",
        ),
        (
            "predictable",
            "stays at recall, is done alone, and would be the same whoever did it",
            "stay at recall, are done alone, and would be the same whoever did them",
        ),
    ):
        named = [name_of(plan, use.work) for use in uses if getattr(use, chosen)]
        if named:
            answer.append(f"{listed(named, _NAMED)} {one if len(named) == 1 else several}.")
    shares = [*_taken_in(plan), *_recalled(plan)]
    if shares:
        said = f"{'; '.join(shares)}: {_WHY}"
        answer.append(f"{capital(said)}.")
    return answer


def _recalled(plan: Plan) -> Iterator[str]:
    """Say which part of the weight only recalls."""
    share = recall_share(plan.course)
    if share:
        carried = share_cell(share, 1).text
        yield f"quizzes without an essay question carry {carried} of all the weight in the course"


def _taken_in(plan: Plan) -> Iterator[str]:
    """Say which part of the time only takes in, by the minutes of the view of the mix."""
    mix = mixes_in(plan).whole["learning"]
    taken_in = sum(one.middle for one in mix.slices if one.kind == "acquisition")
    if not taken_in:
        return
    items = items_of(mix.parts)
    noun = "tasks" if all(isinstance(item, Task) for item in items) else "tasks and materials"
    more = f", not counting {len(mix.untimed):,} without known minutes" if mix.untimed else ""
    yield f"for {share_cell(taken_in, mix.middle).text} of the time in {noun}, students only take in{more}"


def _summary(counting: Sequence[AiUse], uses: Sequence[AiUse]) -> str:
    if not counting:
        if not uses:
            return "There is no task or assessment, so there is nothing to say about AI yet."
        said = of(sum(use.settled for use in uses), len(uses), "piece of work", "pieces of work")
        return f"No work is known to count towards a result; what part AI may play is settled for {said}."
    settled = sum(use.settled for use in counting)
    levels = Counter(use.level for use in counting if use.level is not None)
    shares = [f"{name} in {levels[level]:,}" for level, (name, _) in ai_levels().items() if levels[level]]
    others = settled - sum(use.level is not None for use in counting)
    if others:
        shares.append(f"without a level in {others:,}")
    told = of(settled, len(counting), "piece of work that counts", "pieces of work that count")
    return f"What part AI may play is settled for {told}{': ' if shares else ''}{listed(shares)}."


def _matrix(uses: Sequence[AiUse], plan: Plan) -> Matrix:
    rows = tuple(_rows(uses, plan))
    used = {mark.sign for row in rows for cell in row.cells for mark in cell.signs}
    words = {sign: said for said, sign in REASON_WORDS.values()}
    return Matrix(
        "ai",
        "What part AI may play, and what needs the person",
        "Work",
        tuple(Label(title) for title in ("Part of AI", "Said where", "Supervised", "What needs the person")),
        rows,
        tuple(Key(words.get(sign, sign.words), sign) for sign in Sign if sign in used),
    )


def _rows(uses: Sequence[AiUse], plan: Plan) -> Iterator[MatrixRow]:
    """Yield a row for each piece of work; in a large course, those of a step that stand alike share one."""
    alike: dict[object, list[tuple[AiUse, tuple[MatrixCell, MatrixCell, MatrixCell, MatrixCell]]]] = {}
    for number, use in enumerate(uses):
        cells = _part(use, plan), _where(use, plan), _presence(use, plan), _people(use, plan)
        said = _heading(use, plan), *(cell.said for cell in cells)
        alike.setdefault(said if len(uses) > _LARGE else number, []).append((use, cells))
    for found in alike.values():
        use, shown = found[0]
        number = len(found)
        label = plan.label(use.work)
        if number > 1:
            names = listed([name_of(plan, one.work) for one, _ in found], _ALIKE)
            label = Label(f"{count(number, 'piece')} of work alike: {names}", label.spot)
        yield MatrixRow(label, shown, _heading(use, plan))


def _heading(use: AiUse, plan: Plan) -> str:
    step = plan.all_steps.of(use.work)
    group, label = group_of(plan, step), step_label(plan, step).text
    return f"{group}: {label}" if group and group != label else label


def _part(use: AiUse, plan: Plan) -> MatrixCell:
    if use.level is not None:
        name, about = ai_levels()[use.level]
        return MatrixCell(f"{name}: {about}", name, spot=where_said(use, plan))
    if use.told == "not said" and use.untold:
        said = "not said, although it counts"
        mark = Mark(0.5, Sign.MISSING, said, "gap", plan.spot(use.work))
        return MatrixCell(said, "not said", (mark,), tone="gap", spot=plan.spot(use.work))
    words, tone = _without_level(use)
    return MatrixCell(words, words, tone=tone, spot=where_said(use, plan))


def _without_level(use: AiUse) -> tuple[str, Tone]:
    match use.told:
        case "words" | "whole" | "parts":
            return "no level of its own", ""
        case "purpose":
            return "no stance, on purpose", "purpose"
    return "not known", "unknown"


def _where(use: AiUse, plan: Plan) -> MatrixCell:
    tone: Tone = "unknown" if use.told in {"open", "not said"} else ""
    said = told_said(use)
    return MatrixCell(said, said, tone=tone, spot=where_said(use, plan))


def _presence(use: AiUse, plan: Plan) -> MatrixCell:
    spot = plan.spot(use.work, "supervised")
    if use.supervised is None:
        return MatrixCell("still to be decided", "not known", tone="unknown", spot=spot)
    if use.exposed:
        said = "nothing says that somebody is present, and AI has no part"
        return MatrixCell(said, "no", (Mark(0.5, Sign.MISSING, said, "gap", spot),), tone="gap", spot=spot)
    return MatrixCell("somebody is present" if use.supervised else "nothing says so", yes(use.supervised))


def _people(use: AiUse, plan: Plan) -> MatrixCell:
    spot = plan.spot(use.work)
    marks = [
        Mark(
            (number + 0.5) / len(use.reasons),
            REASON_WORDS[one][1],
            REASON_WORDS[one][0],
            "",
            where_given(use, one, plan),
        )
        for number, one in enumerate(use.reasons)
    ]
    if marks:
        return MatrixCell(listed([mark.label for mark in marks]), signs=tuple(marks))
    if use.may_have_more:
        said = "still to be decided"
        return MatrixCell(said, signs=(Mark(0.5, Sign.UNKNOWN, said, "unknown", spot),), tone="unknown")
    if use.work.leaves_out("own_context"):
        said = "no own context, on purpose"
        return MatrixCell(said, signs=(Mark(0.5, Sign.ON_PURPOSE, said, "purpose", spot),), tone="purpose")
    if use.predictable:
        said = "nothing yet that needs the person who does it"
        return MatrixCell(said, signs=(Mark(0.5, Sign.MISSING, said, "gap", spot),), tone="gap")
    return MatrixCell("none of these is said", "none said")
