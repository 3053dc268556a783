"""The colours of the terminal."""

from __future__ import annotations

from typing import Any

_STYLES: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "cyan", "bold": True},
    "code": {"bold": True},
    "place": {"fg": "blue"},
    "label": {"bold": True},
    "quiet": {"dim": True},
    "good": {"fg": "green", "bold": True},
    "heading": {"fg": "magenta", "bold": True},
}


class Paint:
    """Puts styles on text, or leaves it as it is."""

    __slots__ = ("coloured",)

    def __init__(self, coloured: bool = False) -> None:
        self.coloured = coloured

    def __call__(self, style: str, text: str) -> str:
        """Return the text in a named style."""
        if not self.coloured or not text:
            return text
        from typer import style as styled  # noqa: PLC0415 - only a terminal needs it

        return styled(text, **_STYLES[style])
