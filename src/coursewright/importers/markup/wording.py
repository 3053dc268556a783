"""Markdown as plain text on one line, and lists as their items."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from coursewright.importers.markup.lines import in_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["listing", "plain", "points", "unnumbered"]

_MARKED = re.compile(r"[*_`\[\]<>\\&~]")
_ATTRIBUTES = re.compile(r"\{[:.#][^{}\n]{0,200}\}")
_ITEM = re.compile(r"( {0,3})(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(.*)")
_NUMBERED = re.compile(
    r"\s*(?:[^\W\d_]{1,30}\s+)?#?\d{1,3}(?:\.\d{1,3}){0,3}\s*(?:[.:)\N{EN DASH}\N{EM DASH}]|-(?=\s))\s*(?=\S)"
    r"|\s*\d{1,3}(?:\.\d{1,3}){1,3}\s+(?=\S)"
)
_LONGEST = 20_000


def plain(markdown: str) -> str:
    """Return the words of Markdown on one line, without markup; formulas stay as written."""
    text = " ".join(_ATTRIBUTES.sub("", markdown[:_LONGEST]).split())
    if _MARKED.search(text) is None:
        return text
    tokens = _parser().parseInline(text)
    return " ".join("".join(_word(one) for token in tokens for one in token.children or ()).split())


def _word(token: Token) -> str:
    match token.type:
        case "text" | "code_inline":
            return token.content
        case "softbreak" | "hardbreak":
            return " "
        case "image":
            return token.content
    return ""


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (only where there is markup)

    return MarkdownIt("commonmark", {"maxNesting": 20}).enable("strikethrough")


def unnumbered(title: str) -> str:
    """Return a title without the number that leads it: `Loops` of `2.1 Loops` and of `Exercise 3: Loops`.

    Things are told by it when they have been moved; it is nothing that people read.
    """
    return _NUMBERED.sub("", title, count=1) if _NUMBERED.match(title) else title


def points(markdown: str) -> list[str]:
    """Return the items of a list as Markdown, each on one line, what is nested in them with them.

    A text that holds no list is one item; lines before a list are none.
    """
    lines = markdown.strip("\n").split("\n")
    found: list[list[str]] = []
    for line, code in zip(lines, in_code(lines), strict=True):
        item = None if code else _ITEM.match(line)
        if item is not None and (not found or len(item[1]) < 2):
            found.append([item[2]])
        elif found:
            found[-1].append(line)
    if not found:
        return [text] if (text := " ".join(markdown.split())) else []
    return [text for one in found if (text := " ".join(" ".join(one).split()))]


def listing(items: Sequence[str]) -> str:
    """Return texts as a list."""
    return "\n".join(f"- {one}" for one in items)
