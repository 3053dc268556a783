"""What kept files from being checked, as plain data with places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.config.document import ConfigError
from coursewright.lint.silence.baseline_file import BaselineError
from coursewright.reporters.record import Trouble
from coursewright.reporters.shared.paths import relative

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from coursewright.spec.errors import CoursewrightError


def troubles(errors: Sequence[CoursewrightError], base: Path) -> tuple[Trouble, ...]:
    """Return errors one by one, each fault of a file for itself; paths are relative to `base`."""
    return tuple(_each(errors, base))


def _each(errors: Iterable[CoursewrightError], base: Path) -> Iterator[Trouble]:
    for error in errors:
        if isinstance(error, ConfigError | BaselineError):
            kind = "baseline" if isinstance(error, BaselineError) else "configuration"
            for fault in error.faults:
                start = fault.span.start
                path = relative(fault.source.path, base)
                yield Trouble(kind, path, start.line, start.column, fault.message, fault.hint)
            continue
        path_of = getattr(error, "path", None)
        shown = relative(path_of, base) if path_of else "."
        yield Trouble("path", shown, 0, 0, error.message, error.hint)
