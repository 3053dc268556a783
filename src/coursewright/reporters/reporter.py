"""What every reporter has: a beginning, a text for each course as it comes, and an end.

A reporter is made once a run, of a `Setting`. It is given plain records, so that it can write what comes from
the cache or from another process without knowing how it was found. Packages bring reporters of their own by
an entry point in the group `coursewright.reporters`, whose name is the word for `--format` and whose value
is what makes one: a class, or a function, that takes a setting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from pathlib import Path

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
