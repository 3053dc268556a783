"""The report for GitHub Actions: annotations beside the lines, and what has no room there in the log.

Which findings are worth an annotation shows when all are known, so nothing is written before the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.github.annotations import choose, in_course, of_trouble
from coursewright.reporters.github.workflow_commands import command, plain
from coursewright.reporters.shared.measure import flat
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from coursewright.reporters.github.annotations import Annotation
    from coursewright.reporters.record import CourseRecord, Place
    from coursewright.reporters.reporter import RunRecord, Setting


class GitHubReport:
    """Writes commands to the runner of a workflow, each on a line."""

    def __init__(self, setting: Setting) -> None:  # noqa: ARG002 - every reporter is made of one
        self._found: list[Annotation] = []

    def start(self) -> str:
        """Return nothing."""
        return ""

    def course(self, course: CourseRecord) -> str:
        """Keep what there is to show of a course, and return nothing."""
        self._found += in_course(course, self._found[-1].pattern + 1 if self._found else 0)
        return ""

    def end(self, run: RunRecord) -> str:
        """Return the annotations, the lines of what is not annotated, and the summary."""
        chosen = choose([*self._found, *map(of_trouble, run.troubles)], flat(run.digest.again))
        lines = [_annotation(one) for one in chosen.shown]
        if chosen.log:
            title = f"{counted(len(chosen.log), 'line')} on what has no annotation of its own"
            lines += [command("group", {}, title), *map(plain, chosen.log), command("endgroup", {}, "")]
        return "".join([*lines, *map(plain, run.digest.lines())])


def _annotation(one: Annotation) -> str:
    return command(one.level, {**_where(one.place), "title": one.title}, one.text)


def _where(place: Place | None) -> dict[str, object]:
    """Return a place as GitHub has it: ends are the last line and column, columns only within one line."""
    if place is None:
        return {}
    at: dict[str, object] = {"file": place.path, "line": place.line}
    if not place.end_line:
        return {**at, "col": place.column}
    if place.end_line == place.line:
        last = max(place.end_column - 1, place.column)
        return {**at, "endLine": place.line, "col": place.column, "endColumn": last}
    return {**at, "endLine": place.last_line}
