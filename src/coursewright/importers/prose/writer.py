"""Elements of HTML, one after the other, as blocks of Markdown: without recursion, however deep they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from coursewright.importers.prose.blocks import Block
from coursewright.importers.prose.code import fence, language_of, listing_text
from coursewright.importers.prose.footnotes import Footnotes
from coursewright.importers.prose.formulas import formula_of_math, formula_piece
from coursewright.importers.prose.nesting import Nesting
from coursewright.importers.prose.parsing import is_unseen, style_of
from coursewright.importers.prose.pieces import BREAK, DELETED, EMPHASIS, STRONG, Piece
from coursewright.importers.prose.tables import Table, records, table_block, table_of
from coursewright.importers.prose.tags import (
    BLOCKS,
    CODES,
    EMBEDS,
    HEADINGS,
    MARKS,
    PASSED_OVER,
)
from coursewright.importers.prose.things import (
    abbreviation_of,
    embed_piece,
    image_of,
    link_of,
    remote_image_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.prose.pieces import Link, Resolve

__all__ = ["Writer"]

_TABLES = 3
"""Tables within each other that are told; deeper ones arrange what they hold."""


class Writer:
    """Goes through one page. `tables` says how many tables it stands in."""

    def __init__(self, resolve: Resolve, footnotes: Footnotes | None = None, tables: int = 0) -> None:
        self._resolve = resolve
        self._footnotes = footnotes or Footnotes()
        self._tables = tables
        self._nesting = Nesting(self._footnotes)
        self._marks = 0
        self._kept_marks: list[tuple[_Element, int]] = []
        self._link: Link | None = None
        self._link_element: _Element | None = None
        self._link_text = 0

    def blocks(self, root: _Element) -> list[Block]:
        """Return an element as blocks."""
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if self._opens(element, element.tag):
                    walk.skip_subtree()
                elif element.text:
                    self._say(element.text)
                continue
            if event == "end":
                self._closes(element, element.tag)
            if element.tail and element is not root:
                self._say(element.tail)
        return self._nesting.blocks()

    # Text and pieces

    def _say(self, text: str) -> None:
        top = self._nesting.top
        if top.kind == "terms" and not text.strip():
            return
        top.run.append(Piece("text", text, self._marks, self._link))

    def _put(self, piece: Piece) -> None:
        self._nesting.run.append(piece._replace(marks=self._marks, link=self._link))

    # Elements

    def _opens(self, element: _Element, tag: str) -> bool:
        """Begin an element. Return whether all of it is done with."""
        if tag in PASSED_OVER:
            return self._passes_over(element, tag)
        if element.attrib:
            if is_unseen(element):
                return True
            self._mark_by_style(element)
        if tag in BLOCKS:
            self._nesting.break_off()
            return self._opens_block(element, tag)
        if tag in MARKS:
            if tag == "sup" and self._is_footnote(element):
                return True
            if not ((tag in {"b", "strong"}) and "font-weight:normal" in style_of(element)):
                self._mark(element, MARKS[tag])
            return False
        return self._opens_inline(element, tag)

    def _opens_inline(self, element: _Element, tag: str) -> bool:
        match tag:
            case "br":
                self._put(Piece("break", BREAK))
            case "a":
                return self._opens_link(element)
            case "img":
                self._put(image_of(element, self._resolve))
            case "math":
                self._formula(formula_of_math(element), element)
                return True
            case "q":
                self._say("“")
            case "rt":
                self._say("" if _has_brackets(element) else " (")
            case "input":
                self._box(element)
            case "abbr" | "acronym" if (made := abbreviation_of(element)) is not None:
                self._put(made)
                return True
            case _ if tag in CODES:
                return self._code(element)
            case _ if tag in EMBEDS:
                self._embed(element)
                return True
        return False

    def _opens_block(self, element: _Element, tag: str) -> bool:
        if tag == "pre":
            self._listing(element)
            return True
        if self._nesting.in_line:
            return False
        if tag == "table":
            return self._table(element)
        if tag == "hr":
            self._nesting.rule()
        else:
            self._nesting.open(element, tag)
        return False

    def _closes(self, element: _Element, tag: str) -> None:
        if self._kept_marks and self._kept_marks[-1][0] is element:
            self._marks = self._kept_marks.pop()[1]
        if tag == "a" and self._link_element is element:
            self._closes_link(element)
        elif tag in BLOCKS:
            self._nesting.close(element, tag)
        elif tag == "q":
            self._say("”")
        elif tag == "rt" and not _has_brackets(element):
            self._say(")")

    # Marks

    def _mark(self, element: _Element, marks: int) -> None:
        self._kept_marks.append((element, self._marks))
        self._marks |= marks

    def _mark_by_style(self, element: _Element) -> None:
        style = style_of(element)
        if element.tag in HEADINGS or not ("font-" in style or "line-through" in style):
            return
        marks = STRONG * any(f"font-weight:{one}" in style for one in ("bold", "600", "700", "800", "900"))
        marks |= EMPHASIS * ("font-style:italic" in style) | DELETED * ("line-through" in style)
        if marks:
            self._mark(element, marks)

    def _passes_over(self, element: _Element, tag: str) -> bool:
        if tag == "script" and (element.get("type") or "").startswith("math/tex"):
            display = "mode=display" in (element.get("type") or "").replace(" ", "")
            self._formula(formula_piece(element.text or "", display=display), element)
        elif tag == "button":
            return False
        return True

    # Links and what stands for itself

    def _opens_link(self, element: _Element) -> bool:
        if self._is_footnote(element):
            return True
        if remote := remote_image_of(element):
            self._put(remote)
            return True
        if self._link is None and (link := link_of(element, self._resolve)) is not None:
            self._link, self._link_element = link, element
            self._link_text = len(self._nesting.run)
        return False

    def _closes_link(self, element: _Element) -> None:
        run = self._nesting.run
        if not any(piece.text.strip() for piece in run[self._link_text :] if piece.link is self._link):
            name = element.get("title") or element.get("aria-label") or ""
            if name.strip() and self._link is not None:
                self._link.title = ""
                self._say(name)
        self._link = self._link_element = None

    def _is_footnote(self, element: _Element) -> bool:
        """Write a reference to a footnote of ours. Return whether it was one, or leads back from one."""
        if (label := self._footnotes.label_of_reference(element)) is None:
            return False
        if label:
            self._nesting.run.append(Piece("ready", f"[^{label}]"))
        return True

    def _embed(self, element: _Element) -> None:
        if made := embed_piece(element, self._resolve, self._link):
            run = self._nesting.run
            run += [Piece("space", " "), made._replace(marks=self._marks), Piece("space", " ")]

    def _formula(self, piece: Piece | None, element: _Element) -> None:
        if piece is None:
            return
        parent = element.getparent()
        alone = parent is not None and "cw-maths" in (parent.get("class") or "").split()
        self._put(piece._replace(kind="display") if alone and piece.kind == "formula" else piece)

    def _box(self, element: _Element) -> None:
        top = self._nesting.top
        if top.kind == "item" and (element.get("type") or "").lower() == "checkbox" and not top.blocks:
            top.label = "[ ]" if element.get("checked") is None else "[x]"

    # Code

    def _code(self, element: _Element) -> bool:
        if "cw-formula" in (element.get("class") or "").split():
            self._formula(formula_piece("".join(map(str, element.itertext())), display=False), element)
            return True
        text = listing_text(element)
        if not text.strip():
            return not len(element)
        if "\n" in text and element.find(".//br") is not None and not self._nesting.in_line:
            self._nesting.put(Block("code", fence(text, language_of(element))))
        else:
            self._put(Piece("code", " ".join(text.split("\n"))))
        return True

    def _listing(self, element: _Element) -> None:
        text = listing_text(element)
        if not text.strip():
            return
        if self._nesting.in_line:
            self._put(Piece("code", " ".join(text.split())))
        else:
            self._nesting.put(Block("code", fence(text, language_of(element))))

    # Tables

    def _table(self, element: _Element) -> bool:
        table = table_of(element) if self._tables < _TABLES else None
        if table is None:
            return False
        cells = Table(
            [[self._cell(cell) if cell is not None else [] for cell in row] for row in table.rows],
            self._cell(table.caption) if table.caption is not None else [],
            has_head=table.has_head,
        )
        for block in table_block(cells) or records(cells):
            self._nesting.put(block)
        return True

    def _cell(self, element: _Element) -> list[Block]:
        return Writer(self._resolve, self._footnotes, self._tables + 1).blocks(element)


def _has_brackets(reading: _Element) -> bool:
    """Say whether the reading of a word stands in brackets already."""
    around = reading.getparent()
    return around is not None and around.find("rp") is not None
