"""Whether everybody can use it: materials, images in texts and sessions, what lacks something first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coursewright.design.analyses.accessibility_list import (
    ASPECTS,
    ImagesIn,
    Limits,
    MaterialAccess,
    SessionAccess,
    images_in_texts,
    materials_by_need,
    sessions_by_need,
)
from coursewright.design.phrases import capital
from coursewright.views.accessibility.tables import image_table, material_table, session_table
from coursewright.views.accessibility.words import ASPECT_WORDS, STATES, material_said, text_called
from coursewright.views.charts import Label, Mark, Matrix, MatrixCell, MatrixRow
from coursewright.views.legend import keys_of
from coursewright.views.model import View
from coursewright.views.sourced import sources
from coursewright.views.words import count, listed, of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.accessible import Access
    from coursewright.views.model import Spot
    from coursewright.views.plan import Plan

__all__ = ["view"]

_LEFT_BEHIND = "those who miss it without a recording or anything to do instead"
_NOTHING = "No material is listed, so there is nothing to look at."
_OFFERED = "a recording or something to do instead"
_GROUPS: dict[Access, str] = {
    "missing": "Something is missing",
    "unknown": "Something is not known",
    "purpose": "Left out on purpose",
    "there": "All there",
    "not-needed": "Nothing is needed",
}


def view(plan: Plan) -> View:
    """Return what stands in somebody's way, material by material and session by session."""
    limits = Limits(
        plan.limit("MAT004", "minutes", Limits().video_minutes),
        plan.limit("MAT007", "megabytes", Limits().megabytes),
        plan.limit("MAT007", "low_bandwidth_megabytes", Limits().low_bandwidth_megabytes),
    )
    materials = [one for one in materials_by_need(plan.course, limits) if plan.shows(one.material)]
    pictures = [one for one in images_in_texts(plan.course) if plan.shows(one.element)]
    sessions = [one for one in sessions_by_need(plan.course) if plan.shows(one.session)]
    missing = (
        any(one.worst == "missing" for one in materials)
        or any(one.without for one in pictures)
        or any(one.worst == "missing" for one in sessions)
    )
    return View(
        answer=tuple(_answer(materials, pictures, sessions)),
        charts=tuple(_charts(materials, pictures, sessions, plan)),
        tables=(
            material_table(materials, plan),
            image_table(pictures, plan),
            session_table(sessions, plan),
        ),
        notes=tuple(_notes(limits)),
        sources=sources(
            "WCAG 2.2", "OSCQR 4.0", "Guo et al. 2014", "Danaher & Danaher", "Penguin Latte 2021"
        ),
        tone="gap" if missing else "",
    )


def _notes(limits: Limits) -> Sequence[str]:
    return (
        (
            "Images need words or are decoration, videos need captions, recordings to listen to need a "
            "transcript; an empty place is one of which nothing is asked. What a plan says is taken as it "
            "stands: nobody has watched the captions."
        ),
        (
            f"Chapters are asked of required videos longer than {limits.video_minutes:g} min, a light "
            f"version of what is larger than {limits.megabytes:g} MB, or than "
            f"{limits.low_bandwidth_megabytes:g} MB where the bandwidth of the audience is low. What does "
            "not say its length or its size is not known."
        ),
        (
            "A licence is asked of what has a `url`; what has a `path` counts as your own. A material that "
            "does not say its kind is not known."
        ),
    )


def _answer(
    materials: Sequence[MaterialAccess], pictures: Sequence[ImagesIn], sessions: Sequence[SessionAccess]
) -> list[str]:
    answer = [*_of_materials(materials)] if materials else []
    number, without = sum(one.number for one in pictures), sum(one.without for one in pictures)
    if number:
        one, several = "image in instructions and other texts", "images in instructions and other texts"
        said = of(without or number, number, one, several)
        verb = "has" if (without or number) == 1 else "have"
        words = "no words" if without else "words"
        answer.append(f"{capital(said)} {verb} {words} that say what is shown.")
    answer += _of_sessions(sessions)
    if materials:
        return answer
    return [*answer, "No material is listed." if answer else _NOTHING]


def _of_materials(materials: Sequence[MaterialAccess]) -> Iterator[str]:
    """Say what is missing, then what is not known; where nothing is missing, what was left out on purpose."""
    number, unknown = len(materials), sum("unknown" in one.aspects.values() for one in materials)
    lacking = sum(one.worst == "missing" for one in materials)
    which = f"{of(unknown, number, 'material')}: {_by_aspect(materials, 'unknown')}"
    if lacking:
        said = of(lacking, number, "material")
        yield f"Something is missing from {said}: {_by_aspect(materials, 'missing')}."
        if unknown:
            yield f"Not everything is known of {which}."
    elif unknown:
        yield f"Nothing is known to be missing, but not everything is known of {which}."
    else:
        purpose = sum("purpose" in one.aspects.values() for one in materials)
        verb, whose = ("has", "its") if number == 1 else ("have", "their")
        more = f", but for what is left out on purpose in {purpose:,}" if purpose else ""
        said = of(number, number, "material")
        yield f"By what the plan says, {said} {verb} what {whose} kind asks for{more}."


