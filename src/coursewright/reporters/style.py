"""Colours of the terminal, and text that is safe to show there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coursewright.lint.api import Severity

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_STYLES: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "cyan", "bold": True},
    "code": {"bold": True},
    "place": {"fg": "blue"},
    "quiet": {"dim": True},
    "good": {"fg": "green", "bold": True},
    "heading": {"bold": True, "underline": True},
}


@dataclass(frozen=True, slots=True)
class Paint:
    """Puts styles on text, or leaves it as it is."""

    coloured: bool = False

    def __call__(self, style: str, text: str) -> str:
        """Return the text in a named style."""
        if not self.coloured or not text:
            return text
        from typer import style as styled  # noqa: PLC0415 - only a terminal needs it

        return styled(text, **_STYLES[style])

    def severity(self, severity: Severity) -> str:
        """Return `[error]` and its like."""
        return self(str(severity), f"[{severity}]")


def safe(text: str) -> str:
    """Show what would steer a terminal or turn the reading direction as an escape."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
