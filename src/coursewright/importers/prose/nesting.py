"""What is open while a page is gone through: lists, their items, quotations, and the last paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.prose.blocks import Block, Container, joined
from coursewright.importers.prose.escaping import at_line_starts, heading_text
from coursewright.importers.prose.parsing import words_of
from coursewright.importers.prose.pieces import Piece
from coursewright.importers.prose.tags import CONTAINERS, HEADINGS, WITHIN

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.prose.footnotes import Footnotes

__all__ = ["Nesting"]

_DEEPEST = 20
"""Lists, quotations and their like within each other; deeper ones are read as what they hold."""


class Nesting:
    """The containers that are open, from the page to the innermost."""

    def __init__(self, footnotes: Footnotes) -> None:
        self._footnotes = footnotes
        self._open = [Container("page")]

    @property
    def top(self) -> Container:
        """The innermost."""
        return self._open[-1]

    @property
    def run(self) -> list[Piece]:
        """The pieces of the paragraph that is open."""
        return self._open[-1].run

    @property
    def in_line(self) -> bool:
        """Whether what is open has to stay on one line."""
        return self._open[-1].kind == "line"

    def break_off(self) -> None:
        """End a paragraph; what has to stay on one line gets a space."""
        top = self._open[-1]
        if top.kind == "line":
            top.run.append(Piece("space", " "))
        else:
            top.flush()

    def put(self, block: Block) -> None:
        """Add a block."""
        top = self._open[-1]
        top.flush()
        top.put(block)

    def rule(self) -> None:
        """Add a rule; in a list it must not look like an item, nor like the line below a heading."""
        self.put(Block("rule", "---" if len(self._open) == 1 else "___"))

    def open(self, element: _Element, tag: str) -> None:
        """Open what an element is, if it stands where it can be that, and not too deep."""
        if tag in HEADINGS:
            self._open.append(Container("line", element))
        elif tag in CONTAINERS and len(self._open) < _DEEPEST:
            self._open_container(element, tag)

    def _open_container(self, element: _Element, tag: str) -> None:
        top = self._open[-1]
        wanted = WITHIN.get(tag)
        if tag == "li" and (label := self._footnotes.label_of_note(element)):
            note = Container("note", element)
            note.label = label
            self._open.append(note)
            return
        if (wanted is not None and top.kind not in wanted) or self._footnotes.is_list(element):
            return
        made = Container(CONTAINERS[tag], element)
        if tag == "ol":
            made.ordered = True
            made.start = _number(element.get("start"))
        self._open.append(made)

    def close(self, element: _Element, tag: str) -> None:
        """End the paragraph that is open, and what an element opened."""
        if tag == "p" and element.getparent() is self.top.element and self.run:
            self._loosen()
        self.break_off()
        if self.top.element is element:
            self._close()

    def blocks(self) -> list[Block]:
        """End all that is open, and return the blocks of the page."""
        while len(self._open) > 1:
            self._close()
        self._open[0].flush()
        return self._open[0].blocks

    def _loosen(self) -> None:
        """Note that an item or a definition holds paragraphs."""
        if self._open[-1].kind in {"item", "definition"}:
            self._open[-2].loose = True

    def _close(self) -> None:
        """End the container that is open, and put what it made into the one around it."""
        done = self._open.pop()
        outer = self._open[-1]
        if done.kind == "line":
            self._close_line(done, outer)
            return
        done.flush()
        match done.kind:
            case "item":
                if done.blocks or done.label:
                    outer.items.append(_ticked(done))
            case "list":
                before = outer.blocks[-1] if outer.blocks else None
                if block := done.list_block(before):
                    outer.put(block)
            case "terms":
                if block := done.terms_block():
                    outer.put(block)
            case "definition":
                if done.blocks:
                    outer.put(Block("definition", joined(done.blocks)))
            case _ if done.blocks:
                makers = {"quote": done.quote_block, "details": done.details_block, "note": done.note_block}
                outer.put(makers[done.kind]())

    def _close_line(self, done: Container, outer: Container) -> None:
        tag = str(done.element.tag) if done.element is not None else ""
        if tag == "summary":
            text = words_of(done.element) if done.element is not None else ""
            outer.blocks.append(Block("summary", text))
            return
        if not (line := done.line()):
            return
        if tag == "dt":
            outer.blocks.append(Block("term", at_line_starts(line)))
        else:
            outer.put(Block("heading", f"{'#' * int(tag[1])} {heading_text(line)}"))


def _number(written: str | None) -> int:
    text = (written or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _ticked(item: Container) -> tuple[str, list[Block]]:
    """Return an item with its box to tick, which our own pages show as a sign."""
    names = (item.element.get("class") or "").split() if item.element is not None else []
    first = item.blocks[0] if item.blocks else None
    if "cw-task" not in names or first is None or first.text[:1] not in {"☐", "☑"}:
        return item.label, item.blocks
    box = "[ ]" if first.text[0] == "☐" else "[x]"
    return box, [first._replace(text=first.text[1:].lstrip()), *item.blocks[1:]]
