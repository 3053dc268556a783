"""The storyboard as a wall: a column for each step, lines from each task to what answers and takes it up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.analyses.loops import State
from coursewright.reporters.views.storyboard.board import STANDS
from coursewright.reporters.views.storyboard.cards import make_card
from coursewright.reporters.views.storyboard.routes import Route, route, stub
from coursewright.reporters.views.storyboard.shapes import Area, Box, Icon, Placed
from coursewright.reporters.views.storyboard.type import Text, fitted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.reporters.views.storyboard.board import Board, Card, Column
    from coursewright.reporters.views.storyboard.cards import MadeCard, Style
    from coursewright.spec.element import Item

__all__ = ["wall"]

_GAP = 7
_CORRIDOR = 22
_GUTTERS = 42, 30
"""The room between columns, where there are a few and where there are many."""
_FEW = 6
_ROWS_APART = 16
_AWAY = "lines from one row to another"
_HEAD_SIZE, _HEAD_LINE = 1.08, 1.4
_NARROWEST, _WIDEST = 11.5, 26
"""How wide a column is at least and at most, in heights of letters."""


def wall(board: Board, area: Area, style: Style, rows: int) -> Placed | None:
    """Return a board in so many rows of columns; None where it does not fit."""
    across = -(-len(board.columns) // rows)
    gutter = _GUTTERS[across > _FEW]
    wide = min((area.wide - gutter * across) / across, style.size * _WIDEST)
    if wide < style.size * _NARROWEST:
        return None
    shares = [board.columns[first : first + across] for first in range(0, len(board.columns), across)]
    made = [
        [_make_column(one, before, wide, style) for before, one in zip((None, *share), share, strict=False)]
        for share in shares
    ]
    heights = [_row_height(row, style) for row in made]
    spare = area.high - sum(heights) - _ROWS_APART * (len(heights) - 1)
    if spare < 0:
        return None
    y = area.y
    frame = _Frame(style, gutter, frozenset(card.item for card in board.cards))
    parts = []
    for share, row, high in zip(shares, made, heights, strict=True):
        taller = high + min(spare / len(heights), 60 if len(heights) > 1 else spare)
        parts.append(_Row(share, row, Area(area.x, y, wide, taller), frame).placed())
        y += taller + _ROWS_APART
    return _joined(parts, style)


def _joined(parts: Sequence[Placed], style: Style) -> Placed:
    left_out = [] if style.loop else ["where loops break"]
    return Placed(
        tuple(one for part in parts for one in part.boxes),
        tuple(one for part in parts for one in part.routes),
        tuple(one for part in parts for one in part.texts),
        tuple(one for part in parts for one in part.icons),
        (*left_out, *dict.fromkeys(said for part in parts for said in part.left_out)),
    )


class _Frame(NamedTuple):
    """What the rows of a wall share: their style, the room between columns, and all that hangs there."""

    style: Style
    gutter: float
    hung: frozenset[Item]


class _MadeColumn(NamedTuple):
    """A column laid out: the name of its module where that begins, its heading, and its cards."""

    group: str
    head: Sequence[str]
    out: Sequence[MadeCard]
    back: Sequence[MadeCard]


def _make_column(column: Column, before: Column | None, wide: float, style: Style) -> _MadeColumn:
    room = wide - (style.size * 1.4 if column.offers else 0)
    begins = before is None or column.group != before.group
    named = begins and column.group and column.group not in column.label.text
    return _MadeColumn(
        fitted(column.group, wide, style.size * 0.84, 1)[0] if named else "",
        fitted(column.label.text, room, style.size * _HEAD_SIZE, 2, bold=True),
        [make_card(card, wide, style) for card in column.out],
        [make_card(card, wide, style) for card in column.back],
    )


def _group_line(row: Sequence[_MadeColumn], style: Style) -> float:
    """Return the height of the line with the names of modules, 0 where none begins."""
    return style.size * 1.2 if any(one.group for one in row) else 0


def _head(row: Sequence[_MadeColumn], style: Style) -> float:
    """Return the height of the headings of a row."""
    lines = max((len(one.head) for one in row), default=1)
    return _group_line(row, style) + lines * style.size * _HEAD_LINE + 10


def _stack(cards: Sequence[MadeCard]) -> float:
    return sum(one.high + _gap(one) for one in cards)


def _gap(made: MadeCard) -> float:
    """Return the room above a card: what happens in a session hangs on it."""
    return 0 if made.card.is_inside else _GAP


def _row_height(row: Sequence[_MadeColumn], style: Style) -> float:
    out = max((_stack(one.out) for one in row), default=0)
    back = max((_stack(one.back) for one in row), default=0)
    return _head(row, style) + out + (_CORRIDOR + back if back else 8)


class _Row:
    """A row of columns: cards stand below each other, what comes back stands below the corridor."""

    def __init__(
        self, columns: Sequence[Column], made: Sequence[_MadeColumn], area: Area, frame: _Frame
    ) -> None:
        """Begin a row; `area` is that of its first column."""
        self._columns, self._made, self._area = columns, made, area
        self._style, self._gutter, self._hung = frame
        self._boxes: list[Box] = []
        self._texts: list[Text] = []
        self._icons: list[Icon] = []
        self._places: dict[Item, tuple[int, Box]] = {}

    def placed(self) -> Placed:
        """Return the row as it is drawn."""
        head = _head(self._made, self._style)
        out = max((_stack(one.out) for one in self._made), default=0)
        back = max((_stack(one.back) for one in self._made), default=0)
        spare = self._area.high - _row_height(self._made, self._style)
        corridor = self._area.y + head + out + min(spare / 2, 40)
        for number, (column, made) in enumerate(zip(self._columns, self._made, strict=True)):
            x = self._area.x + number * (self._area.wide + self._gutter)
            self._put_head(column, made, x)
            self._put(made.out, number, x, self._area.y + head, "card")
            self._put(made.back, number, x, corridor + _CORRIDOR, "back")
        routes = tuple(self._routes(corridor if back else self._area.y + self._area.high))
        left_out = (_AWAY,) if self._leads_away() else ()
        return Placed(tuple(self._boxes), routes, tuple(self._texts), tuple(self._icons), left_out)

    def _put_head(self, column: Column, made: _MadeColumn, x: float) -> None:
        size = self._style.size
        y = self._area.y
        if made.group:
            self._texts.append(
                Text(x, y + size * 0.8, made.group, size * 0.84, tone="link", whole=column.group)
            )
        y += _group_line(self._made, self._style)
        for line in made.head:
            foot = y + 0.8 * size * _HEAD_LINE
            label, wide = column.label, self._area.wide
            self._texts.append(
                Text(x, foot, line, size * _HEAD_SIZE, True, "", label.text, label.language, wide)
            )
            y += size * _HEAD_LINE
        for sign, number in column.offers:
            mark = size * 1.35
            right = x + self._area.wide
            self._icons.append(Icon(right - mark, self._area.y, mark, str(sign), "", number))

    def _put(self, cards: Sequence[MadeCard], number: int, x: float, y: float, kind: str) -> None:
        for made in cards:
            y += _gap(made)
            stands = STANDS.get(made.card.state) if made.card.state is not None else None
            box = Box(x, y, self._area.wide, made.high, kind, stands[1] if stands else "")
            self._boxes.append(box)
            self._places[made.card.item] = number, box
            self._texts += [one._replace(x=one.x + x, y=one.y + y) for one in made.texts]
            self._icons += [one._replace(x=one.x + x, y=one.y + y) for one in made.icons]
            y += made.high

    def _routes(self, corridor: float) -> Iterator[Route]:
        """Yield a line from each task to what answers it and takes it up, or the stump of a broken one.

        Of the lines of one column, those from further up go further out, so that few cross.
        """
        for number, made in enumerate(self._made):
            pairs = [(one.card, self._places[item]) for one in made.out for item in self._targets(one.card)]
            for lane, (card, (column, target)) in enumerate(reversed(pairs)):
                tone = "good" if card.state is State.CLOSED else "soft"
                _, box = self._places[card.item]
                yield route(box, target, column - number, corridor, lane, tone)
            for one in made.out:
                if one.card.state is State.BROKEN:
                    yield stub(self._places[one.card.item][1], self._gutter)

    def _targets(self, card: Card) -> Iterator[Item]:
        """Yield what a card leads to in this row."""
        return (item for item in card.leads_to if item in self._places and item is not card.item)

    def _leads_away(self) -> bool:
        """Whether a card leads to one that hangs in another row."""
        leads = (item for made in self._made for one in made.out for item in one.card.leads_to)
        return any(item in self._hung and item not in self._places for item in leads)
