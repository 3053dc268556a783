"""Edits put into a text by their lines and columns alone, as a program that reads a report would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.lint.findings import Edit

BREAK = re.compile("\r\n|\r|\n")


def applied(data: bytes, edits: tuple[Edit, ...]) -> bytes:
    """Return a file with the edits made; a byte order mark counts as no character."""
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    text = data.removeprefix(mark).decode()
    starts = [0, *(match.end() for match in BREAK.finditer(text))]
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        start, end = (starts[place.line - 1] + place.column - 1 for place in edit.span)
        text = text[:start] + edit.text + text[end:]
    return mark + text.encode()
