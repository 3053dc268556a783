"""Plain text as HTML: escaped, and without the characters that XML has no room for."""

from __future__ import annotations

import re
from html import escape

__all__ = ["clean", "escaped", "paragraphs"]

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_GAP = re.compile(r"\n[ \t\r]*\n")


def clean(text: str) -> str:
    """Return a text without control characters and halves of characters."""
    return _NO_XML.sub("", text)


def escaped(text: str) -> str:
    """Return a plain text as HTML, good in elements and in attributes in double quotes."""
    return escape(clean(text))


def paragraphs(text: str) -> str:
    """Return a plain text as paragraphs, one for each stretch between empty lines."""
    parts = (part.strip() for part in _GAP.split(text))
    return "".join(f"<p>{escaped(part)}</p>" for part in parts if part)
