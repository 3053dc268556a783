"""What follows a report for people: where the time goes, what it all came to, which files were written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coursewright.cli.terminal import coloured, columns
from coursewright.reporters.shared.closing import closing
from coursewright.reporters.shared.measure import safe

if TYPE_CHECKING:
    from coursewright.cli.lint import LintOptions
    from coursewright.cli.outputs import Output, Outputs
    from coursewright.reporters.reporter import RunRecord


def close(options: LintOptions, outputs: Outputs, run: RunRecord) -> None:
    """Write the summary below each report for people, and on a terminal where all reports went to files."""
    for output in outputs.every:
        if output.report.form.to_read:
            outputs.write(output, _closing(options, output, run))
    if outputs.on_stdout is None and not options.quiet:
        files = [one.report for one in outputs.every]
        written = "".join(f"Wrote {one.form.name} to {safe(str(one.path))}\n" for one in files)
        sys.stdout.write(written + _shown(run, statistics=False, quiet=False))


def _closing(options: LintOptions, output: Output, run: RunRecord) -> str:
    if output.to_stdout:
        return _shown(run, output.entries, statistics=options.statistics, quiet=options.quiet)
    return _unchecked(run) + closing(run, output.entries, statistics=options.statistics, quiet=options.quiet)


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
