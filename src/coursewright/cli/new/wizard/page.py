"""A screen laid out in columns and rows: what stands above the field, and what below."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.new.wizard.hints import drawn_hints, hints
from coursewright.cli.new.wizard.pick import Pick
from coursewright.cli.new.wizard.reading import Reading
from coursewright.cli.new.wizard.sheet import LEAVE, Writing
from coursewright.reporters.shared.measure import shorten, width
from coursewright.reporters.views.terminal.ink import Span, fitted, line, line_width, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.cli.new.wizard.pick import Option
    from coursewright.cli.new.wizard.sheet import Answered, Complaint, Field, Sheet
    from coursewright.reporters.views.terminal.ink import Line

MARGIN = 1
"""Columns that stay free on the left."""
LEAD = "> "
"""What stands before the first line that is written, and before the option that is lit."""
_WIDEST = 90
"""The most columns that a page takes: longer lines are hard to read."""
_MOST_WRITTEN = 8
"""The most rows of the field to write in; a longer text scrolls in it."""
_MOST_OFFERS = 5
_SAID = 2
"""Rows kept free below the field for what is said about it, so that nothing jumps while one writes."""
_LABEL = 20
"""The most columns of a label in the list of answers."""
_FEWEST = 3
"""The fewest rows of a list: the option that is lit, and one on either side."""


class State(NamedTuple):
    """What the person has done on a screen so far.

    `field` is the field of the sheet, with another option lit perhaps; `typed` is what stands in it. `lit` is
    the number of the word offered that is lit, -1 for none. Of a text to read, `top` is the first line shown
    and `text` all of them, as the page has them. `insisted` says that Enter was pressed on what the complaint
    is about, and `leaves` that it is asked whether they leave.
    """

    field: Field
    typed: str = ""
    lit: int = -1
    top: int = 0
    text: tuple[Line, ...] = ()
    complaint: Complaint | None = None
    insisted: bool = False
    leaves: bool = False

    @property
    def offered(self) -> list[str]:
        """The words that what is being written may become."""
        return self.field.offered(self.typed)[:_MOST_OFFERS] if isinstance(self.field, Writing) else []

    @property
    def offer(self) -> str:
        """The one of them that is lit."""
        return self.offered[self.lit] if 0 <= self.lit < len(self.offered) else ""


class Page(NamedTuple):
    """Lines above the field, its rows (none where nothing is written), and lines below it.

    Of a text to read, `top` is the line that comes first, of `lines` of which `shown` are on the page.
    """

    above: list[Line]
    rows: int
    below: list[Line]
    top: int = 0
    shown: int = 0
    lines: int = 0


class _Blocks(NamedTuple):
    """All that may stand on a page beside the field and what was said before."""

    help: list[Line]
    head: list[Line]
    stage: list[Line]
    ask: list[Line]
    about: list[Line]
    said: list[Line]
    hints: list[Line]


_GIVING_WAY = ("about", "help", "stage", "head", "hints", "ask", "said")
"""What is left out where there is little room: the first, else the first two, and so on."""


def laid_out(sheet: Sheet, state: State, columns: int, rows: int) -> Page:
    """Return a page of at most so many columns and, where that can be, rows."""
    room = max(min(columns, _WIDEST) - 2 * MARGIN, 8)
    if isinstance(state.field, Reading):
        state = state._replace(text=state.field.drawn(max(columns - 2 * MARGIN, 8)))
    about, most = _about(state.field, room), max(rows // 5, 2)
    keys = hints(sheet, state.field, state.typed, state.offer, more=len(about) > most)
    blocks = _Blocks(
        help=split(sheet.help, room) if sheet.help else [],
        head=_head(sheet, room),
        stage=split(sheet.stage, room, "heading") if sheet.stage else [],
        ask=split(sheet.ask, room, "strong") if sheet.ask else [],
        about=_shortened(about, most, room),
        said=_said(state, room),
        hints=drawn_hints(keys, room),
    )
    written = _written_rows(state, columns) if isinstance(state.field, Writing) else 0
    least = written + min(_choosable(state), _FEWEST)
    for number in range(len(_GIVING_WAY) + 1):
        kept = blocks._replace(**{name: [] for name in _GIVING_WAY[:number]})
        free = rows - sum(len(block) for block in kept) - _gaps(kept) - least
        if free >= 0:
            return _composed(sheet, state, kept, room, free, written)
    if written:
        return Page([], min(written, rows), [])
    return Page(_list(state, room, min(rows, _choosable(state))), 0, [])


def _gaps(blocks: _Blocks) -> int:
    """Return how many empty lines stand between blocks: beside the head, the help, the hints."""
    return sum(bool(block) for block in (blocks.head, blocks.help, blocks.about, blocks.hints))


def _gap(block: list[Line]) -> list[Line]:
    """Return an empty line beside a block that is there."""
    return [()] if block else []


def _composed(sheet: Sheet, state: State, kept: _Blocks, room: int, free: int, written: int) -> Page:
    """Put blocks together, with as much of what was said before as `free` rows hold beside them."""
    choosable = _choosable(state)
    fewest = min(choosable, _FEWEST)
    before, free = _before(sheet, room, free, wanted=choosable - fewest)
    above = [*kept.head, *_gap(kept.head), *before, *kept.stage, *kept.ask, *kept.help, *_gap(kept.help)]
    below = [*kept.said, *_gap(kept.hints), *kept.hints]
    if isinstance(state.field, Writing):
        return Page(_in_from_the_left(above), written, _in_from_the_left(below))
    rows = min(choosable, fewest + free)
    top = max(min(state.top, choosable - rows), 0)
    shown = _list(state._replace(top=top), room, rows)
    whole = [*above, *shown, *_gap(kept.about), *kept.about, *below]
    return Page(_in_from_the_left(whole), 0, [], top, rows, choosable)


def _before(sheet: Sheet, room: int, free: int, wanted: int) -> tuple[list[Line], int]:
    """Return the body or what was answered, in what the list leaves free, and the rows that are free then."""
    body = list(sheet.body(room))
    lines = body or _trail(sheet.trail, room)
    left = free - 1 - min(wanted, max(free - _FEWEST, 0))
    if not lines or left < 1:
        return [], free
    if len(lines) > left:
        lines = _cut_below(lines, left) if body else _cut_above(lines, left)
    return [*lines, ()], free - len(lines) - 1


def _cut_above(lines: list[Line], room: int) -> list[Line]:
    hidden = len(lines) - room + 1
    return [line(f"… {hidden} above", "quiet"), *lines[hidden:]]


def _cut_below(lines: list[Line], room: int) -> list[Line]:
    hidden = len(lines) - room + 1
    return [*lines[: room - 1], line(f"… {hidden} more lines", "quiet")]


def _head(sheet: Sheet, room: int) -> list[Line]:
    left = room - width(sheet.progress) - 2 * bool(sheet.progress)
    title = line(fitted(sheet.title, left), "title")
    gap = room - line_width(title) - width(sheet.progress)
    return [(*title, Span(" " * gap), Span(sheet.progress, "quiet"))] if sheet.progress else [title]


def _trail(trail: Sequence[Answered], room: int) -> list[Line]:
    """Return what was answered, one line each: the last ones are the nearest to the question."""
    label = min(max((width(fitted(one.label, _LABEL)) for one in trail), default=0), room // 3)
    lines: list[Line] = []
    for one in trail:
        name = fitted(one.label, label)
        gap = " " * (label - width(name) + 2)
        said = Span("TODO", "open") if one.said is None else Span(fitted(one.said, room - label - 2))
        lines.append((Span(f"{name}{gap}", "quiet"), said))
    return lines


def explained(option: Option) -> tuple[Span, ...]:
    """Return all that is said of an option, with its label above; nothing where there is nothing to say."""
    if not option.about:
        return ()
    lines = (Span(option.label, "strong"), *(Span(text) for text in option.about.split("\n")))
    return tuple(one for said in lines for one in (said, Span("")))[:-1]


def _about(field: Field, room: int) -> list[Line]:
    """Return what is said of the option that is lit, with its whole label where that was cut."""
    if not isinstance(field, Pick):
        return []
    label = field.option.label
    cut = fitted(label, _label_room(field, room)) != fitted(label, 10_000)
    said = [text for text in (label if cut else "", *field.option.about.split("\n")) if text]
    return [one for text in said for one in split(text, room)]


def _shortened(lines: list[Line], most: int, room: int) -> list[Line]:
    """Return the first of some lines; where there are more, the last of them ends in an ellipsis."""
    if len(lines) <= most:
        return lines
    running = " ".join(span.text for one in lines[most - 1 : most + 1] for span in one)
    return [*lines[: most - 1], line(shorten(f"{running} ", min(width(running), room)))]


def _said(state: State, room: int) -> list[Line]:
    """Return what is wrong with what stands in the field, or the words that are offered."""
    if state.leaves:
        return [*split(LEAVE.message, room, "strong"), *split(LEAVE.hint, room)]
    if state.complaint is not None and (state.insisted or not state.offered):
        message, hint = state.complaint
        if not state.insisted:  # still being written: its help, above, says what it is to be
            said = [line(fitted(message, room), "quiet")]
        else:
            said = [*split(f"! {message}", room, "wrong"), *(split(hint, room, "quiet") if hint else [])]
        return [*said, *[()] * (_SAID - len(said))]
    if not state.offered and isinstance(state.field, Writing):
        return [()] * _SAID
    return [
        line(f"{LEAD if number == state.lit else '  '}{fitted(word, room - 2)}", _lit(number == state.lit))
        for number, word in enumerate(state.offered)
    ]


def _choosable(state: State) -> int:
    return len(state.field.options) if isinstance(state.field, Pick) else len(state.text)


def _list(state: State, room: int, rows: int) -> list[Line]:
    match state.field:
        case Pick() as pick:
            return _options(pick, room, rows)
        case Reading():
            return list(state.text[state.top : state.top + rows])
    return []


def _options(pick: Pick, room: int, rows: int) -> list[Line]:
    """Return the options around the one that is lit, and how many there are above and below them."""
    first = min(max(pick.lit - rows // 2, 0), len(pick.options) - rows)
    lines = [_option(pick, number, room) for number in range(first, first + rows)]
    below = len(pick.options) - rows - first
    if rows > _FEWEST and first:
        lines[0] = line(f"{' ' * len(LEAD)}… {first + 1} above", "quiet")
    if rows > _FEWEST and below:
        lines[-1] = line(f"{' ' * len(LEAD)}… {below + 1} below", "quiet")
    return lines


def _option(pick: Pick, number: int, room: int) -> Line:
    option = pick.options[number]
    style = _lit(number == pick.lit)
    mark = ("[x] " if option.value in pick.marked else "[ ] ") if pick.several else ""
    digits = len(str(len(pick.options)))
    lead = f"{LEAD if number == pick.lit else '  '}{number + 1:{digits}} {mark}"
    return (Span(lead, style), Span(fitted(option.label, _label_room(pick, room)), style))


def _label_room(pick: Pick, room: int) -> int:
    return room - len(LEAD) - len(str(len(pick.options))) - 1 - 4 * pick.several


def _lit(is_lit: bool) -> str:
    return "lit" if is_lit else ""


def _written_rows(state: State, columns: int) -> int:
    """Return the rows that the field takes to write in, the cursor behind its last letter included."""
    room = max(columns - MARGIN - len(LEAD), 2)
    shown = state.typed or (state.field.default if isinstance(state.field, Writing) else "")
    return min(sum(_rows(one, room) for one in shown.split("\n")), _MOST_WRITTEN)


def _rows(text: str, room: int) -> int:
    """Return the rows that a line takes which breaks anywhere, and a column behind it."""
    rows, taken = 1, 0
    for character in text:
        taken += width(character)
        if taken > room:
            rows, taken = rows + 1, width(character)
    return rows + (taken == room)


def _in_from_the_left(lines: list[Line]) -> list[Line]:
    return [(Span(" " * MARGIN), *one) if one else () for one in lines]
