"""What the command line knows of the terminal it speaks to."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from coursewright.spec.errors import CoursewrightError

PLAIN_COLUMNS = 100
"""The width of a report that goes to a file or a pipe."""


def columns() -> int:
    """Return the width to write for."""
    return shutil.get_terminal_size((PLAIN_COLUMNS, 24)).columns if sys.stdout.isatty() else PLAIN_COLUMNS


def coloured() -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR is set; FORCE_COLOR wins over the terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return draws(sys.stdout)


def drawn() -> bool:
    """Whether there is a terminal that can be drawn on, in colour or not."""
    return coloured() or draws(sys.stdout)


def draws(stream: TextIO) -> bool:
    """Whether a stream goes to a terminal that knows more than lines of letters."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def tell(message: str) -> None:
    """Say on standard error what could not be done, in one paragraph."""
    from coursewright.reporters.shared.measure import flat, wrap  # noqa: PLC0415 - most runs have nothing to complain of

    said = f"coursewright: {flat(message)}"
    lines = wrap(said, _error_columns()) if sys.stderr.isatty() else [said]
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def tell_error(error: CoursewrightError) -> None:
    """Say on standard error what a user can mend; what has places in a file is drawn there."""
    from coursewright.lint.silence.baseline_file import BaselineError  # noqa: PLC0415 - most runs have nothing to complain of
    from coursewright.spec.file_faults import FaultyFileError  # noqa: PLC0415

    if not isinstance(error, FaultyFileError | BaselineError):
        tell(str(error))
        return
    from coursewright.reporters.shared.complaint import complaint  # noqa: PLC0415

    drawing = complaint(
        error.faults,
        Path.cwd(),
        _error_columns(),
        kind=error.kind,
        coloured=draws(sys.stderr) and not os.environ.get("NO_COLOR"),
        wrapped=sys.stderr.isatty(),
    )
    sys.stderr.write(drawing)


def tell_errors(errors: Sequence[CoursewrightError]) -> None:
    """Tell one error after the other; those that are drawn stand apart."""
    for number, error in enumerate(errors):
        if number and any(hasattr(one, "faults") for one in errors[number - 1 : number + 1]):
            sys.stderr.write("\n")
        tell_error(error)


def _error_columns() -> int:
    """Return the width of the terminal that errors go to, which need not be that of the report."""
    if not sys.stderr.isatty():
        return PLAIN_COLUMNS
    with suppress(OSError, ValueError):
        if not os.environ.get("COLUMNS"):
            return os.get_terminal_size(sys.stderr.fileno()).columns or PLAIN_COLUMNS
    return shutil.get_terminal_size().columns


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale, so that reports are the same everywhere.

    A stream that is closed takes everything in silence.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - open until the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def abandon_output() -> None:
    """Forget what is still to be written: nobody can read it."""
    with suppress(OSError, ValueError):  # a stream that is no file does not mind
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
