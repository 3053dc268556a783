"""An error that has places, drawn as findings are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.findings import Mark
from coursewright.reporters.frame import frame
from coursewright.reporters.measure import flat, wrap
from coursewright.reporters.paths import from_here
from coursewright.reporters.style import Paint

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.lint.config.document import ConfigFault

_INDENT = "    "
_MOST = 20
"""Faults that are drawn: whoever has mended these has learned how."""


def complaint(faults: tuple[ConfigFault, ...], here: Path, columns: int, *, coloured: bool = False) -> str:
    """Return what is wrong in a configuration: each fault with its place, the line, and how to mend it."""
    paint = Paint(coloured)
    lines = [text for fault in faults[:_MOST] for text in _fault(fault, here, columns, paint)]
    if len(faults) > _MOST:
        lines.append(f"and {len(faults) - _MOST:,} more")
    return "".join(f"{line}\n" for line in lines)


def _fault(fault: ConfigFault, here: Path, columns: int, paint: Paint) -> list[str]:
    start = fault.span.start
    place = f"{from_here(fault.source.path, here)}:{start.line}:{start.column}"
    said = wrap(flat(f"{fault.message} {fault.hint}".strip()), columns - len(_INDENT), columns)
    head = f"{paint('place', place)} {paint('error', '[configuration]')}"
    lines = [f"{head} {said[0]}" if len(said) == 1 else head]
    lines += [_INDENT + line for line in said] if len(said) > 1 else []
    if fault.source.line(start.line).strip():
        lines += frame(Mark(fault.source, fault.span, ""), columns, paint)
    return lines
