"""Blocks of Markdown, and the containers that hold them while a page is gone through."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.importers.prose.inline import line_of, paragraphs_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.prose.pieces import Piece

__all__ = ["Block", "BlockKind", "Container", "ContainerKind", "joined"]

BlockKind: TypeAlias = Literal[
    "paragraph",
    "heading",
    "list",
    "numbered",
    "code",
    "quote",
    "rule",
    "other",
    "summary",
    "term",
    "definition",
]
ContainerKind: TypeAlias = Literal[
    "page", "line", "list", "item", "quote", "terms", "definition", "details", "note"
]

_GOES_ON = {
    "paragraph": {"list", "heading", "code", "quote", "rule"},
    "heading": {"paragraph", "list", "numbered", "code", "quote", "rule"},
    "code": {"paragraph", "list", "numbered", "heading", "code", "quote", "rule"},
}
"""What may stand right below what, without an empty line, in an item of a tight list."""
_LINE_BREAK = re.compile(r"\n(?=[^\n])")
_MOST = 999_999_999


class Block(NamedTuple):
    """A block of Markdown; `text` may be empty only in lists of terms."""

    kind: BlockKind
    text: str
    mark: str = ""
    """Of a list: the sign before its items, so that the next one can have another."""


class Container:
    """What is open: blocks that are done, and the pieces of the paragraph that is not."""

    __slots__ = ("blocks", "element", "items", "kind", "label", "loose", "ordered", "run", "start")

    def __init__(self, kind: ContainerKind, element: _Element | None = None) -> None:
        self.kind = kind
        self.element = element
        self.blocks: list[Block] = []
        self.run: list[Piece] = []
        self.items: list[tuple[str, list[Block]]] = []
        """Of a list: its items, each with its box to tick, if it has one."""
        self.loose = False
        self.ordered = False
        self.start = 1
        self.label = ""
        """Of an item: its box. Of a note: its name."""

    def flush(self) -> None:
        """End the paragraph that is open."""
        if not self.run:
            return
        run, self.run = self.run, []
        for text in paragraphs_of(run):
            block = Block("other" if text.startswith("$$") and text.endswith("$$") else "paragraph", text)
            if self.kind == "list":
                self.items.append(("", [block]))
            else:
                self.blocks.append(block)

    def line(self) -> str:
        """Return what is open as one line, and end it."""
        run, self.run = self.run, []
        return line_of(run)

    def put(self, block: Block) -> None:
        """Add a block; in a list that has no item for it, it belongs to the last one."""
        if not block.text and block.kind != "definition":
            return
        if self.kind != "list":
            self.blocks.append(block)
        elif self.items:
            self.items[-1][1].append(block)
        else:
            self.items.append(("", [block]))

    def list_block(self, before: Block | None) -> Block | None:
        """Return a list; `before` is the block above it, from which its sign has to differ."""
        items = [item for item in self.items if item[1] or item[0]]
        if not items:
            return None
        last = before.mark if before is not None else ""
        start = self.start if 0 <= self.start <= _MOST - len(items) else 1
        loose = self.loose or not all(_is_tight(blocks) for _, blocks in items)
        sign = (")" if last == "." else ".") if self.ordered else ("*" if last == "-" else "-")
        made = []
        for number, (box, blocks) in enumerate(items, start):
            marker = f"{number}{sign} " if self.ordered else f"{sign} "
            body = ("\n\n" if loose else "\n").join(block.text for block in blocks)
            made.append(marker + _indented(f"{box} {body}".strip() if box else body, len(marker)))
        kind: BlockKind = "numbered" if self.ordered and start != 1 else "list"
        return Block(kind, ("\n\n" if loose else "\n").join(made), sign)

    def quote_block(self) -> Block:
        """Return a quotation."""
        text = "> " + joined(self.blocks).replace("\n", "\n> ").replace("\n> \n", "\n>\n")
        return Block("quote", text.replace("\n> \n", "\n>\n"))

    def terms_block(self) -> Block | None:
        """Return terms and what they mean."""
        made: list[str] = []
        terms: list[str] = []
        for block in self.blocks:
            if block.kind == "term":
                terms.append(block.text)
                continue
            if block.kind != "definition" or (not terms and not made):
                made.append(block.text)
                continue
            gap = "\n\n" if self.loose else "\n"
            head = f"{' / '.join(terms)}{gap}" if terms else ""
            definition = f":   {_indented(block.text, 4)}"
            if head or not made:
                made.append(head + definition)
            else:
                made[-1] += gap + definition
            terms = []
        made += terms
        return Block("other", "\n\n".join(made)) if made else None

    def details_block(self) -> Block:
        """Return what is folded away: Markdown has no word for it, and HTML has."""
        title = next((block.text for block in self.blocks if block.kind == "summary"), "")
        rest = joined([block for block in self.blocks if block.kind != "summary"])
        head = f"<details><summary>{escape(title, quote=False)}</summary>" if title else "<details>"
        return Block("other", f"{head}\n\n{rest}\n\n</details>" if rest else f"{head}</details>")

    def note_block(self) -> Block:
        """Return a footnote."""
        return Block("other", f"[^{self.label}]: {_indented(joined(self.blocks), 4)}")


def joined(blocks: list[Block]) -> str:
    """Return blocks as Markdown, with an empty line between them."""
    return "\n\n".join(block.text for block in blocks if block.text)


def _indented(text: str, width: int) -> str:
    return _LINE_BREAK.sub("\n" + " " * width, text)


def _is_tight(blocks: list[Block]) -> bool:
    return all(below.kind in _GOES_ON.get(above.kind, ()) for above, below in pairwise(blocks))