def _of_sessions(sessions: Sequence[SessionAccess]) -> Iterator[str]:
    """Say which sessions leave somebody behind, which do on purpose, and what holds for all others."""
    number = len(sessions)
    stands = Counter(one.worst for one in sessions)
    shut, purpose, there = stands["missing"], stands["purpose"], stands["there"]
    if shut:
        said = of(shut, number, "session")
        verb = "leaves" if shut == 1 else "leave"
        yield f"{capital(said)} {verb} {_LEFT_BEHIND}."
    if purpose:
        verb = "offers" if purpose == 1 else "offer"
        yield f"{count(purpose, 'session').capitalize()} {verb} nothing to those who miss it, on purpose."
    if stands["unknown"]:
        yield f"Of {count(stands['unknown'], 'session')} it is still open what those who miss it get."
    if there and there == number:
        whole = "The only session has" if number == 1 else "Each session has"
        yield f"{whole} {_OFFERED}."
    elif there and not shut:
        yield f"{count(there, 'session').capitalize()} {'has' if there == 1 else 'have'} {_OFFERED}."
    if stands["not-needed"]:
        said = of(stands["not-needed"], number, "session")
        yield f"{capital(said)} {'is' if stands['not-needed'] == 1 else 'are'} optional."


def _by_aspect(materials: Sequence[MaterialAccess], state: Access) -> str:
    numbers = {aspect: sum(one.aspects[aspect] == state for one in materials) for aspect in ASPECTS}
    return listed([f"{ASPECT_WORDS[aspect]} in {number:,}" for aspect, number in numbers.items() if number])


def _charts(
    materials: Sequence[MaterialAccess],
    pictures: Sequence[ImagesIn],
    sessions: Sequence[SessionAccess],
    plan: Plan,
) -> list[Matrix]:
    charts = []
    if materials:
        rows = tuple(_material_row(one, plan) for one in materials)
        heads = tuple(Label(ASPECT_WORDS[aspect].capitalize()) for aspect in ASPECTS)
        charts.append(Matrix("materials", "Materials", "Material", heads, rows, keys_of(rows)))
    if pictures:
        rows = tuple(_picture_row(one, plan) for one in pictures)
        charts.append(
            Matrix("images", "Images in texts", "Text", (Label("Words for images"),), rows, keys_of(rows))
        )
    if sessions:
        rows = tuple(_session_row(one, plan) for one in sessions)
        heads = tuple(map(Label, ("Recording", "Something to do instead", "For those who cannot come")))
        charts.append(Matrix("sessions", "Sessions", "Session", heads, rows, keys_of(rows)))
    return charts


def _material_row(one: MaterialAccess, plan: Plan) -> MatrixRow:
    cells = tuple(
        _cell(one.aspects[aspect], material_said(one, aspect), plan.spot(one.material, _key(aspect)))
        for aspect in ASPECTS
    )
    return MatrixRow(plan.label(one.material), cells, _GROUPS[one.worst])


def _key(aspect: str) -> str:
    return "alternative" if aspect == "light" else aspect


def _picture_row(one: ImagesIn, plan: Plan) -> MatrixRow:
    said = of(one.number - one.without, one.number, "image") + " with words"
    state: Access = "missing" if one.without else "there"
    label = text_called(one, plan)
    cell = _cell(state, said, plan.spot(one.element, one.key))
    return MatrixRow(label, (cell._replace(text=f"{one.number - one.without} of {one.number}"),))


def _session_row(one: SessionAccess, plan: Plan) -> MatrixRow:
    cells = (
        _part(one.recording, one, "recording", plan),
        _part(one.alternative, one, "alternative", plan),
        _cell(one.worst, STATES[one.worst][0], plan.spot(one.session)),
    )
    return MatrixRow(plan.label(one.session), cells, _GROUPS[one.worst])


def _part(state: Access, one: SessionAccess, key: str, plan: Plan) -> MatrixCell:
    """One of the two is enough: where the other is there, or none is needed, nothing is missing."""
    spot = plan.spot(one.session, key)
    if state == "missing" and one.worst != "missing":
        return MatrixCell("none said", "none", spot=spot)
    return _cell(state, STATES[state][0], spot)


def _cell(state: Access, said: str, spot: Spot | None) -> MatrixCell:
    _, sign, tone = STATES[state]
    if sign is None:
        return MatrixCell(said, spot=spot)
    return MatrixCell(said, signs=(Mark(0.5, sign, said, tone, spot),), tone=tone, spot=spot)
