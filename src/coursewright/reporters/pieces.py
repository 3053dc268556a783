"""What is made of a course for reports while its files are at hand: a text, or a record for other forms.

Pieces are plain data, so that any process can make them and a cache can keep them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from coursewright.lint.runs.sweep import Piece

if TYPE_CHECKING:
    from coursewright.lint.findings import CourseReport
    from coursewright.reporters.record import CourseRecord


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
