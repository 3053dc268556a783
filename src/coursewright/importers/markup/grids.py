"""Tables drawn with `+---+`, which only Pandoc reads: they stay as they were drawn, in a block of code."""

from __future__ import annotations

import re

from coursewright.importers.markup.lines import in_code

__all__ = ["drawn"]

_EDGE = re.compile(r"([ \t>]*+)\+(?:[-=:]{3,}+\+)++[ \t]*")
_ROW = re.compile(r"[ \t>]*+[|+].*[|+][ \t]*")
_FENCE = "~" * 5


def drawn(markdown: str) -> str:
    """Return Markdown whose drawn tables stand in code, so that their columns stay where they are."""
    if "+--" not in markdown:
        return markdown
    lines = markdown.split("\n")
    code = in_code(lines)
    kept: list[str] = []
    at = 0
    while at < len(lines):
        end = at
        edge = None if code[at] else _EDGE.fullmatch(lines[at])
        if edge is not None:
            while end < len(lines) and _ROW.fullmatch(lines[end]):
                end += 1
        if edge is None or end - at < 3:
            kept.append(lines[at])
            at += 1
            continue
        kept += [f"{edge[1]}{_FENCE}text", *lines[at:end], f"{edge[1]}{_FENCE}"]
        at = end
    return "\n".join(kept)
