"""What every reporter has: pieces, one for each course, that any process can make and one puts together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.lint.findings import CourseReport
    from coursewright.lint.runs.sweep import Piece
    from coursewright.lint.runs.tally import Tally
    from coursewright.spec.errors import CoursewrightError


class Shape(NamedTuple):
    """What a report looks like, as plain data: two runs with the same shape can share their pieces.

    Paths count from `here` in a text and from `base`, the root of the repository, in JSON.
    """

    form: str
    here: str
    base: str
    columns: int
    coloured: bool
    wrapped: bool
    version: str


class Maker(Protocol):
    """Makes pieces of courses."""

    def piece(self, report: CourseReport) -> Piece:
        """Return what one course adds to the report."""


class Writer(Protocol):
    """Makes a report of pieces; it knows nothing of courses, so that what is cached is written soon."""

    entries: int

    def start(self) -> str:
        """Return what comes before the first piece."""

    def written(self, piece: Piece) -> str:
        """Take up a piece, and return its text."""

    def end(self, tally: Tally, exit_code: int, errors: Sequence[CoursewrightError]) -> str:
        """Return what comes after the last piece."""


class TextWriter:
    """Puts the pieces of a text report together. The summary is the command's to write, or to leave out."""

    def __init__(self) -> None:
        self.entries = 0

    def start(self) -> str:
        """Return nothing."""
        return ""

    def written(self, piece: Piece) -> str:
        """Take up a piece, and return its text."""
        self.entries += piece.entries
        return piece.text

    def end(self, _tally: Tally, _exit_code: int, _errors: Sequence[CoursewrightError]) -> str:
        """Return nothing."""
        return ""


def maker(shape: Shape) -> Maker:
    """Return what makes the pieces of a report of this shape."""
    if shape.form == "json":
        from coursewright.reporters.json_report import JsonReport  # noqa: PLC0415 - one of the two is needed

        return JsonReport(Path(shape.base), shape.version)
    from coursewright.reporters.text import TextReport  # noqa: PLC0415

    return TextReport(Path(shape.here), shape.columns, coloured=shape.coloured, wrapped=shape.wrapped)


def writer(shape: Shape) -> Writer:
    """Return what puts them together."""
    if shape.form == "json":
        from coursewright.reporters.json_report import JsonReport  # noqa: PLC0415

        return JsonReport(Path(shape.base), shape.version)
    return TextWriter()
