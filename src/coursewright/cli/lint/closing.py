"""What follows a report for people: where the time goes, what it all came to, which files were written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coursewright.cli.terminal import coloured, columns
from coursewright.reporters.shared.closing import closing
from coursewright.reporters.shared.measure import safe

if TYPE_CHECKING:
    from coursewright.cli.lint.outputs import Output, Outputs
    from coursewright.reporters.reporter import RunRecord


def close(outputs: Outputs, run: RunRecord, *, statistics: bool, quiet: bool) -> None:
    """Finish the reports: a summary below each for people, and on a terminal where all went to files."""
    for output in outputs.every:
        if output.report.form.to_read:
            outputs.write(output, _closing(output, run, statistics=statistics, quiet=quiet))
    outputs.finish()
    if outputs.on_stdout is None and not quiet:
        files = [one.report for one in outputs.every]
        written = "".join(f"Wrote {one.form.name} to {safe(str(one.path))}\n" for one in files)
        sys.stdout.write(written + _shown(run, statistics=False, quiet=False))


def _closing(output: Output, run: RunRecord, *, statistics: bool, quiet: bool) -> str:
    if output.to_stdout:
        return _shown(run, output.entries, statistics=statistics, quiet=quiet)
    return _unchecked(run) + closing(run, output.entries, statistics=statistics, quiet=quiet)


def _unchecked(run: RunRecord) -> str:
    """Say in a file what kept others from being checked; beside standard output it is told at once."""
    if not run.troubles:
        return ""
    from coursewright.reporters.shared.told_text import trouble_line  # noqa: PLC0415 - most runs have none

    return "".join(f"{trouble_line(one)}\n" for one in run.troubles) + "\n"


def _shown(run: RunRecord, entries: int | None = None, *, statistics: bool, quiet: bool) -> str:
    return closing(
        run,
        entries,
        columns(),
        coloured=coloured(),
        wrapped=sys.stdout.isatty(),
        statistics=statistics,
        quiet=quiet,
    )
