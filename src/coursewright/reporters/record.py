"""What reporters are given: a course and what was found in it, as plain data with nothing left to look up.

Records travel between processes and rest in the cache as lists; `CourseRecord.of` makes them whole again.
Paths are written with `/`, relative to the root of the repository where they lie in it, else absolute. Lines
and columns count from 1, columns in characters; an end is the place just after the last one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


WIDEST = 240
"""Characters that are kept of each part of a line: reports show the place, not the file."""


class Place(NamedTuple):
    """A stretch of a file; `node` is what stands there, such as `tasks[read].due`, empty for the whole file.

    `written` is the line it begins on, from there on, cut where it is long.
    """

    path: str
    node: str
    line: int
    column: int
    end_line: int
    end_column: int
    label: str = ""
    written: str = ""

    @property
    def last_line(self) -> int:
        """The last line that holds some of it: a place may end before the first character of the next."""
        return self.end_line - 1 if self.end_column == 1 and self.end_line > self.line else self.end_line


class Excerpt(NamedTuple):
    """The first line of a place: what leads to it, what is marked, what follows; cut where it is long.

    `above` and `below` are the lines around it.
    """

    before: str = ""
    marked: str = ""
    after: str = ""
    above: str = ""
    below: str = ""


class Edit(NamedTuple):
    """A change that mends a finding: the stretch of the file of that name becomes `text`.

    `safe` says that the author can only have meant this. `byte` and `end_byte` are the columns in bytes.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    safe: bool = False
    byte: int = 0
    end_byte: int = 0


class TaskRecord(NamedTuple):
    """Which task a finding belongs to, and what to call it."""

    file: str
    node: str
    title: str


class Told(NamedTuple):
    """A finding. `severity` is `error`, `warning` or `info`; the rest is as in `lint.findings.Finding`.

    - `on_purpose` is the key at which `{none: reason}` would satisfy the rule, if there is one.
    - `fingerprint` is the same for the same fault of the same item, wherever in its file that stands; two
      findings of a course have the same one only where their files differ.
    """

    code: str
    name: str
    severity: str
    message: str
    why: str
    fix: str
    minutes: int
    place: Place
    related: tuple[Place, ...] = ()
    excerpt: Excerpt = Excerpt()
    edits: tuple[Edit, ...] = ()
    unit: str = ""
    subject: str = ""
    task: TaskRecord | None = None
    on_purpose: str = ""
    crash: bool = False
    fingerprint: str = ""
    todo: str = ""

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.place.path

    @property
    def line(self) -> int:
        """The line it begins on."""
        return self.place.line

    @property
    def start(self) -> tuple[int, int]:
        """The line and the column at which it begins."""
        return self.place.line, self.place.column

    @classmethod
    def of(cls, data: Sequence[Any]) -> Told:
        """Return a finding that travelled as lists."""
        told = cls(*data)
        return told._replace(
            place=Place(*told.place),
            related=tuple(Place(*one) for one in told.related),
            excerpt=Excerpt(*told.excerpt),
            edits=tuple(Edit(*one) for one in told.edits),
            task=TaskRecord(*told.task) if told.task is not None else None,
        )


class Hushed(NamedTuple):
    """A finding that a comment or a baseline silences (`kind`), for what reason, and where that is said."""

    told: Told
    kind: str
    reason: str
    path: str
    line: int


class Omitted(NamedTuple):
    """Something left out on purpose, and why."""

    place: Place
    reason: str


class Gone(NamedTuple):
    """What a baseline lists although it is mended: `gone` findings at the place that it calls `hint`."""

    path: str
    code: str
    hint: str
    gone: int
    by: str
    line: int


class Foreign(NamedTuple):
    """A language in which no rule can read texts, and where it is said."""

    place: Place
    language: str


class FileRecord(NamedTuple):
    """A file that was checked: a `course` or a `module`, and its title or id, empty where it has none."""

    path: str
    kind: str
    title: str


class RuleNote(NamedTuple):
    """What there is to say about a rule. `sources` are references with their addresses, the main one first.

    `page` is its page as Markdown, empty for a rule of the repository's own.
    """

    code: str
    name: str
    statement: str
    why: str
    severity: str
    minutes: int
    family: str
    grade: str
    evidence: str
    sources: tuple[tuple[str, str], ...] = ()
    page: str = ""


class CourseRecord(NamedTuple):
    """One course as it was checked. `findings` stand in the order of the files and of the places in them.

    `rules` are notes on the rules that spoke and that only this repository has.
    """

    files: tuple[FileRecord, ...] = ()
    findings: tuple[Told, ...] = ()
    on_purpose: tuple[Omitted, ...] = ()
    hushed: tuple[Hushed, ...] = ()
    gone: tuple[Gone, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    rules: tuple[RuleNote, ...] = ()

    @classmethod
    def of(cls, data: Sequence[Any]) -> CourseRecord:
        """Return a course that travelled as lists."""
        files, findings, on_purpose, hushed, gone, foreign, rules = data
        return cls(
            tuple(FileRecord(*one) for one in files),
            tuple(map(Told.of, findings)),
            tuple(Omitted(Place(*place), reason) for place, reason in on_purpose),
            tuple(Hushed(Told.of(told), *rest) for told, *rest in hushed),
            tuple(Gone(*one) for one in gone),
            tuple(Foreign(Place(*place), language) for place, language in foreign),
            tuple(_note(one) for one in rules),
        )


def _note(data: Sequence[Any]) -> RuleNote:
    note = RuleNote(*data)
    return note._replace(sources=tuple((text, url) for text, url in note.sources))


class Trouble(NamedTuple):
    """Something that kept files from being checked: `kind` is `path`, `configuration` or `baseline`.

    `line` and `column` are 0 where the whole file is meant, `path` is `.` where it is no file.
    """

    kind: str
    path: str
    line: int
    column: int
    message: str
    hint: str

    @property
    def file(self) -> str:
        """The file it is about."""
        return self.path

    @property
    def said(self) -> str:
        """What happened, and what may help."""
        return f"{self.message} {self.hint}".strip()
