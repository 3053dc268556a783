"""An error that has places, drawn as findings are, and what errors come to in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.config.document import ConfigError
from coursewright.lint.findings import Mark
from coursewright.lint.silence.baseline_file import BaselineError
from coursewright.reporters.shared.frame import frame, headline
from coursewright.reporters.shared.measure import flat
from coursewright.reporters.shared.paths import from_here
from coursewright.reporters.shared.style import Paint
from coursewright.spec.errors import UnwritableError
from coursewright.spec.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coursewright.spec.errors import CoursewrightError
    from coursewright.spec.file_faults import FileFault

_MOST = 20
"""Faults that are drawn: whoever has mended these has learned how."""


def complaint(
    faults: tuple[FileFault, ...],
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
    room = columns if wrapped else None
    parts = [_fault(fault, kind, here, room, columns, paint) for fault in faults[:_MOST]]
    if len(faults) > _MOST:
        parts.append([f"and {len(faults) - _MOST:,} more"])
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in parts)


def _fault(
    fault: FileFault, kind: str, here: Path, room: int | None, columns: int, paint: Paint
) -> list[str]:
    start = fault.span.start
    place = f"{from_here(fault.source.path, here)}:{start.line}:{start.column}"
    said = flat(f"{fault.message} {fault.hint}".strip())
    lines = headline([("place", place), ("error", f"[{kind}]")], said, room, paint)
    if fault.source.line(start.line).strip():
        lines += frame(Mark(fault.source, fault.span, ""), columns, paint)
    return lines


def unchecked(errors: Sequence[CoursewrightError], files: int = 0) -> str:
    """Say in a clause what kept a run from checking all it was given.

    `files` is how many were left out because their configuration or baseline cannot be followed.
    """
    configurations = sum(isinstance(error, ConfigError) for error in errors)
    baselines = sum(isinstance(error, BaselineError) for error in errors)
    unwritten = sum(isinstance(error, UnwritableError) for error in errors)
    paths = len(errors) - configurations - baselines - unwritten
    reasons = [f"{counted(paths, 'path')} could not be checked"] if paths else []
    reasons += [f"{counted(configurations, 'configuration')} could not be followed"] if configurations else []
    reasons += [f"{counted(baselines, 'baseline')} could not be read"] if baselines else []
    reasons += [f"{counted(unwritten, 'file')} could not be written"] if unwritten else []
    so = f", so {counted(files, 'file')} {'was' if files == 1 else 'were'} not checked" if files > 0 else ""
    return listed(reasons) + so
