"""Reports of what was found, made as the command makes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.lint.runs.tally import Tally, share_of
from coursewright.reporters.forms import forms, reporter
from coursewright.reporters.recording import Recorder
from coursewright.reporters.reporter import RunRecord, Setting
from coursewright.reporters.shared.digest import digest
from coursewright.reporters.shared.summary import exit_code
from coursewright.reporters.troubles import troubles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.lint.findings import CourseReport
    from coursewright.reporters.record import CourseRecord
    from coursewright.spec.errors import CoursewrightError

HERE = Path("/courses")


def record_of(report: CourseReport, base: Path = HERE) -> CourseRecord:
    """Return the record of a course whose trees are still there."""
    return Recorder(base).course(report)


def ended(
    tally: Tally, errors: Sequence[CoursewrightError] = (), base: Path = HERE, fail_on: str = "warning"
) -> RunRecord:
    """Return the end of a run that came to these sums."""
    said = digest(tally, fail_on, errors=len(errors), again=["coursewright", "lint"])
    return RunRecord(tally, exit_code(tally, fail_on, len(errors)), said, troubles(errors, base))


def written(
    form: str,
    reports: Sequence[CourseReport],
    errors: Sequence[CoursewrightError] = (),
    base: Path = HERE,
) -> str:
    """Return what a report in this form says of courses."""
    made = reporter(forms()[form], Setting("0.1.0", base, base))
    tally = Tally()
    text = made.start()
    for one in reports:
        tally.join(share_of(one))
        text += made.course(record_of(one, base))
    return text + made.end(ended(tally, errors, base))
