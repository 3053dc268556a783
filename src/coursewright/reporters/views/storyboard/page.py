"""The page of the storyboard: the largest letters and the most detail with which a course fits on one A3."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.design.phrases import capital
from coursewright.reporters.html.assets import assets_of, environment
from coursewright.reporters.html.text import title
from coursewright.reporters.views import drawing
from coursewright.reporters.views.drawing.sheet import reads_from_right
from coursewright.reporters.views.storyboard.board import STANDS, board_of
from coursewright.reporters.views.storyboard.cards import Style
from coursewright.reporters.views.storyboard.flow import flow
from coursewright.reporters.views.storyboard.shapes import Area, Icon, Placed
from coursewright.reporters.views.storyboard.type import Text, fitted
from coursewright.reporters.views.storyboard.wall import wall
from coursewright.spec.model import Assessment, FollowUpActivity, Session, Task
from coursewright.views.signs import Sign
from coursewright.views.standing import steps_noun
from coursewright.views.words import count, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Template

    from coursewright.reporters.views.portrait import Portrait
    from coursewright.reporters.views.storyboard.board import Board
    from coursewright.spec.element import Item
    from coursewright.views.plan import Plan

__all__ = ["storyboard"]

WIDE, HIGH = 1512, 1046
"""An A3 sheet across, less a margin of 10 mm, at 96 pixels an inch."""
_MARGIN = 238
_TOP = 84
_FOOT = 24
_NOTES = 170
"""How much of the margin stays free to write on, at least."""
_FEW = 8
"""How many outcomes are written out."""
_COUNTED: tuple[tuple[type[Item], str, str], ...] = (
    (Task, "task", "tasks"),
    (Assessment, "assessment", "assessments"),
    (Session, "session", "sessions"),
    (FollowUpActivity, "follow-up activity", "follow-up activities"),
)
_WALLS = (
    *(Style(size, 4, 3, 6) for size in (17, 15.5, 14, 13)),
    *(Style(size, 3, 3, 3) for size in (13, 12)),
    *(Style(size, 2, 2, 2) for size in (12.5, 11.5, 10.5)),
    *(Style(size, 2, 2, 0) for size in (11, 10, 9.3)),
)
"""How the cards of a wall may be set, the best first."""
_LISTS = (
    (13, 27),
    (12, 27),
    (11, 27),
    (10, 27),
    (9.5, 27),
    (9, 27),
    (8.6, 27),
    (9, 21),
    (8.2, 21),
    (7.6, 19),
)
"""The heights of letters in lists, each with the least width of a column in such heights, the best first."""
_TEMPLATES = Path(__file__).parent / "templates"
_STYLE = _TEMPLATES / "storyboard.css"


def storyboard(portrait: Portrait, plan: Plan) -> str:
    """Return a page of its own that prints a course on one sheet of A3, across."""
    board = board_of(plan)
    area = Area(_MARGIN, _TOP, WIDE - _MARGIN, HIGH - _TOP - _FOOT)
    placed = _fitting(board, area)
    legend = _legend(board, placed)
    legend_top = min((icon.y for icon, _ in legend), default=HIGH)
    outcomes = tuple(_outcomes(board, legend_top - _NOTES))
    notes = outcomes[-1].y + 24, legend_top - 28
    return _template().render(
        assets=assets_of(f"{drawing.style()}\n{_STYLE.read_text('utf-8')}", ""),
        portrait=portrait,
        board=board,
        name=title(portrait.title),
        said=_said(board, plan),
        placed=placed,
        outcomes=outcomes,
        notes=notes,
        legend=legend,
        left_out=listed(placed.left_out),
        wide=WIDE,
        high=HIGH,
        definitions=drawing.definitions(),
    )


@cache
def _template() -> Template:
    made = environment(_TEMPLATES)
    made.tests["from_right"] = reads_from_right
    return made.get_template("storyboard.html.jinja")


def _fitting(board: Board, area: Area) -> Placed:
    """Return a board with as much detail, in as large letters, as there is room for."""
    if not board.columns:
        return Placed(
            (), (), (Text(area.x, area.y + 24, "There is nothing to put on the wall yet.", 18),), ()
        )
    for style in _WALLS:
        for rows in (1, 2, 3):
            placed = wall(board, area, style, rows) if rows <= len(board.columns) else None
            if placed is not None:
                return placed
    most = max(len(column.cards) for column in board.columns)
    for size, narrowest in _LISTS:
        placed = flow(board, area, size, narrowest, most)
        if placed is not None:
            return placed
    while most > 0:
        most -= 1
        placed = flow(board, area, *_LISTS[-1], most)
        if placed is not None:
            return placed
    return _names(board, area)


def _names(board: Board, area: Area) -> Placed:
    """Return the names of as many steps as there is room for."""
    size = _LISTS[-1][0]
    line, wide = size * 1.3, 160
    down, across = int(area.high // line), int(area.wide // wide)
    shown = board.columns[: down * across]
    texts = tuple(
        Text(
            area.x + number // down * wide,
            area.y + (number % down + 1) * line,
            fitted(column.label.text, wide - 8, size, 1)[0],
            size,
            whole=column.label.text,
        )
        for number, column in enumerate(shown)
    )
    rest = len(board.columns) - len(shown)
    left_out = ("all cards", *((count(rest, "step"),) if rest else ()))
    return Placed((), (), texts, (), left_out)


def _said(board: Board, plan: Plan) -> str:
    """Return what the board holds, in words."""
    kinds = [type(card.item) for card in board.cards]
    counted = [count(kinds.count(kind), noun, nouns) for kind, noun, nouns in _COUNTED if kind in kinds]
    steps = [count(len(plan.steps), steps_noun(plan.steps))] if plan.steps else []
    said = f"{listed([*steps, *counted])}." if steps or counted else "There is nothing in it yet."
    states = [card.state for card in board.cards if card.state is not None]
    loops = [f"{states.count(state):,} {state.value}" for state in STANDS if state in states]
    return f"{capital(said)}{f' Loops: {listed(loops)}.' if loops else ''}"


def _outcomes(board: Board, end: float) -> Iterator[Text]:
    """Yield the outcomes, as many as have room above `end`."""
    yield Text(0, _TOP + 14, "Outcomes", 14, bold=True)
    y = _TOP + 22.0
    if not board.outcomes:
        yield Text(0, y + 14, "None is written down.", 11, tone="soft")
    for number, outcome in enumerate(board.outcomes):
        lines = fitted(outcome.text, _MARGIN - 44, 11, 6 if len(board.outcomes) <= _FEW else 3)
        rest = len(board.outcomes) - number
        if y + len(lines) * 14 + (20 if rest > 1 else 0) > end:
            yield Text(0, y + 15, f"and {count(rest, 'more outcome', 'more outcomes')}", 11, tone="soft")
            return
        for line in lines:
            y += 14
            yield Text(0, y, line, 11, whole=outcome.text, language=outcome.language, room=_MARGIN - 44)
        y += 6


def _legend(board: Board, placed: Placed) -> Sequence[tuple[Icon, str]]:
    """Return the signs that are on the board with their words."""
    states = {card.state for card in board.cards}
    drawn = {icon.sign for icon in placed.icons}
    signs = [
        (str(sign), str(tone), f"loop {state.value}" if tone in {"good", "gap"} else f"loop: {state.value}")
        for state, (sign, tone) in STANDS.items()
        if state in states
    ]
    if any(not route.broken for route in placed.routes):
        signs.append((str(Sign.CONSEQUENCE), "", "answered or taken up there"))
    known = {sign for sign, _, _ in signs}
    signs += [(str(sign), "", sign.words) for sign in Sign if str(sign) in drawn - known]
    return [
        (Icon(0, HIGH - 20 * (len(signs) - number) - 4, 14, sign, tone), words)
        for number, (sign, tone, words) in enumerate(signs)
    ]
