"""Where reports go: one to standard output, others to files that are written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.terminal import PLAIN_COLUMNS, abandon_output, coloured, columns
from coursewright.reporters.forms import ENDINGS, form_named, reporter
from coursewright.reporters.pieces import Shape, record_in
from coursewright.reporters.reporter import Setting
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from coursewright.cli.report_file import ReportFile
    from coursewright.lint.runs.sweep import Piece
    from coursewright.reporters.forms import Form
    from coursewright.reporters.record import CourseRecord
    from coursewright.reporters.reporter import Reporter, RunRecord

_SPECS = (".yaml", ".yml")
_STDOUT = ("-", "/dev/stdout")


class Wanted(NamedTuple):
    """A report that was asked for: its form, and the file it goes to, None for standard output."""

    form: Form
    path: Path | None = None


def wanted(words: Iterable[str]) -> list[Wanted]:
    """Return the reports that `--format` asks for, such as `text` or `html=report.html`.

    Raises `UsageError` for a form that does not exist, and for reports that would get in each other's way.
    """
    found = [_wanted(word) for word in words] or [Wanted(form_named("text"))]
    if sum(one.path is None for one in found) > 1:
        raise UsageError(
            "Only one report can go to standard output.",
            "Give the others a file, such as `html=report.html`.",
        )
    files = [os.path.realpath(one.path) for one in found if one.path is not None]
    twice = next((path for path in files if files.count(path) > 1), "")
    if twice:
        raise UsageError(f"Two reports would go to `{Path(twice).name}`.", "Give each a file of its own.")
    return found


def _wanted(word: str) -> Wanted:
    name, given, file = word.partition("=")
    form = form_named(name.strip())
    if given and not file.strip():
        raise UsageError(
            f"`--format {word}` names no file.",
            f"Say where to, such as `{name}=report.{_ending(form.name)}`.",
        )
    if not given or file in _STDOUT:
        return Wanted(form)
    path = Path(os.path.expanduser(file))  # noqa: PTH111 - some shells do so after an `=`, and it never fails
    refuse_spec(path)
    return Wanted(form, path)


def refuse_spec(path: Path) -> None:
    """Raise `UsageError` where a report in a file, by its own name or that it is a link to, may be a spec."""
    if any(one.suffix.lower() in _SPECS for one in (path, Path(os.path.realpath(path)))):
        raise UsageError(
            f"A report in `{path.as_posix()}` could take the place of a spec.",
            "Give it another ending than `.yaml`.",
        )


def _ending(form: str) -> str:
    return next((ending for ending, one in ENDINGS.items() if one == form), form)


class Output:
    """One report on its way."""

    def __init__(self, report: Wanted, setting: Setting, shape: Shape) -> None:
        self.report = report
        self.shape = shape
        self.entries: int | None = 0 if shape.kind == "text" else None
        self._reporter: Reporter | None = None if shape.kind == "text" else reporter(report.form, setting)
        self._file = _file(report.path) if report.path is not None else None

    @property
    def to_stdout(self) -> bool:
        """Whether it goes to standard output."""
        return self._file is None

    def write(self, text: str) -> None:
        """Write some of it."""
        (self._file.stream if self._file is not None else sys.stdout).write(text)

    def start(self) -> str:
        """Return how it begins."""
        return self._reporter.start() if self._reporter is not None else ""

    def course(self, piece: Piece, record: CourseRecord | None) -> str:
        """Return what it says of one course."""
        if self._reporter is None or record is None:
            self.entries = (self.entries or 0) + piece.entries
            return piece.text
        return self._reporter.course(record)

    def end(self, run: RunRecord) -> str:
        """Return how it ends."""
        if self._reporter is None:
            return ""
        text = self._reporter.end(run)
        self.entries = getattr(self._reporter, "entries", None)
        return text

    def finish(self) -> None:
        """Put a file in its place."""
        if self._file is not None:
            self._file.finish()

    def abandon(self) -> None:
        """Leave everything as it was."""
        if self._file is not None:
            self._file.abandon()


def _file(path: Path) -> ReportFile:
    from coursewright.cli.report_file import ReportFile  # noqa: PLC0415 - most reports go to standard output

    return ReportFile(path)


class Outputs:
    """All reports of a run. What they are made of is asked for once for those of one shape."""

    def __init__(self, reports: Sequence[Wanted], version: str, base: Path) -> None:
        self._every: list[Output] = []
        self._version = version
        self._base = base
        self._unheard = False
        try:
            for report in reports:
                self._every.append(self._output(report))
        except BaseException:
            self.abandon()
            raise
        self.shapes = tuple(dict.fromkeys(output.shape for output in self._every))

    def _output(self, report: Wanted) -> Output:
        setting = self._setting(report)
        if report.form.made_by:
            return Output(report, setting, Shape("record", "", str(setting.base)))
        here, base = str(setting.here), str(setting.base)
        return Output(
            report, setting, Shape("text", here, base, setting.columns, setting.coloured, setting.wrapped)
        )

    def _setting(self, report: Wanted) -> Setting:
        here = Path.cwd()
        if report.path is not None:
            return Setting(self._version, self._base, here, PLAIN_COLUMNS)
        return Setting(self._version, self._base, here, columns(), coloured(), sys.stdout.isatty())

    @property
    def every(self) -> Sequence[Output]:
        """The reports, in the order in which they were asked for."""
        return self._every

    @property
    def on_stdout(self) -> Output | None:
        """The one that goes to standard output, if there is one."""
        return next((output for output in self._every if output.to_stdout), None)

    def start(self) -> None:
        """Begin them all."""
        for output in self._every:
            self.write(output, output.start())

    def course(self, pieces: Sequence[Piece], make_room: Callable[[], None]) -> None:
        """Write what they say of one course; `make_room` is called before something is shown."""
        by_shape = dict(zip(self.shapes, pieces, strict=True))
        record: CourseRecord | None = None
        for output in self._every:
            piece = by_shape[output.shape]
            if output.shape.kind == "record" and record is None:
                record = record_in(piece)
            if text := output.course(piece, record):
                if output.to_stdout:
                    make_room()
                self.write(output, text)

    def end(self, run: RunRecord) -> None:
        """End them all."""
        for output in self._every:
            self.write(output, output.end(run))

    def write(self, output: Output, text: str) -> None:
        """Write some of a report; whoever stopped listening does not keep files from being written."""
        if self._unheard and output.to_stdout:
            return
        try:
            output.write(text)
        except BrokenPipeError:
            if not output.to_stdout or len(self._every) == 1:
                raise
            abandon_output()
            self._unheard = True

    def finish(self) -> None:
        """Put the files in their places."""
        for output in self._every:
            output.finish()

    def abandon(self) -> None:
        """Take back what is not finished."""
        for output in self._every:
            output.abandon()
