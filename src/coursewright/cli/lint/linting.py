"""`coursewright lint`."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright import __version__
from coursewright.cli.lint.closing import close
from coursewright.cli.lint.options import Mended
from coursewright.cli.lint.outputs import Outputs, wanted
from coursewright.cli.lint.progress import Progress
from coursewright.cli.lint.sweeping import first_folder, sweep_of
from coursewright.cli.terminal import tell, tell_errors
from coursewright.lint.runs.tally import Tally
from coursewright.reporters.reporter import RunRecord
from coursewright.reporters.shared.digest import digest
from coursewright.reporters.shared.measure import flat
from coursewright.reporters.shared.summary import exit_code, in_force
from coursewright.spec.discover import repository_root
from coursewright.spec.errors import CoursewrightError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.cli.lint.options import LintOptions
    from coursewright.reporters.record import Trouble

_RETYPED = 3
"""Paths that somebody types once more."""


_NOTHING = Mended()


def run_lint(options: LintOptions) -> int:
    """Check what was asked for, write the reports, and return the exit code."""
    if options.show_fixes:
        raise UsageError(
            "--show-fixes lists what `--fix` or `--diff` does.", "Add one of them, or leave it out."
        )
    with reported(options) as outputs:
        return report(options, outputs)


@contextmanager
def reported(options: LintOptions) -> Iterator[Outputs]:
    """Open the reports that are asked for; what goes wrong before they are closed leaves none of them."""
    reports = wanted(options.forms)
    if options.statistics and not any(one.form.to_read for one in reports):
        raise UsageError(
            "--statistics goes with `text`, `concise` or `grouped`.", "Add one of them, or leave it out."
        )
    outputs = Outputs(reports, __version__, _base(options))
    try:
        yield outputs
    except BaseException:
        outputs.abandon()
        raise


def report(options: LintOptions, outputs: Outputs, mended: Mended = _NOTHING) -> int:
    """Check what was asked for, write the reports course by course, and return the exit code."""
    running = sweep_of(options, outputs.shapes)
    tally = Tally()
    notes = dict.fromkeys(mended.notes)
    failed = {str(error): error for error in (*mended.errors, *running.errors)}
    outputs.start()
    with Progress(len(running.jobs)) as progress:
        for _, outcome in running.outcomes:
            tally.join(outcome.tally)
            notes |= dict.fromkeys(outcome.notes)
            failed |= {str(error): error for error in outcome.errors}
            for pieces in outcome.pieces:
                outputs.course(pieces, progress.clear)
            progress.step()
    errors = list(failed.values())
    told = (*notes, *_renamed(tally))
    run = _ended(options, tally, mended.fixed, errors, told)
    outputs.end(run)
    _tell(told, errors)
    close(outputs, run, statistics=options.statistics, quiet=options.quiet)
    return run.exit_code


def _ended(
    options: LintOptions,
    tally: Tally,
    fixed: int,
    errors: Sequence[CoursewrightError],
    notes: tuple[str, ...],
) -> RunRecord:
    fail_on, limit = in_force(tally, options.fail_on)
    found: tuple[Trouble, ...] = ()
    if errors:
        from coursewright.reporters.troubles import troubles  # noqa: PLC0415 - most runs have none

        found = troubles(errors, _base(options))
    ended = digest(
        tally,
        fail_on,
        limit=limit,
        errors=len(errors),
        unchecked=_unchecked(tally, errors),
        again=_again(options),
        fixed=fixed,
        unsafe=options.unsafe_fixes,
    )
    if options.changed_since is not None and not tally.files and not errors:
        said = f"Nothing to check here has changed since `{flat(options.changed_since)}`."
        ended = ended._replace(read=said)
    return RunRecord(tally, exit_code(tally, fail_on, len(errors)), ended, found, notes)


def _again(options: LintOptions) -> list[str] | None:
    """Return the words that run the same check again; None for what came by standard input.

    A hook names many files; then the folder that one stands in is checked.
    """
    if Path("-") in options.paths:
        return None
    paths = options.paths if len(options.paths) <= _RETYPED else ()
    words = ["coursewright", "lint", *map(_typed, paths)]
    words += ["--config", options.config.as_posix()] if options.config is not None else []
    words += ["--isolated"] if options.isolated else []
    for option, values in (
        ("--profile", options.profile),
        ("--select", options.select),
        ("--ignore", options.ignore),
    ):
        words += [word for value in values for word in (option, value)]
    words += ["--changed-since", options.changed_since] if options.changed_since is not None else []
    words += [] if options.ignores else ["--no-ignores"]
    words += [] if options.baseline else ["--no-baseline"]
    words += ["--web-links"] if options.web_links else []
    words += ["--fail-on", options.fail_on] if options.fail_on else []
    words += ["--today", options.today] if options.today is not None else []
    return words


def _typed(path: Path) -> str:
    """Return a path as it can be typed: one that begins with a dash would be taken for an option."""
    word = path.as_posix()
    return f"./{word}" if word.startswith("-") else word


def _tell(notes: Sequence[str], errors: Sequence[CoursewrightError]) -> None:
    """Say on standard error what does not belong in the report, between this and its summary."""
    if not notes and not errors:
        return
    sys.stdout.flush()
    for note in notes:
        tell(f"note: {note}")
    tell_errors(errors)
    if sys.stdout.isatty() and sys.stderr.isatty():
        sys.stderr.write("\n")
    sys.stderr.flush()


def _renamed(tally: Tally) -> Iterator[str]:
    """Ask about files that a baseline lists and that are gone, if something is new in others."""
    if not tally.unlisted:
        return
    from coursewright.cli.baseline.freezing import renamed  # noqa: PLC0415 - seldom needed
    from coursewright.lint.silence.baseline_file import read_baseline  # noqa: PLC0415

    for path, root in sorted(tally.unlisted.items()):
        with suppress(CoursewrightError):  # it was read a moment ago
            if told := renamed(read_baseline(Path(path), Path(root))):
                yield told


def _unchecked(tally: Tally, errors: Sequence[CoursewrightError]) -> str:
    if not errors:
        return ""
    from coursewright.reporters.shared.complaint import unchecked  # noqa: PLC0415 - most runs have nothing to complain of

    return unchecked(errors, tally.unchecked)


def _base(options: LintOptions) -> Path:
    """Return the root of the repository that is checked, so that paths are the same wherever one stands."""
    return repository_root(first_folder(options)) or Path.cwd()
