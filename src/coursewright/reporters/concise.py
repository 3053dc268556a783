"""The report of a line for each finding, in the form in which compilers and linters give places.

Editors and CI find their way by `path:line:column:` at the beginning of a line, so nothing is folded, wrapped
or shortened, and a path is what one would type in the working directory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.shared.measure import flat
from coursewright.reporters.shared.paths import from_here
from coursewright.reporters.shared.style import Paint

if TYPE_CHECKING:
    from coursewright.reporters.record import CourseRecord, Told
    from coursewright.reporters.reporter import RunRecord, Setting


class ConciseReport:
    """Writes `path:line:column: CODE [severity] message` for each finding."""

    def __init__(self, setting: Setting) -> None:
        self._base = setting.base
        self._here = setting.here
        self._paint = Paint(setting.coloured)
        self._shown: tuple[str, str] = ("", "")
        """The path of the last finding as the record has it, and as it is shown."""

    def start(self) -> str:
        """Return nothing: the first line is a finding."""
        return ""

    def course(self, course: CourseRecord) -> str:
        """Return a line for each finding of one course."""
        return "".join(map(self._line, course.findings))

    def end(self, run: RunRecord) -> str:  # noqa: ARG002 - the summary follows from elsewhere
        """Return nothing: whoever asked for the report adds the summary."""
        return ""

    def _line(self, told: Told) -> str:
        line, column = told.start
        place = self._paint("place", f"{self._path(told.file)}:{line}:{column}:")
        code = self._paint("code", flat(told.code))
        severity = self._paint(told.severity, f"[{told.severity}]")
        return f"{place} {code} {severity} {flat(told.message)}\n"

    def _path(self, path: str) -> str:
        if self._shown[0] != path:
            self._shown = path, from_here(self._base / path, self._here)
        return self._shown[1]
