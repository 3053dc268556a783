"""What the questions of accessibility, and their answers, are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.element import Item
from coursewright.views.charts import Label
from coursewright.views.signs import Sign
from coursewright.views.words import of

if TYPE_CHECKING:
    from coursewright.design.accessible import Access
    from coursewright.design.analyses.accessibility_list import Aspect, ImagesIn, MaterialAccess
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["ASPECT_WORDS", "STATES", "material_said", "text_called"]

ASPECT_WORDS: dict[Aspect, str] = {
    "alt": "words for images",
    "captions": "captions",
    "transcript": "transcript",
    "chapters": "chapters",
    "light": "light version",
    "licence": "licence",
}
STATES: dict[Access, tuple[str, Sign | None, Tone]] = {
    "there": ("there", Sign.PRESENT, "good"),
    "missing": ("missing", Sign.MISSING, "gap"),
    "purpose": ("left out on purpose", Sign.ON_PURPOSE, "purpose"),
    "not-needed": ("not needed", None, ""),
    "unknown": ("not known", Sign.UNKNOWN, "unknown"),
}
_UNKNOWN: dict[Aspect, str] = {
    "chapters": "not known whether it is long",
    "light": "not known how large it is",
}


def material_said(one: MaterialAccess, aspect: Aspect) -> str:
    """Say how a material stands with one aspect."""
    state = one.aspects[aspect]
    name = ASPECT_WORDS[aspect]
    if aspect == "alt" and one.pictures is not None and one.pictures.number:
        pictures = one.pictures
        return f"{of(pictures.number - pictures.without, pictures.number, 'image')} of the page with words"
    if aspect == "alt" and state == "there" and one.material.decorative:
        return "decoration"
    if state == "unknown":
        said = "its kind is not said" if one.material.kind is None else _UNKNOWN.get(aspect, "not known")
        return f"{name}: {said}"
    return f"{name}: {STATES[state][0]}"


def text_called(one: ImagesIn, plan: Plan) -> Label:
    """Return what to call the text that holds images: by the item that it belongs to."""
    element = one.element
    if isinstance(element, Item):
        return plan.label(element)
    return Label(f"{element.noun}, {one.key}", plan.spot(element))
