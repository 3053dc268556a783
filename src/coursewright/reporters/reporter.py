"""What every reporter has: a beginning, a text for each course as it comes, and an end.

A reporter is made once a run, of a `Setting`. It is given plain records, so that it can write what comes from
the cache or from another process without knowing how it was found. Packages bring reporters of their own by
an entry point in the group `coursewright.reporters`, whose name is the word for `--format` and whose value
is what makes one: a class, or a function, that takes a setting.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from coursewright.lint.runs.sweep import Piece

if TYPE_CHECKING:
    from coursewright.lint.findings import CourseReport
    from coursewright.lint.runs.tally import Tally
    from coursewright.reporters.record import CourseRecord, Trouble
    from coursewright.reporters.shared.digest import Digest


class Setting(NamedTuple):
    """What a reporter may ask about the run it writes for.

    - `version` is that of coursewright.
    - `base` is the folder that the paths of records count from: the root of the repository, or where there is
      none the working directory, which is `here`.
    - `columns`, `coloured` and `wrapped` describe the terminal that the report goes to, if it does;
      `wrapped` says that lines should be broken at its width.
    """

    version: str
    base: Path
    here: Path
    columns: int = 100
    coloured: bool = False
    wrapped: bool = False


class RunRecord(NamedTuple):
    """What a run came to, once all courses are checked.

    `troubles` kept files from being checked. `notes` tell whoever runs the command what still works and is
    called otherwise now.
    """

    tally: Tally
    exit_code: int
    digest: Digest
    troubles: tuple[Trouble, ...] = ()
    notes: tuple[str, ...] = ()


class Reporter(Protocol):
    """Writes one report. What it returns is written at once, in this order; what must wait, it keeps."""

    def start(self) -> str:
        """Return what comes before the first course."""

    def course(self, course: CourseRecord) -> str:
        """Return the text for one course."""

    def end(self, run: RunRecord) -> str:
        """Return what comes after the last course."""


class Shape(NamedTuple):
    """What is made of a course while its files are at hand, as plain data: runs of one shape share pieces.

    The `kind` is `record`, or `text` for the report that is drawn at once, because the files are needed.
    """

    kind: str
    here: str
    base: str
    columns: int = 0
    coloured: bool = False
    wrapped: bool = False


class Maker(Protocol):
    """Makes pieces of courses."""

    def piece(self, report: CourseReport) -> Piece:
        """Return what one course adds to the reports of a shape."""


class RecordMaker:
    """Makes pieces that hold the record of a course."""

    def __init__(self, base: Path) -> None:
        from coursewright.reporters.recording import Recorder  # noqa: PLC0415 - what is cached needs none

        self._recorder = Recorder(base)

    def piece(self, report: CourseReport) -> Piece:
        """Return the record of a course."""
        return Piece(rest=self._recorder.course(report))


def maker(shape: Shape) -> Maker:
    """Return what makes the pieces of a shape."""
    if shape.kind == "record":
        return RecordMaker(Path(shape.base))
    from coursewright.reporters.text import TextReport  # noqa: PLC0415 - one of the two is needed

    return TextReport(Path(shape.here), shape.columns, coloured=shape.coloured, wrapped=shape.wrapped)


def record_in(piece: Piece) -> CourseRecord:
    """Return the record that a piece holds."""
    from coursewright.reporters.record import CourseRecord  # noqa: PLC0415 - text is drawn without one

    assert piece.rest is not None  # noqa: S101 - it is one of a record
    return piece.rest if isinstance(piece.rest, CourseRecord) else CourseRecord.of(piece.rest)
