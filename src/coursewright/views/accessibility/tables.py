"""Accessibility as tables: materials, images in texts, sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.accessibility_list import ASPECTS
from coursewright.views.accessibility.words import ASPECT_WORDS, STATES, material_said, text_called
from coursewright.views.model import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.accessible import Access
    from coursewright.design.analyses.accessibility_list import ImagesIn, MaterialAccess, SessionAccess
    from coursewright.spec.model import Material
    from coursewright.views.model import Spot
    from coursewright.views.plan import Plan

__all__ = ["image_table", "material_table", "session_table"]

_MATERIAL_COLUMNS = (
    Column("step", "Where"),
    Column("material", "Material"),
    Column("kind", "Kind"),
    *(Column(aspect, ASPECT_WORDS[aspect].capitalize()) for aspect in ASPECTS),
    Column("size", "Size"),
    Column("alternative", "Light or other version"),
)
_IMAGE_COLUMNS = (
    Column("step", "Where"),
    Column("text", "Text of"),
    Column("noun", "What it is"),
    Column("key", "Key"),
    Column("images", "Images", "number"),
    Column("without", "Without words", "number"),
)
_SESSION_COLUMNS = (
    Column("step", "Where"),
    Column("session", "Session"),
    Column("recording", "Recording"),
    Column("alternative", "Something to do instead"),
    Column("state", "For those who cannot come"),
)


def material_table(materials: Sequence[MaterialAccess], plan: Plan) -> Table:
    """Return every material once, with all that can be asked of it."""
    rows = []
    for one in materials:
        material = one.material
        aspects = [
            _state(one.aspects[aspect], plan.spot(material, aspect), material_said(one, aspect))
            for aspect in ASPECTS
        ]
        cells = (
            Cell(plan.step_name(plan.all_steps.of(material))),
            plan.cell(material),
            Cell(material.kind) if material.kind else Cell("not said", None, tone="unknown"),
            *aspects,
            _text(material, material.size, "size", plan),
            _text(material, material.alternative, "alternative", plan),
        )
        rows.append(Row(cells))
    return Table("materials", "Materials", _MATERIAL_COLUMNS, tuple(rows), "No material is listed.")


def image_table(pictures: Sequence[ImagesIn], plan: Plan) -> Table:
    """Return the texts that hold images."""
    rows = []
    for one in pictures:
        label = text_called(one, plan)
        cells = (
            Cell(plan.step_name(plan.all_steps.of(one.element))),
            Cell(label.text, "", label.spot, quoted=label.quoted, language=label.language),
            Cell(one.element.noun),
            Cell(one.key, spot=plan.spot(one.element, one.key)),
            Cell(f"{one.number:,}", one.number),
            Cell(f"{one.without:,}", one.without, tone="gap" if one.without else ""),
        )
        rows.append(Row(cells))
    return Table("images", "Images in texts", _IMAGE_COLUMNS, tuple(rows), "No text holds an image.")


def session_table(sessions: Sequence[SessionAccess], plan: Plan) -> Table:
    """Return every session once, with what there is for those who cannot come."""
    rows = []
    for one in sessions:
        session = one.session
        recording, alternative = one.recording, one.alternative
        cells = (
            Cell(plan.step_name(plan.all_steps.of(session))),
            plan.cell(session),
            _part(recording, plan.spot(session, "recording")),
            plan.text(session, session.alternative, "alternative")
            if session.alternative
            else _part(alternative, plan.spot(session, "alternative")),
            _state(one.worst, plan.spot(session), STATES[one.worst][0]),
        )
        rows.append(Row(cells))
    return Table("sessions", "Sessions", _SESSION_COLUMNS, tuple(rows), "There is no session.")


def _state(state: Access, spot: Spot | None, said: str) -> Cell:
    words, _, tone = STATES[state]
    value = None if state == "unknown" else state
    return Cell(said.partition(": ")[2] or said or words, value, spot, tone)


def _part(state: Access, spot: Spot | None) -> Cell:
    """One of the two is enough, so that neither is missing by itself."""
    if state == "missing":
        return Cell("none said", "none", spot)
    return _state(state, spot, STATES[state][0])


def _text(material: Material, said: str | None, key: str, plan: Plan) -> Cell:
    if said:
        return plan.text(material, said, key)
    if material.leaves_out(key):
        return Cell("left out on purpose", "purpose", plan.spot(material, key), "purpose")
    return Cell("not said", None, tone="unknown")
