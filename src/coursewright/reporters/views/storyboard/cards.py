"""Cards of the storyboard laid out: as high as what they say, in the letters they are set in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.analyses.loops import State
from coursewright.reporters.views.storyboard.board import STANDS
from coursewright.reporters.views.storyboard.shapes import Icon
from coursewright.reporters.views.storyboard.type import Text, fitted

if TYPE_CHECKING:
    from coursewright.reporters.views.storyboard.board import Card

__all__ = ["MadeCard", "Style", "make_card"]

_PAD = 7


class Style(NamedTuple):
    """How much cards say: the height of their letters, and how many lines of title, facts and loop."""

    size: float
    title: int
    facts: int
    loop: int


class MadeCard(NamedTuple):
    """A card as high as it gets, and what is on it, counted from its corner."""

    card: Card
    high: float
    texts: tuple[Text, ...]
    icons: tuple[Icon, ...]


def make_card(card: Card, wide: float, style: Style) -> MadeCard:
    """Return a card laid out: its title, its facts, what it offers, and how its loop goes on."""
    size, small = style.size, style.size * 0.84
    stands = STANDS.get(card.state) if card.state is not None else None
    sign, tone = stands if stands is not None else (card.sign, "")
    sign = None if card.state is State.BROKEN else sign  # it stands where the line of the loop ends
    room = wide - 2 * _PAD
    texts: list[Text] = []
    icons: list[Icon] = []
    mark = size * 1.25
    if sign is not None:
        icons.append(Icon(wide - _PAD - mark, _PAD - 1, mark, str(sign), tone))
    y: float = _PAD
    beside = room - (mark + 4 if sign else 0)
    for line in fitted(card.label.text, beside, size, style.title, bold=True):
        y += size * 1.2
        label = card.label
        foot = y - size * 0.28
        texts.append(Text(_PAD, foot, line, size, True, "", label.text, label.language, beside))
    facts = ", ".join(filter(None, card.facts))
    if facts and style.facts:
        for line in fitted(facts, room, small, style.facts):
            y += small * 1.3
            texts.append(Text(_PAD, y - small * 0.3, line, small, tone="soft", whole=facts))
    if card.loop and style.loop:
        for line in fitted(card.loop, room, small, style.loop, bold=card.state is State.BROKEN):
            y += small * 1.3
            broken = card.state is State.BROKEN
            texts.append(Text(_PAD, y - small * 0.3, line, small, broken, tone or "soft", card.loop))
    if card.offers:
        x: float = _PAD
        for offered, number in card.offers:
            icons.append(Icon(x, y + 4, mark, str(offered), "", number))
            x += mark + (size * 1.1 if number > 1 else 5)
        y += mark + 5
    return MadeCard(card, y + _PAD, tuple(texts), tuple(icons))
