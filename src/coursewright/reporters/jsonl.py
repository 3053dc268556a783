"""The report for programs that read as it comes: a JSON document a line, each with its `type`.

The entries are those of the JSON report: `start`, then `finding`, `on_purpose`, `suppressed`, `stale` and
`unread` course by course, `unchecked`, and a `summary` at the end, so that a report that was cut short shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.reporters.json_report import (
    FORMAT_VERSION,
    as_json,
    finding_data,
    omitted_data,
    stale_data,
    summary_data,
    suppressed_data,
    trouble_data,
    unread_data,
)

if TYPE_CHECKING:
    from coursewright.reporters.record import CourseRecord
    from coursewright.reporters.reporter import RunRecord, Setting


class JsonLinesReport:
    """Writes a line for each thing there is to say."""

    def __init__(self, setting: Setting) -> None:
        self._tool = {"name": "coursewright", "version": setting.version}

    def start(self) -> str:
        """Return the line that says what this is."""
        return _line("start", {"format_version": FORMAT_VERSION, "tool": self._tool})

    def course(self, course: CourseRecord) -> str:
        """Return the lines of one course."""
        lines = [_line("finding", finding_data(told)) for told in course.findings]
        lines += [_line("on_purpose", omitted_data(one)) for one in course.on_purpose]
        lines += [_line("suppressed", suppressed_data(one)) for one in course.hushed]
        lines += [_line("stale", stale_data(one)) for one in course.gone]
        lines += [_line("unread", unread_data(one)) for one in course.foreign]
        return "".join(lines)

    def end(self, run: RunRecord) -> str:
        """Return what could not be checked, and the sums."""
        troubles = [_line("unchecked", trouble_data(one)) for one in run.troubles]
        return "".join([*troubles, _line("summary", summary_data(run))])


def _line(kind: str, data: dict[str, Any]) -> str:
    return f"{as_json({'type': kind, **data})}\n"
