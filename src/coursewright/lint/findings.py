"""Findings: problems with their place in the files, ready to be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from coursewright.lint.api import Meta, Severity
    from coursewright.lint.silence.baseline import Stale
    from coursewright.lint.silence.suppressions import Silenced
    from coursewright.spec.source import Source, Span


class Mark(NamedTuple):
    """A place in a file, with its label."""

    source: Source
    span: Span
    node: str
    label: str = ""

    @property
    def path(self) -> Path:
        """The file, absolute."""
        return self.source.path


class Edit(NamedTuple):
    """A change to a file that mends a finding: what stands at `span` becomes `text`.

    `safe` says that the author can only have meant this.
    """

    source: Source
    span: Span
    text: str
    safe: bool = False


class TaskName(NamedTuple):
    """Which task a finding belongs to, and what to call it."""

    file: Path
    node: str
    title: str


class Finding(NamedTuple):
    """One fault at one place.

    For reports that gather findings: `unit` is the title of the unit it stands in, `subject` the name of what
    it speaks of, and `task` the task it belongs to; each may be missing. `softened` says that it weighs less
    than its rule's findings usually do, and `crash` marks a rule that stumbled. `edits` would mend it, all
    together, where a machine can tell how. `todo` is what is noted to be written there.
    """

    meta: Meta
    severity: Severity
    message: str
    why: str
    fix: str
    minutes: int
    mark: Mark
    related: tuple[Mark, ...] = ()
    unit: str = ""
    subject: str = ""
    task: TaskName | None = None
    softened: bool = False
    crash: bool = False
    edits: tuple[Edit, ...] = ()
    todo: str = ""

    @property
    def file(self) -> Source:
        """The file it stands in, as something to tell files by."""
        return self.mark.source

    @property
    def line(self) -> int:
        """The line it begins on."""
        return self.mark.span.start.line

    @property
    def start(self) -> tuple[int, int]:
        """The line and the column at which it begins."""
        return self.mark.span.start

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.meta.code

    @property
    def fixable(self) -> Literal["none", "safe", "unsafe"]:
        """What its edits are: safe only where every one of them is."""
        if not self.edits:
            return "none"
        return "safe" if all(edit.safe for edit in self.edits) else "unsafe"


class Omission(NamedTuple):
    """Something left out on purpose, and why."""

    mark: Mark
    reason: str


class Unread(NamedTuple):
    """A language without a lexicon, and where it is said."""

    mark: Mark
    tag: str


class Limit(NamedTuple):
    """From which severity on findings make a run fail, as a word, and where that is said."""

    word: str = "warning"
    said: str = "--fail-on warning"


class Checked(NamedTuple):
    """A file that was checked: whether it is a `course` or a `module`, and its title or id."""

    path: Path
    kind: str
    title: str


class CourseReport(NamedTuple):
    """What linting one course found in the files that were asked for; it outlives the course.

    - `checked` are the files that were asked for.
    - `failing` counts the findings that make a run fail, by the limits in `limits`.
    - `passes` is the highest profile of the ladder that the course passes, with how many there are up to it;
      None where too few rules ran to know.
    - `silenced` are the findings that a comment or a baseline keeps quiet, `stale` what a baseline lists
      although it is mended, `unread` the languages in which no rule could read texts.
    """

    findings: tuple[Finding, ...]
    on_purpose: tuple[Omission, ...]
    files: int
    modules: int
    is_course: bool
    failing: int = 0
    limits: tuple[Limit, ...] = ()
    passes: tuple[int, str] | None = None
    silenced: tuple[Silenced, ...] = ()
    stale: tuple[Stale, ...] = ()
    unread: tuple[Unread, ...] = ()
    checked: tuple[Checked, ...] = ()


class Report(NamedTuple):
    """What linting found, whole; the value of the public `lint`."""

    findings: tuple[Finding, ...]
    on_purpose: tuple[Omission, ...]

    @classmethod
    def of(cls, reports: Iterable[CourseReport]) -> Report:
        """Join the reports of several courses."""
        kept = list(reports)
        return cls(
            tuple(finding for report in kept for finding in report.findings),
            tuple(omission for report in kept for omission in report.on_purpose),
        )
