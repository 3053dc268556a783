"""HTML as clean Markdown: CommonMark with tables, formulas, footnotes and listings with their language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.prose.blocks import joined
from coursewright.importers.prose.escaping import at_line_starts, escaped, habits_of
from coursewright.importers.prose.parsing import bare_text, parsed
from coursewright.importers.prose.writer import Writer

if TYPE_CHECKING:
    from coursewright.importers.prose.pieces import Resolve

__all__ = ["markdown_of"]


def markdown_of(html: str, resolve: Resolve) -> str:
    """Return HTML as Markdown; empty where it says nothing.

    `resolve` takes each address as written, and returns the one to write, or None to drop the link and keep
    its words. Scripts, what nobody sees, and addresses that run something or are their own content are left
    out. Levels of headings stay. HTML is kept where Markdown has no word: `sup`, `sub`, `abbr`, `details`,
    and line breaks in tables. A page of more than 150,000 tags, or nested beyond 2,000, is read by its words.
    """
    if not html or html.isspace():
        return ""
    root = parsed(html)
    if root is not None:
        return joined(Writer(resolve).blocks(root))
    text = bare_text(html)
    habits = habits_of(text, marked=True, coded=True, formulas=True, linked=True)
    return at_line_starts(escaped(text, habits))
