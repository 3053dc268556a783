"""What stands within a line, on its way to Markdown: pieces of text, code, formulas, and their marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

__all__ = ["BREAK", "DELETED", "EMPHASIS", "STRONG", "SUB", "SUP", "Kind", "Link", "Piece", "Resolve"]

Resolve: TypeAlias = Callable[[str], "str | None"]
"""Takes an address as written, unescaped, and returns the address for Markdown; None drops the link."""

Kind: TypeAlias = Literal["text", "space", "break", "code", "formula", "display", "ready"]
"""`formula` and `display` hold LaTeX; `ready` is Markdown that nothing more is done to."""

STRONG, EMPHASIS, DELETED, SUP, SUB = 1, 2, 4, 8, 16
"""Marks, to be added up."""


class Link:
    """A link that is open. Two links to the same place are two."""

    __slots__ = ("address", "title")

    def __init__(self, address: str, title: str) -> None:
        self.address = address
        self.title = title


class Piece(NamedTuple):
    """A part of a line, all of it with the same marks."""

    kind: Kind
    text: str
    marks: int = 0
    link: Link | None = None


BREAK = "\\\n"
"""A line break within a paragraph, in Markdown."""
