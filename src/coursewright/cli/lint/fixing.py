"""`coursewright lint --fix` and its kin: what can be fixed is fixed before the report, or shown as a diff."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.cli.fence import Fence
from coursewright.cli.guard import CANNOT
from coursewright.cli.lint.linting import report, reported
from coursewright.cli.lint.mending import Mending
from coursewright.cli.lint.outputs import wanted
from coursewright.cli.lint.sweeping import piped, sweep_of
from coursewright.cli.patches import shown_patch
from coursewright.cli.terminal import coloured, tell, tell_errors
from coursewright.cli.writing import NewText, unified
from coursewright.lint.fixing.texts import Texts, real
from coursewright.reporters.shared.paths import from_here
from coursewright.reporters.shared.style import Paint
from coursewright.spec.errors import UsageError
from coursewright.spec.text_input import decode
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from typing import TextIO

    from coursewright.cli.lint.options import LintOptions


def run_fixes(options: LintOptions) -> int:
    """Fix what can be fixed, as the options say, and return the exit code."""
    if options.diff or options.fix_only:
        _refuse_reports(options)
    if Path("-") in options.paths:
        return _fix_text(options)
    mending = Mending(options.unsafe_fixes, Fence(options.paths))
    if options.diff or options.fix_only:
        mending.run(sweep_of(options, ()), Texts({}), mending.inside, writes=not options.diff)
        return _told(options, mending)
    with reported(options) as outputs:
        mending.run(sweep_of(options, outputs.shapes), Texts({}), mending.inside, writes=True)
        readable = outputs.on_stdout is None or outputs.on_stdout.report.form.to_read
        _list(options, mending, sys.stdout if readable else sys.stderr)
        return report(options, outputs, mending.outcome)


def _refuse_reports(options: LintOptions) -> None:
    option = "--diff" if options.diff else "--fix-only"
    if options.forms or options.statistics:
        raise UsageError(
            f"{option} writes no report.", "Leave out `--format` and `--statistics`, or take `--fix`."
        )


def _fix_text(options: LintOptions) -> int:
    """Fix what comes by standard input: what that becomes goes to standard output, all else beside it."""
    if any(one.path is None and not one.form.to_read for one in wanted(options.forms)):
        raise UsageError(
            "Standard output takes the fixed text.",
            "Give the report a file, such as `--format json=report.json`.",
        )
    data = piped(options)
    options = options._replace(data=data)
    running = sweep_of(options, ())
    (path,) = running.jobs[0].wanted
    source, fault = decode(path, data)
    mending = Mending(options.unsafe_fixes, Fence())
    texts = Texts({real(path): source.text}) if fault is None else Texts({})
    mending.run(running, texts, lambda file: fault is None and file == path, writes=False)
    if options.diff:
        return _told(options, mending)
    mark = data[: len(data) - len(source.text.encode())]
    for one in mending.changed:
        data = mark + one.after.encode()
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    with redirect_stdout(sys.stderr):
        if options.fix_only:
            return _told(options, mending)
        _list(options, mending, sys.stderr)
        options = options._replace(data=data)
        with reported(options) as outputs:
            return report(options, outputs, mending.outcome)


def _told(options: LintOptions, mending: Mending) -> int:
    """Show what would be fixed, or say what was; return the exit code of a run that reports nothing else."""
    if options.diff:
        _show(unified([NewText(one.path, one.after, one.before) for one in mending.changed], Path.cwd()))
    beside = sys.stderr if options.diff else sys.stdout
    _list(options, mending, beside)
    if not options.quiet:
        beside.write(f"{_sum(options, mending)}\n")
    sys.stdout.flush()
    outcome = mending.outcome
    for note in outcome.notes:
        tell(f"note: {note}")
    tell_errors(outcome.errors)
    if outcome.errors or mending.crashed:
        return CANNOT
    return 1 if options.diff and mending.changed else 0


def _sum(options: LintOptions, mending: Mending) -> str:
    """Say in a sentence how much was fixed, or would be."""
    does = "Would fix" if options.diff else "Fixed"
    files = counted(len(mending.changed), "file")
    said = (
        f"{does} {counted(len(mending.fixed), 'finding')} in {files}" if mending.fixed else "Nothing to fix"
    )
    more = f"; `--unsafe-fixes` can fix {mending.more:,} more" if mending.more else ""
    return f"{said}{more}."


def _list(options: LintOptions, mending: Mending, stream: TextIO) -> None:
    """List what was fixed, or would be, if that is asked for: where it is afterwards, and the rule."""
    if not options.show_fixes or not mending.fixed:
        return
    here = Path.cwd()
    places = [f"{from_here(one.path, here)}:{one.line}" for one in mending.fixed]
    most = max(map(len, places))
    rows = zip(places, mending.fixed, strict=True)
    lines = (f"  {place:<{most}}  {one.code} {one.name}\n" for place, one in rows)
    stream.write("".join(("Would fix:\n" if options.diff else "Fixed:\n", *lines, "\n")))


def _show(diff: str) -> None:
    """Write a diff to standard output: as it is to a program, safe and in colour on a terminal."""
    sys.stdout.flush()
    if sys.stdout.isatty():
        sys.stdout.write(shown_patch(diff, Paint(coloured())))
    else:
        sys.stdout.buffer.write(diff.encode())
        sys.stdout.buffer.flush()
