"""The dialogue on a full screen, with prompt_toolkit: pages are drawn, keys become replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.layout import BufferControl, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.containers import ConditionalContainer
from prompt_toolkit.layout.processors import AfterInput
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from coursewright.cli.new.wizard.keys import Deeds, bound
from coursewright.cli.new.wizard.page import LEAD, MARGIN, State, explained, laid_out
from coursewright.cli.new.wizard.pick import Pick
from coursewright.cli.new.wizard.reading import Reading
from coursewright.cli.new.wizard.sheet import Leaving, Refusal, Sheet, Writing, cleaned
from coursewright.cli.terminal import coloured
from coursewright.reporters.shared.measure import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from coursewright.cli.new.wizard.page import Page
    from coursewright.cli.new.wizard.pick import Move
    from coursewright.cli.new.wizard.sheet import Flow
    from coursewright.reporters.views.terminal.ink import Line

_STYLES = {
    "title": "bold",
    "heading": "bold ansimagenta",
    "strong": "bold",
    "quiet": "dim",
    "key": "bold",
    "lit": "bold ansicyan",
    "open": "ansiyellow",
    "wrong": "bold ansired",
    "good": "ansigreen",
}
"""Colours that every terminal has, on the background it has."""
_PATIENCE = 0.05
"""Seconds in which what follows Escape makes it the beginning of another key."""


def run(flow: Flow, given: Input | None = None, output: Output | None = None) -> None:
    """Lead through a flow until all is said. Raise `Leaving` where the person leaves before."""
    sheet = flow.sheet()
    if sheet is None:
        return
    try:
        Screen(flow, sheet, given, output).application.run()
    except (EOFError, KeyboardInterrupt):
        raise Leaving from None


class Screen(Deeds):
    """One application for all pages, so that nothing flickers between them."""

    def __init__(
        self, flow: Flow, sheet: Sheet, given: Input | None = None, output: Output | None = None
    ) -> None:
        self._flow = flow
        self._sheet = sheet
        self._state = State(sheet.field)
        self._aside: tuple[Sheet, State] | None = None
        """The list that lies below the text that explains an option of it."""
        self._buffer = Buffer(multiline=Condition(lambda: self.takes_lines), on_text_changed=self._typed)
        self._above = FormattedTextControl(
            lambda: _fragments(self._page().above), focusable=True, show_cursor=False
        )
        self.application: Application[None] = Application(
            layout=self._layout(),
            key_bindings=bound(self),
            style=Style.from_dict(_STYLES),
            color_depth=ColorDepth.DEPTH_4_BIT if coloured() else ColorDepth.DEPTH_1_BIT,
            full_screen=True,
            input=given,
            output=output,
        )
        self.application.ttimeoutlen = self.application.timeoutlen = _PATIENCE
        self._show(sheet)

    # What is shown

    def _layout(self) -> Layout:
        field = Window(
            BufferControl(self._buffer, input_processors=[AfterInput(self._default)]),
            height=lambda: self._page().rows,
            wrap_lines=True,
            get_line_prefix=lambda number, wrapped: (
                " " * MARGIN + (" " * len(LEAD) if number or wrapped else LEAD)
            ),
        )
        above = Window(self._above, height=lambda: len(self._page().above))
        below = Window(FormattedTextControl(lambda: _fragments(self._page().below)))
        written = ConditionalContainer(field, Condition(lambda: self.writes))
        return Layout(HSplit([above, written, below]), focused_element=above)

    def _page(self) -> Page:
        size = self.application.output.get_size()
        return laid_out(self._sheet, self._state, size.columns, size.rows)

    def _default(self) -> StyleAndTextTuples:
        """Show in the empty field what Enter takes."""
        field = self._sheet.field
        shown = field.default if isinstance(field, Writing) and not self._buffer.text else ""
        return [("class:quiet", "\n".join(safe(one) for one in shown.split("\n")))]

    def _show(self, sheet: Sheet) -> None:
        """Turn to a page."""
        self._sheet, self._state = sheet, State(sheet.field)
        text = sheet.field.text if isinstance(sheet.field, Writing) else ""
        self._buffer.reset(Document(text, len(text)))
        self._state = self._state._replace(typed=text)
        self.application.layout.focus(self._buffer if self.writes else self._above)

    def _typed(self, buffer: Buffer) -> None:
        field = self._sheet.field
        complaint = field.check(cleaned(buffer.text)) if isinstance(field, Writing) and buffer.text else None
        self._state = State(field, buffer.text, complaint=complaint)

    # What keys do

    @property
    def writes(self) -> bool:
        """Whether there is a field to write in."""
        return isinstance(self._sheet.field, Writing)

    @property
    def takes_lines(self) -> bool:
        """Whether Enter begins another line."""
        field = self._sheet.field
        return isinstance(field, Writing) and field.lines

    def enter(self) -> None:
        """Take what was written or picked, or go on where leaving was asked about."""
        if self._state.leaves:
            self._state = self._state._replace(leaves=False)
            return
        match self._state.field:
            case Pick() as pick:
                self._go(lambda: self._flow.take(pick.reply))
            case Reading():
                self.back()
            case Writing() as field:
                self._enter_written(field)

    def _enter_written(self, field: Writing) -> None:
        text = cleaned(self._state.offer or self._buffer.text)
        if not text.strip():
            text = field.default
        elif field.lines and self._buffer.document.current_line.strip():
            self._buffer.cursor_position += self._buffer.document.get_end_of_line_position()
            self._buffer.insert_text("\n")
            return
        skips = not text and self._sheet.can_skip
        self._go(self._flow.skip if skips else lambda: self._flow.take(text))

    def skip(self) -> None:
        """Leave the answer for later."""
        if self._sheet.can_skip:
            self._go(self._flow.skip)

    def rest(self) -> None:
        """Take what is offered for this question and all that follow."""
        if not self._sheet.can_rest:
            return
        typed = cleaned(self._buffer.text) if isinstance(self._sheet.field, Writing) else ""

        def rest() -> None:
            if typed.strip():
                self._flow.take(typed)
            self._flow.rest()

        self._go(rest)

    def back(self) -> None:
        """Turn to the page before or the list below an explanation; stay where leaving was asked about."""
        if self._state.leaves:
            self._state = self._state._replace(leaves=False)
            return
        if self._aside is not None:
            (self._sheet, self._state), self._aside = self._aside, None
            return
        self._go(self._flow.back)

    def leave(self) -> None:
        """Stop here, with nothing written; where much would be lost, only if asked for twice."""
        if self._sheet.to_lose and not self._state.leaves:
            self._state = self._state._replace(leaves=True, lit=-1)
            return
        self.application.exit(exception=Leaving())

    def explain(self) -> None:
        """Show all that is said of the option that is lit, as a text of its own."""
        if not isinstance(self._state.field, Pick) or not (lines := explained(self._state.field.option)):
            return
        self._aside = self._sheet, self._state._replace(leaves=False)
        self._sheet = Sheet(self._sheet.title, Reading(lines, hang=0), "", to_lose=self._sheet.to_lose)
        self._state = State(self._sheet.field)

    def complete(self) -> None:
        """Write out the word that is offered, or the default, so that it can be changed."""
        field = self._sheet.field
        if not isinstance(field, Writing):
            return
        whole = self._state.offer or next(iter(self._state.offered), "")
        if not self._buffer.text:
            whole = field.default
        if whole:
            self._buffer.document = Document(whole, len(whole))

    def move(self, move: Move) -> None:
        """Light another option or word, or scroll."""
        self._state = self._state._replace(leaves=False)
        match self._state.field:
            case Pick() as pick:
                self._state = State(pick.moved(move))
            case Reading():
                self._state = self._state._replace(top=self._scrolled(move))
            case Writing():
                self._move_written(move)

    def _move_written(self, move: Move) -> None:
        offered = len(self._state.offered)
        if move == "up":
            if offered and self._state.lit >= 0:
                self._state = self._state._replace(lit=self._state.lit - 1)
            else:
                self._buffer.auto_up()
        elif move == "down":
            if offered:
                self._state = self._state._replace(lit=min(self._state.lit + 1, offered - 1))
            else:
                self._buffer.auto_down()

    def _scrolled(self, move: Move) -> int:
        page = self._page()
        last = max(page.lines - page.shown, 0)
        wanted = {
            "up": page.top - 1,
            "down": page.top + 1,
            "page-up": page.top - page.shown + 1,
            "page-down": page.top + page.shown - 1,
            "home": 0,
            "end": last,
        }[move]
        return min(max(wanted, 0), last)

    def press(self, character: str) -> None:
        """Light an option by its number or first letter, mark it with the space bar."""
        if isinstance(self._state.field, Pick):
            self._state = State(self._state.field.typed(character))

    def paste(self, text: str) -> None:
        """Insert what was pasted; where there is one line only, all of it on that."""
        lines = cleaned(text.replace("\r\n", "\n").replace("\r", "\n"))
        if self.writes:
            self._buffer.insert_text(lines if self.takes_lines else " ".join(lines.split("\n")).strip())

    def _go(self, step: Callable[[], None]) -> None:
        """Take a step of the flow and turn to the page it leads to."""
        try:
            step()
            sheet = self._flow.sheet()
        except Refusal as refusal:
            self._state = self._state._replace(
                complaint=refusal.complaint, insisted=True, lit=-1, leaves=False
            )
        except Exception as error:  # noqa: BLE001 - the terminal is put right before anybody is told
            self.application.exit(exception=error)
        else:
            if sheet is None:
                self.application.exit()
            else:
                self._show(sheet)


def _fragments(lines: Iterable[Line]) -> StyleAndTextTuples:
    found: StyleAndTextTuples = []
    for number, one in enumerate(lines):
        found += [("", "\n")] if number else []
        found += [(f"class:{span.style}" if span.style else "", span.text) for span in one]
    return found
