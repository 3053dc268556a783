"""`coursewright report`."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.guard import CANNOT
from coursewright.cli.look.looking import Looking
from coursewright.cli.look.report_forms import Order, Shown, writer_of
from coursewright.cli.look.report_target import Files, Target, target_of
from coursewright.cli.terminal import tell_errors
from coursewright.reporters.shared.measure import safe
from coursewright.spec.errors import UsageError
from coursewright.views.catalogue import entry_named

if TYPE_CHECKING:
    from coursewright.cli.look.looking import Wish

_PAGES = ("html", "pdf")
_FEW = 12
"""Files up to which each is named."""


class ReportOptions(NamedTuple):
    """What the command was asked for."""

    wish: Wish
    output: str = ""
    form: str = ""
    views: tuple[str, ...] = ()
    table: str = ""
    storyboard: bool = False


def run_report(options: ReportOptions) -> int:
    """Write what was asked for; return 0 where that is done, and 2 where something could not be read."""
    target = target_of(options.output, options.form)
    _check(options, target)
    looking = Looking(options.wish)
    files = Files()
    order = Order(target, options.views, options.table, options.storyboard)
    try:
        shown = Shown(looking, () if options.storyboard else options.views)
        writer_of(target.form)(order, shown, files)
        if shown.number:
            files.finish()
        else:
            files.abandon()
    except BaseException:
        files.abandon()
        raise
    sys.stdout.flush()
    tell_errors(looking.errors)
    if shown.number:
        _tell_files(target, files)
    return CANNOT if looking.errors else 0


def _tell_files(target: Target, files: Files) -> None:
    """Say on standard error what was written: the main file first, many others as a number."""
    others = [path for path in files.paths if path != target.path]
    if len(others) < len(files.paths):
        sys.stderr.write(f"Wrote {safe(str(target.path))}\n")
    if len(others) <= _FEW:
        sys.stderr.writelines(f"Wrote {safe(str(path))}\n" for path in others)
    elif target.is_folder:
        sys.stderr.write(f"Wrote {len(others):,} files below {safe(str(target.path))}\n")
    else:
        sys.stderr.write(f"Wrote {len(others):,} pages beside it, one a course or module\n")


def _check(options: ReportOptions, target: Target) -> None:
    """Raise `UsageError` for what cannot be, before anything is read."""
    for name in options.views:
        entry_named(name)
    if options.storyboard and target.form not in _PAGES:
        raise UsageError("A storyboard is a page.", "Write it as html or pdf, or leave out --storyboard.")
    if options.storyboard and options.views:
        raise UsageError("A storyboard has its own views.", "Leave out --view or --storyboard.")
    if options.table and target.form != "csv":
        raise UsageError("--table goes with csv.", "Add `--format csv`, or leave it out.")
    if target.path is None and (target.form == "pdf" or (target.form == "html" and sys.stdout.isatty())):
        name = "storyboard" if options.storyboard else "report"
        command = _again(options, f"{name}.{target.form}")
        what = "A page is for a browser" if target.form == "html" else "A PDF goes to a file"
        raise UsageError(f"{what}.", f"Write it to a file: `{command}`.")


def _again(options: ReportOptions, output: str) -> str:
    """Return the command that writes the same to a file."""
    wish = options.wish
    words = ["coursewright", "report"]
    words += [f"./{path}" if str(path).startswith("-") else path.as_posix() for path in wish.paths]
    words += [word for name in options.views for word in ("--view", name)]
    words += ["--storyboard"] if options.storyboard else []
    for option, value in (
        ("--module", wish.module),
        ("--week", wish.week),
        ("--starts", wish.starts),
        ("--today", wish.today),
        ("--config", wish.config.as_posix() if wish.config else ""),
    ):
        words += [option, value] if value else []
    words += ["--isolated"] if wish.isolated else []
    return safe(shlex.join([*words, "-o", output]))
