"""A unified diff on a terminal: safe to show, in colours that are usual for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.shared.measure import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.reporters.shared.style import Paint

__all__ = ["shown_patch"]

_STYLES = {"+": "good", "-": "error", "@": "place"}


def shown_patch(patch: str, paint: Paint) -> str:
    """Return a diff as a terminal shows it, a line break at the end of each line."""
    return "".join(_lines(patch, paint))


def _lines(patch: str, paint: Paint) -> Iterator[str]:
    names = 0
    for line in patch.split("\n")[:-1]:
        if line.startswith("--- "):
            names = 2
        style = "label" if names else _STYLES.get(line[:1], "")
        names = max(names - 1, 0)
        shown = safe(line.rstrip("\r").expandtabs())
        yield f"{paint(style, shown) if style else shown}\n"
