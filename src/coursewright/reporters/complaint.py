"""An error that has places, drawn as findings are, and what errors come to in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.config.document import ConfigError
from coursewright.lint.findings import Mark
from coursewright.lint.silence.baseline_file import BaselineError
from coursewright.reporters.frame import frame
from coursewright.reporters.measure import flat, width, wrap
from coursewright.reporters.paths import from_here
from coursewright.reporters.style import Paint
from coursewright.reporters.summary import counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coursewright.lint.config.document import ConfigFault
    from coursewright.spec.errors import CoursewrightError

_INDENT = "    "
_MOST = 20
"""Faults that are drawn: whoever has mended these has learned how."""


def complaint(
    faults: tuple[ConfigFault, ...],
    here: Path,
    columns: int,
    *,
    kind: str = "configuration",
    coloured: bool = False,
    wrapped: bool = False,
) -> str:
    """Return what is wrong in a file of that kind: each fault with its place, the line, and how to mend it.

    `wrapped` breaks what is said at the width, too, as the text report does.
    """
    paint = Paint(coloured)
    parts = [
        _fault(fault, kind, here, columns if wrapped else None, columns, paint) for fault in faults[:_MOST]
    ]
    if len(faults) > _MOST:
        parts.append([f"and {len(faults) - _MOST:,} more"])
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in parts)


def _fault(
    fault: ConfigFault, kind: str, here: Path, room: int | None, columns: int, paint: Paint
) -> list[str]:
    start = fault.span.start
    place, label = f"{from_here(fault.source.path, here)}:{start.line}:{start.column}", f"[{kind}]"
    said = flat(f"{fault.message} {fault.hint}".strip())
    lines = [said] if room is None else _broken(said, room, room - width(f"{place} {label} "))
    head, *rest = [f"{paint('place', place)} {paint('error', label)} {lines[0]}".rstrip(), *lines[1:]]
    lines = [head, *(_INDENT + line for line in rest)]
    if fault.source.line(start.line).strip():
        lines += frame(Mark(fault.source, fault.span, ""), columns, paint)
    return lines


def _broken(said: str, room: int, left: int) -> list[str]:
    """Break a text into lines of which the first has less room, perhaps too little for a word."""
    lines = wrap(said, room - len(_INDENT), left)
    return lines if width(lines[0]) <= left else ["", *wrap(said, room - len(_INDENT))]


def unchecked(errors: Sequence[CoursewrightError], files: int = 0) -> str:
    """Say in a clause what kept a run from checking all it was given.

    `files` is how many were left out because their configuration or baseline cannot be followed.
    """
    configurations = sum(isinstance(error, ConfigError) for error in errors)
    baselines = sum(isinstance(error, BaselineError) for error in errors)
    paths = len(errors) - configurations - baselines
    reasons = [f"{counted(paths, 'path')} could not be checked"] if paths else []
    reasons += [f"{counted(configurations, 'configuration')} could not be followed"] if configurations else []
    reasons += [f"{counted(baselines, 'baseline')} could not be read"] if baselines else []
    so = f", so {counted(files, 'file')} {'was' if files == 1 else 'were'} not checked" if files > 0 else ""
    return listed(reasons) + so
