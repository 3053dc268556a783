"""How the team will know that a course worked: deep and surface measures, and the work that shows use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.success_evidence import Measure, Shown, measures_of, shown_by_work
from coursewright.design.application import shows_no_application
from coursewright.design.contents import as_written
from coursewright.design.evidence_kinds import evidence_kinds, surface_only
from coursewright.design.phrases import capital
from coursewright.spec.model import Evaluation, Outcome
from coursewright.views.charts import Label, Mark, Matrix, MatrixCell, MatrixRow
from coursewright.views.evidence.tables import (
    BECAUSE,
    group_of_measure,
    kind_table,
    measure_table,
    work_table,
)
from coursewright.views.legend import keys_of
from coursewright.views.model import View
from coursewright.views.signs import Sign
from coursewright.views.sourced import sources
from coursewright.views.standing import name_of, why
from coursewright.views.words import count, listed, of, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.analyses.success_evidence import Depth
    from coursewright.spec.model import Content
    from coursewright.views.plan import Plan

__all__ = ["view"]

_NAMED = 4
_SEVERAL = "pieces of assessed or graded work"
_ONLY: dict[Depth, str] = {
    "deep": "The only measure of success looks past the surface.",
    "both": "The only measure of success looks past the surface.",
    "surface": "The only measure of success stays on the surface.",
    "unknown": "How far the only measure of success looks is not known.",
}
_NOTES = (
    (
        "Deep measures look at what students can do: application, explanation, decision, performance, and at "
        "how they learn: reflection, self-regulation, interaction. Completion, clicks, logins and "
        "satisfaction are the surface: easy to have, and they say little by themselves. Nothing has to be "
        "dropped."
    ),
    (
        "Work shows use by its kind, by whom it serves, by decisions in it, or by a declared level of apply "
        "or above. What does not say its kind is not known."
    ),
    "A measure with several kinds of evidence counts for each of them.",
)


def view(plan: Plan) -> View:
    """Return the measures of success, and what work shows that students can use what they learn."""
    measures = [one for one in measures_of(plan.course) if _is_shown(one, plan)]
    works = [one for one in shown_by_work(plan.course) if plan.shows(one.work)]
    surface, nothing = surface_only(plan.course), shows_no_application(plan.course)
    answer = [_summary(measures, plan)]
    if surface:
        answer.append(f"The evaluation looks only at {listed(surface)}.")
    answer += _of_work(works, plan)
    if nothing:
        answer.append("Nothing in the plan shows yet whether students can use what they learn.")
    elsewhere = sum(bool(one.assessed_elsewhere) for one in plan.course.every(Outcome) if plan.shows(one))
    if elsewhere:
        answer.append(
            f"{count(elsewhere, 'outcome')} {'is' if elsewhere == 1 else 'are'} assessed elsewhere."
        )
    return View(
        answer=tuple(answer),
        charts=tuple(_charts(measures, works, plan)),
        tables=(measure_table(measures, plan), work_table(works, plan), kind_table(measures)),
        notes=_NOTES,
        sources=sources("Kent 2025", "Danaher & Danaher", "OSCQR 4.0"),
        tone="gap" if surface or nothing else "",
    )


def _is_shown(one: Measure, plan: Plan) -> bool:
    """Whether a measure belongs to the part that is looked at: those of the whole course always do."""
    scope = one.measure.scope.up("module")
    return scope is None or scope.element in plan.modules


def _places(plan: Plan) -> Sequence[Content]:
    whole = as_written(plan.course)
    return [whole, *(one for one in plan.modules if one is not whole)]


def _summary(measures: Sequence[Measure], plan: Plan) -> str:
    if len(measures) == 1:
        return _ONLY[measures[0].depth]
    if measures:
        deep = sum(one.depth in {"deep", "both"} for one in measures)
        others = [
            f"{number:,} {words}"
            for words, depth in (("on the surface alone", "surface"), ("of unknown depth", "unknown"))
            if (number := sum(one.depth == depth for one in measures))
        ]
        unknown = any(one.depth == "unknown" for one in measures)
        said = capital(of(deep, len(measures), "measure of success", "measures of success"))
        verb = _verb("look", deep, unknown=unknown)
        more = f"; {listed(others)}" if others else ""
        return f"{said} {verb} past the surface{more}."
    for place in _places(plan):
        if place.leaves_open("evaluation"):
            return "How the team will know that it worked is still to be decided."
    for place in _places(plan):
        absence = place.on_purpose.get("evaluation")
        if absence is not None:
            return f"A plan for evaluating the course is left out on purpose: {why(absence.reason)}."
    return "The plan does not say how the team will know that it worked."


def _of_work(works: Sequence[Shown], plan: Plan) -> list[str]:
    if not works:
        return []
    shows = [one for one in works if one.shows]
    unknown = [one for one in works if one.shows is None]
    said = capital(of(len(shows), len(works), "piece of assessed or graded work", _SEVERAL))
    verb = _verb("ask", len(shows), unknown=bool(unknown))
    answer = [f"{said} {verb} students to use what they learn."]
    if unknown:
        names = listed([name_of(plan, one.work) for one in unknown], _NAMED)
        answer.append(f"Whether {names} {'does' if len(unknown) == 1 else 'do'} is not known.")
    return answer


def _verb(verb: str, number: int, *, unknown: bool) -> str:
    """Return a verb after so many: where none is known and others are not, that is as far as it goes."""
    if not number:
        return f"is known to {verb}" if unknown else f"{verb}s"
    return f"{verb}s" if number == 1 else verb


def _charts(measures: Sequence[Measure], works: Sequence[Shown], plan: Plan) -> list[Matrix]:
    charts = []
    if measures:
        rows = tuple(_measure_row(one, plan) for one in measures)
        heads = tuple(Label(title) for title in ("Deep", "Surface", "When", "Used for"))
        keys = keys_of(rows)
        charts.append(Matrix("measures", "Measures of success", "Measure", heads, rows, keys))
    if works:
        rows = tuple(_work_row(one, plan) for one in works)
        heads = (Label("Students use what they learn"), Label("By"))
        charts.append(Matrix("work", "What work shows", "Work", heads, rows, keys_of(rows)))
    return charts


def _measure_row(one: Measure, plan: Plan) -> MatrixRow:
    said = one.measure
    label = (
        Label(said.measure, plan.spot(said, "measure"), quoted=True, language=plan.language(said))
        if said.measure
        else Label("measure not said", plan.spot(said))
    )
    spot = plan.spot(said, "evidence")
    if one.depth == "unknown" and not one.surface:
        mark = Mark(0.5, Sign.UNKNOWN, "its evidence is not said", "unknown", spot)
        cells = (MatrixCell(mark.label, signs=(mark,), tone="unknown", spot=spot),) * 2
    else:
        cells = (_words(one.deep, "no deep evidence", plan, said), _words(one.surface, "none", plan, said))
    return MatrixRow(
        label, (*cells, _text(said, "when", plan), _text(said, "used_for", plan)), group_of_measure(one, plan)
    )


def _words(words: tuple[str, ...], nothing: str, plan: Plan, said: Evaluation) -> MatrixCell:
    spot = plan.spot(said, "evidence")
    if not words:
        return MatrixCell(nothing, spot=spot)
    kinds = evidence_kinds()
    told = "; ".join(f"{word}: {kinds[word].about}" for word in words)
    mark = Mark(0.5, Sign.PRESENT, told, "", spot)
    return MatrixCell(told, listed(words), (mark,), spot=spot)


def _text(said: Evaluation, key: str, plan: Plan) -> MatrixCell:
    value = said.when if key == "when" else said.used_for
    spot = plan.spot(said, key)
    if value:
        return MatrixCell(quote(value), quote(value), spot=spot)
    words = "still to be decided" if said.leaves_open(key) else "not said"
    return MatrixCell(words, words, tone="unknown", spot=spot)


def _work_row(one: Shown, plan: Plan) -> MatrixRow:
    spot = plan.spot(one.work)
    match one.shows:
        case True:
            mark = Mark(0.5, Sign.PRESENT, "students use what they learn", "good", spot)
        case False:
            mark = Mark(0.5, Sign.MISSING, "nothing says that students use what they learn", "", spot)
        case _:
            mark = Mark(0.5, Sign.UNKNOWN, "not known", "unknown", spot)
    because = listed([BECAUSE[key] for key in one.because])
    cells = (
        MatrixCell(mark.label, signs=(mark,), tone=mark.tone, spot=spot),
        MatrixCell(because or "nothing said", because, spot=spot),
    )
    return MatrixRow(plan.label(one.work), cells)
