"""The storyboard as a list in columns, for courses of more steps than a wall has room for: a line a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.reporters.shared.measure import flat
from coursewright.reporters.views.storyboard.board import STANDS
from coursewright.reporters.views.storyboard.shapes import Box, Icon, Placed
from coursewright.reporters.views.storyboard.type import Text, fitted
from coursewright.views.words import of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.reporters.views.storyboard.board import Board, Card, Column
    from coursewright.reporters.views.storyboard.shapes import Area

__all__ = ["flow"]

_GUTTER = 18


class _Line(NamedTuple):
    """A line of a block: a heading, a card, or what is left out."""

    words: str
    icon: Icon | None
    bold: bool
    tone: str
    before: float
    whole: str


def flow(board: Board, area: Area, size: float, narrowest: float, most: int) -> Placed | None:
    """Return a board as lists, with at most `most` cards a step; None where it does not fit.

    `narrowest` is how wide a column is at least, in heights of letters. The kind and the times of a card are
    shown where they have room behind its title.
    """
    columns = max(int((area.wide + _GUTTER) // (size * narrowest + _GUTTER)), 1)
    wide = (area.wide - _GUTTER * (columns - 1)) / columns
    blocks = [list(_block(column, wide, size, most)) for column in _headed(board.columns)]
    highs = [sum(size * 1.3 + line.before for line in block) for block in blocks]
    texts: list[Text] = []
    icons: list[Icon] = []
    x, y = area.x, area.y
    for block, high in zip(blocks, highs, strict=True):
        if y > area.y and y + high > area.y + area.high:
            x, y = x + wide + _GUTTER, area.y
        if x + wide > area.x + area.wide + 1 or high > area.high:
            return None
        for line in block:
            y += size * 1.3 + line.before
            foot = y - size * 0.34
            left = x
            if line.icon is not None:
                icons.append(line.icon._replace(x=x, y=foot - size * 0.92))
                left += size * 1.45
            room = wide - (left - x)
            texts.append(Text(left, foot, line.words, size, line.bold, line.tone, line.whole, room=room))
    rules = [
        Box(area.x + number * (wide + _GUTTER) - _GUTTER / 2, area.y, 0, area.high, "rule")
        for number in range(1, columns)
    ]
    return Placed(tuple(rules), (), tuple(texts), tuple(icons), tuple(_left_out(board, most)))


def _headed(columns: Sequence[Column]) -> Iterator[tuple[Column, str]]:
    """Yield columns, each with the name of its module where that begins with it."""
    group = ""
    for column in columns:
        yield column, column.group if column.group != group else ""
        group = column.group


def _block(headed: tuple[Column, str], wide: float, size: float, most: int) -> Iterator[_Line]:
    column, group = headed
    before = size * 0.7
    if group:
        (words,) = fitted(group, wide, size, 1, bold=True)
        yield _Line(words, None, bold=True, tone="link", before=before, whole=group)
        before = size * 0.2
    (words,) = fitted(column.label.text, wide, size, 1, bold=True)
    yield _Line(words, None, bold=True, tone="", before=before, whole=column.label.text)
    for card in column.cards[:most]:
        yield _card(card, wide, size)
    rest = len(column.cards) - most
    if rest > 0:
        yield _Line(f"and {rest:,} more", None, bold=False, tone="soft", before=0, whole="")


def _card(card: Card, wide: float, size: float) -> _Line:
    stands = STANDS.get(card.state) if card.state is not None else None
    sign, tone = stands if stands is not None else (card.sign, "")
    said = ", ".join(filter(None, card.facts))
    whole = f"{card.label.text} ({said})" if said else card.label.text
    room = wide - size * 1.45
    (words,) = fitted(whole, room, size, 1)
    if words != flat(whole):
        (words,) = fitted(card.label.text, room, size, 1)
    icon = Icon(0, 0, size * 1.1, str(sign) if sign is not None else "dot", tone)
    return _Line(words, icon, bold=False, tone="", before=0, whole=whole)


def _left_out(board: Board, most: int) -> Iterator[str]:
    yield "lines from tasks to what answers them"
    yield "signs of decisions, choices and reflections"
    yield "kinds and times where a line is full"
    cut = sum(max(len(column.cards) - most, 0) for column in board.columns)
    if cut:
        yield of(cut, len(board.cards), "card")
