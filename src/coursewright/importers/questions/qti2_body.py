"""The body of an item of QTI 2: its prompt as HTML, and what there is to answer with."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.questions.markup import inner_html
from coursewright.importers.questions.qti2_names import attribute, below, inside, named, one_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

__all__ = ["Body", "body_of", "choice_html"]

_INLINE = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
_UNSEEN = frozenset(
    {
        "feedbackInline",
        "feedbackBlock",
        "modalFeedback",
        "endAttemptInteraction",
        "stylesheet",
        "templateInline",
    }
    | {"templateBlock", "catalogInfo", "interactionMarkup", "script", "style", "positionObjectStage"}
)
_UNWRAPPED = frozenset({"rubricBlock", "contentBody", "infoControl", "hottext"})
_IN_TEXT = frozenset({"gapMatchInteraction", "hottextInteraction"})
"""Interactions that hold the text they are about."""
_PLACE = "\ue000"
"""Stands for a gap until it is known how many there are."""
_ALONE = re.compile(rf"<(p|div)(?: [^<>]{{0,400}})?>\s{{0,200}}{_PLACE}\s{{0,200}}</\1>")


class Body(NamedTuple):
    """What learners see."""

    html: str
    """Gaps in it are `…`, with a number before each where there are several."""
    interactions: tuple[_Element, ...]
    """What there is to answer with, in order."""
    for_staff: tuple[str, ...]
    """Texts for those who mark, as HTML."""


def body_of(item: _Element) -> Body:
    """Return the body of an item."""
    body = one_of(item, "itemBody")
    interactions = tuple(
        one
        for one in below(body)
        if named(one).endswith("Interaction") and named(one) != "endAttemptInteraction"
    )
    for_staff = []

    def stand_in(element: _Element) -> str | None:
        name = named(element)
        if name in _UNSEEN:
            return ""
        if name == "rubricBlock" and "candidate" not in attribute(element, "view").split():
            for_staff.append(inner_html(element, _plainer))
            return ""
        if name in _UNWRAPPED:
            return inner_html(element, stand_in)
        if name in _INLINE or name == "gap":
            return _PLACE
        if name.endswith("Interaction"):
            return _around(element, stand_in)
        return _plainer(element)

    html = "" if body is None else inner_html(body, stand_in)
    return Body(_with_gaps(html), interactions, tuple(for_staff))


def choice_html(element: _Element) -> str:
    """Return what a choice says, as HTML; not what is told to those who take it."""

    def stand_in(part: _Element) -> str | None:
        if named(part) in _UNWRAPPED:
            return inner_html(part, stand_in)
        return "" if named(part) in _UNSEEN else _plainer(part)

    return inner_html(element, stand_in).strip()


def _around(interaction: _Element, stand_in: Callable[[_Element], str | None]) -> str:
    """Return what of an interaction belongs to the prompt: its own prompt, and a text that it is about."""
    asked = "".join(f"<p>{inner_html(one, stand_in)}</p>" for one in inside(interaction, "prompt"))
    if named(interaction) not in _IN_TEXT:
        return asked
    texts = (one for one in interaction if named(one) not in {"", "prompt", "gapText", "gapImg"})
    return asked + "".join(f"<{named(one)}>{inner_html(one, stand_in)}</{named(one)}>" for one in texts)


def _plainer(element: _Element) -> str | None:
    """Return HTML for what HTML has another word for; None for what it knows."""
    name = named(element)
    if name == "object":
        address = escape(attribute(element, "data"))
        text = " ".join("".join(map(str, element.itertext())).split())
        if attribute(element, "type").startswith("image/"):
            return f'<img src="{address}" alt="{escape(text)}">'
        return f'<a href="{address}">{escape(text) or address}</a>' if address else escape(text)
    if name == "printedVariable":
        return f"[{escape(attribute(element, 'identifier'))}]"
    return None


def _with_gaps(html: str) -> str:
    html = _ALONE.sub("", html) if html.count(_PLACE) == 1 else html
    if html.count(_PLACE) < 2:
        return html.replace(_PLACE, "…")
    pieces = html.split(_PLACE)
    return pieces[0] + "".join(f"({number}) …{piece}" for number, piece in enumerate(pieces[1:], 1))
