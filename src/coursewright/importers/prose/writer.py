"""Elements of HTML, one after the other, as blocks of Markdown: without recursion, however deep they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from coursewright.importers.prose.blocks import Block, Container, joined
from coursewright.importers.prose.code import fence, language_of, listing_text
from coursewright.importers.prose.embeds import embed_of, is_safe
from coursewright.importers.prose.escaping import address, escaped, habits_of, heading_text
from coursewright.importers.prose.footnotes import Footnotes
from coursewright.importers.prose.formulas import formula_of_image, formula_of_math, formula_piece
from coursewright.importers.prose.parsing import is_unseen, style_of, words_of
from coursewright.importers.prose.pieces import BREAK, DELETED, EMPHASIS, STRONG, SUB, SUP, Link, Piece
from coursewright.importers.prose.tables import Table, records, table_block, table_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.prose.blocks import ContainerKind
    from coursewright.importers.prose.pieces import Resolve

__all__ = ["Writer"]

_DEEPEST = 20
"""Lists, quotations and their like within each other; deeper ones are read as what they hold."""
_TABLES = 3
_BLOCKS = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        "address article aside body center dd details dir div dl dt fieldset figcaption figure footer form "
        "header html legend li main menu nav ol p section summary table caption tbody td tfoot th thead tr ul "
        "blockquote h1 h2 h3 h4 h5 h6 hr pre noscript optgroup option"
    ).split()
)
_PASSED_OVER = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        "script style template select textarea head title meta link svg canvas map object-fallback datalist "
        "noframes noembed button progress meter"
    ).split()
)
_MARKS = {
    "b": STRONG,
    "strong": STRONG,
    "em": EMPHASIS,
    "i": EMPHASIS,
    "cite": EMPHASIS,
    "dfn": EMPHASIS,
    "var": EMPHASIS,
    "del": DELETED,
    "s": DELETED,
    "strike": DELETED,
    "sup": SUP,
    "sub": SUB,
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CODES = frozenset({"code", "kbd", "samp", "tt"})
_EMBEDS = frozenset({"iframe", "video", "audio", "object", "embed"})
_CONTAINERS: dict[str, ContainerKind] = {
    "ul": "list",
    "ol": "list",
    "menu": "list",
    "dir": "list",
    "li": "item",
    "blockquote": "quote",
    "dl": "terms",
    "dt": "line",
    "dd": "definition",
    "details": "details",
    "summary": "line",
}
_WITHIN: dict[str, tuple[ContainerKind, ...]] = {
    "li": ("list",),
    "dt": ("terms",),
    "dd": ("terms",),
    "summary": ("details",),
}
"""Where an element has to stand to be what it says."""


class Writer:
    """Goes through one page. `tables` says how many tables it stands in."""

    def __init__(self, resolve: Resolve, footnotes: Footnotes | None = None, tables: int = 0) -> None:
        self._resolve = resolve
        self._footnotes = footnotes or Footnotes()
        self._tables = tables
        self._open = [Container("page")]
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
        while len(self._open) > 1:
            self._close()
        self._open[0].flush()
        return self._open[0].blocks

    # Text and pieces

    def _say(self, text: str) -> None:
        top = self._open[-1]
        if top.kind == "terms" and not text.strip():
            return
        top.run.append(Piece("text", text, self._marks, self._link))

    def _put(self, piece: Piece) -> None:
        self._open[-1].run.append(piece._replace(marks=self._marks, link=self._link))

    def _break_off(self) -> None:
        """End a paragraph; what has to stay on one line gets a space."""
        top = self._open[-1]
        if top.kind == "line":
            top.run.append(Piece("space", " "))
        else:
            top.flush()

    def _block(self, block: Block) -> None:
        top = self._open[-1]
        top.flush()
        top.put(block)

    # Elements

    def _opens(self, element: _Element, tag: str) -> bool:
        """Begin an element. Return whether all of it is done with."""
        if tag in _PASSED_OVER:
            return self._passes_over(element, tag)
        if element.attrib:
            if is_unseen(element):
                return True
            self._mark_by_style(element)
        if tag in _BLOCKS:
            self._break_off()
            return self._opens_block(element, tag)
        if tag in _MARKS:
            if tag == "sup" and self._is_footnote(element):
                return True
            if not ((tag in {"b", "strong"}) and "font-weight:normal" in style_of(element)):
                self._mark(element, _MARKS[tag])
            return False
        return self._opens_inline(element, tag)

    def _opens_inline(self, element: _Element, tag: str) -> bool:
        match tag:
            case "br":
                self._put(Piece("break", BREAK))
            case "a":
                return self._opens_link(element)
            case "img":
                self._image(element)
            case "math":
                self._formula(formula_of_math(element), element)
                return True
            case "q":
                self._say("“")
            case "rt":
                self._say(" (" if element.getparent().find("rp") is None else "")
            case "input":
                self._box(element)
            case "abbr" | "acronym" if element.get("title"):
                return self._abbreviation(element)
            case _ if tag in _CODES:
                return self._code(element)
            case _ if tag in _EMBEDS:
                self._embed(element)
                return True
        return False

    def _opens_block(self, element: _Element, tag: str) -> bool:
        in_line = self._open[-1].kind == "line"
        if tag == "pre":
            self._listing(element, in_line=in_line)
            return True
        if in_line:
            return False
        if tag in _HEADINGS:
            self._open.append(Container("line", element))
        elif tag == "hr":
            self._block(Block("rule", "---" if len(self._open) == 1 else "___"))
        elif tag == "table":
            return self._table(element)
        elif tag in _CONTAINERS and len(self._open) < _DEEPEST:
            self._opens_container(element, tag)
        return False

    def _opens_container(self, element: _Element, tag: str) -> None:
        top = self._open[-1]
        wanted = _WITHIN.get(tag)
        if tag == "li" and (label := self._footnotes.label_of_note(element)):
            note = Container("note", element)
            note.label = label
            self._open.append(note)
            return
        if (wanted is not None and top.kind not in wanted) or self._footnotes.is_list(element):
            return
        made = Container(_CONTAINERS[tag], element)
        if tag == "ol":
            made.ordered = True
            made.start = _number(element.get("start"))
        self._open.append(made)

    def _closes(self, element: _Element, tag: str) -> None:
        if self._kept_marks and self._kept_marks[-1][0] is element:
            self._marks = self._kept_marks.pop()[1]
        if tag == "a" and self._link_element is element:
            self._closes_link(element)
        elif tag in _BLOCKS:
            if tag == "p" and element.getparent() is self._open[-1].element and self._open[-1].run:
                self._loosen()
            self._break_off()
            if self._open[-1].element is element:
                self._close()
        elif tag == "q":
            self._say("”")
        elif tag == "rt" and element.getparent().find("rp") is None:
            self._say(")")

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
            outer.blocks.append(Block("term", line))
        else:
            outer.put(Block("heading", f"{'#' * int(tag[1])} {heading_text(line)}"))

    # Marks

    def _mark(self, element: _Element, marks: int) -> None:
        self._kept_marks.append((element, self._marks))
        self._marks |= marks

    def _mark_by_style(self, element: _Element) -> None:
        style = style_of(element)
        if element.tag in _HEADINGS or not ("font-" in style or "line-through" in style):
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
        href = (element.get("href") or "").strip()
        if self._is_footnote(element):
            return True
        if "cw-remote" in (element.get("class") or "").split():
            words = words_of(element)
            self._put(Piece("ready", f"![{_alt('' if words == href else words)}]({address(href)})"))
            return True
        if self._link is None and href and not href.startswith("#") and is_safe(href):
            found = self._resolve(href)
            if found is not None and is_safe(found):
                self._link = Link(found, element.get("title") or "")
                self._link_element = element
                self._link_text = len(self._open[-1].run)
        return False

    def _closes_link(self, element: _Element) -> None:
        run = self._open[-1].run
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
            self._open[-1].run.append(Piece("ready", f"[^{label}]"))
        return True

    def _image(self, element: _Element) -> None:
        if piece := formula_of_image(element):
            self._put(piece)
            return
        written = (element.get("src") or "").strip()
        alt = " ".join((element.get("alt") or "").split())
        found = self._resolve(written) if is_safe(written) else None
        if found is None or not is_safe(found):
            self._say(alt)
            return
        title = " ".join((element.get("title") or "").split()).replace("\\", "\\\\").replace('"', '\\"')
        named = f' "{title}"' if title else ""
        self._put(Piece("ready", f"![{_alt(alt)}]({address(found)}{named})"))

    def _embed(self, element: _Element) -> None:
        embed = embed_of(element)
        found = self._resolve(embed.address) if embed is not None else None
        if embed is None:
            return
        link = Link(found, "") if found is not None and is_safe(found) else None
        around = self._open[-1].run
        around += [
            Piece("space", " "),
            Piece("text", embed.title, self._marks, link or self._link),
            Piece("space", " "),
        ]

    def _formula(self, piece: Piece | None, element: _Element) -> None:
        if piece is None:
            return
        parent = element.getparent()
        alone = parent is not None and "cw-maths" in (parent.get("class") or "").split()
        kind = "display" if alone and piece.kind == "formula" else piece.kind
        self._put(piece._replace(kind=kind))

    def _abbreviation(self, element: _Element) -> bool:
        """Keep what an abbreviation stands for: HTML has a word for it, and Markdown has none."""
        words, title = words_of(element), " ".join((element.get("title") or "").split())
        if not words or words == title:
            return False
        made = etree.Element("abbr", title=title)
        made.text = words
        self._put(Piece("ready", etree.tostring(made, encoding="unicode")))
        return True

    def _box(self, element: _Element) -> None:
        top = self._open[-1]
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
        if "\n" in text and element.find(".//br") is not None and self._open[-1].kind != "line":
            self._block(Block("code", fence(text, language_of(element))))
        else:
            self._put(Piece("code", " ".join(text.split("\n"))))
        return True

    def _listing(self, element: _Element, *, in_line: bool) -> None:
        text = listing_text(element)
        if not text.strip():
            return
        if in_line:
            self._put(Piece("code", " ".join(text.split())))
        else:
            self._block(Block("code", fence(text, language_of(element))))

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
            self._block(block)
        return True

    def _cell(self, element: _Element) -> list[Block]:
        return Writer(self._resolve, self._footnotes, self._tables + 1).blocks(element)


def _alt(text: str) -> str:
    habits = habits_of(text, marked=False, coded=False, formulas=False, linked=True)
    return escaped(text, habits)


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
