"""`coursewright diff`."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.diff.courses import compare_sides
from coursewright.cli.diff.sides import two_sides
from coursewright.cli.given import config_file, today
from coursewright.cli.guard import CANNOT
from coursewright.cli.lint.outputs import refuse_spec
from coursewright.cli.report_file import ReportFile
from coursewright.cli.terminal import PLAIN_COLUMNS, coloured, columns, tell
from coursewright.reporters.shared.style import Paint

if TYPE_CHECKING:
    from coursewright.reporters.diff.record import DiffRecord

__all__ = ["DiffOptions", "run_diff"]

_STDOUT = ("", "-", "/dev/stdout")


class DiffOptions(NamedTuple):
    """What the command was asked for."""

    old: str
    new: str | None = None
    path: Path | None = None
    form: str = "text"
    output: str = ""
    config: Path | None = None
    isolated: bool = False
    today: str | None = None
    exit_code: bool = False


def run_diff(options: DiffOptions) -> int:
    """Compare two designs, write what changed, and return the exit code."""
    to_file = options.output not in _STDOUT
    if to_file:
        refuse_spec(Path(options.output))
    with ExitStack() as stack:
        old, new = two_sides(options.old, options.new, options.path, stack)
        record = compare_sides(
            old, new, today(options.today), config_file(options.config), isolated=options.isolated
        )
    text = _written(record, options.form, to_file=to_file)
    if to_file:
        file = ReportFile(Path(os.path.expanduser(options.output)))  # noqa: PTH111 - it never fails
        try:
            file.stream.write(text)
        except BaseException:
            file.abandon()
            raise
        file.finish()
    else:
        sys.stdout.write(text)
        sys.stdout.flush()
    if record.troubles:
        tell(f"{len(record.troubles)} of the files could not be compared.")
        return CANNOT
    return int(options.exit_code and not record.is_same)


def _written(record: DiffRecord, form: str, *, to_file: bool) -> str:
    if form == "json":
        from coursewright.reporters.diff.as_json import as_json  # noqa: PLC0415 - one of the three is needed

        return as_json(record)
    if form == "markdown":
        from coursewright.reporters.diff.markdown import as_markdown  # noqa: PLC0415

        return as_markdown(record)
    from coursewright.reporters.diff.text import as_text  # noqa: PLC0415

    if to_file:
        return as_text(record, PLAIN_COLUMNS)
    return as_text(record, columns(), Paint(coloured()))
