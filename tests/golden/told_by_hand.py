"""Records made by hand, hostile ones among them."""

from __future__ import annotations

from pathlib import Path

from coursewright.lint.runs.tally import Tally
from coursewright.reporters.record import CourseRecord, Excerpt, Place, TaskRecord, Told, Trouble
from coursewright.reporters.reporter import Reporter, RunRecord, Setting
from coursewright.reporters.shared.digest import digest

SETTING = Setting("0", Path("/r"), Path("/r"))
HOSTILE = (
    "::error file=x,line=1::no",
    "  ::add-mask::secret",
    "##[add-mask]secret",
    "#\u200d##[error]#\u00ad#[error]no",
    "%0A::warning::no %25",
    "one\n::error::two\r::error::three\u2028::error::four\x85::error::five",
    "]]> <script>alert(1)</script> --> ``` | @all",
    "\x1b[31mred\x1b[0m \x00 \x9b31m \u202egnp.exe\u202c",
    "half \ud800 and \udfff",
    "x" * 100_000,
    "\u0301" * 100_000,
    "蚯蚓 déjà 👩\u200d💻",
)


def told(
    line: int = 2,
    column: int = 3,
    end: tuple[int, int] | None = None,
    *,
    code: str = "TSK001",
    path: str = "a/m.module.yaml",
    severity: str = "warning",
    message: str = "Something is missing.",
    minutes: int = 5,
    node: str = "tasks[a]",
    fingerprint: str = "f",
    excerpt: Excerpt | None = None,
    task: str = "",
) -> Told:
    end_line, end_column = end or (line, column + 4)
    return Told(
        code=code,
        name="a-rule",
        severity=severity,
        message=message,
        why="it matters (Howard 2021, practitioner)",
        fix="add `it`",
        minutes=minutes,
        place=Place(path, node, line, column, end_line, end_column),
        excerpt=excerpt or Excerpt(),
        task=TaskRecord(path, node, task) if task else None,
        fingerprint=fingerprint,
    )


def hostile(text: str) -> Told:
    """Return a finding that has a text wherever it can have one."""
    one = told(path=text, message=text, node=text)
    return one._replace(
        why=text,
        fix=text,
        name=text,
        unit=text,
        subject=text,
        related=(one.place._replace(label=text), one.place._replace(path=f"{text}/b")),
        task=TaskRecord(text, text, text),
    )


def run_record(*troubles: Trouble) -> RunRecord:
    tally = Tally()
    return RunRecord(
        tally, 0, digest(tally, "warning", errors=len(troubles), again=["coursewright", "lint"]), troubles
    )


def written(reporter: Reporter, *courses: CourseRecord, troubles: tuple[Trouble, ...] = ()) -> str:
    """Return the whole of a report."""
    parts = [reporter.start(), *map(reporter.course, courses), reporter.end(run_record(*troubles))]
    return "".join(parts)


def course(*findings: Told) -> CourseRecord:
    return CourseRecord(findings=findings)
