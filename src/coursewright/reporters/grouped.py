"""The report for people file by file: a heading for each, and below it a line for each fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.lint.telling import NO_REASON
from coursewright.reporters.shared.closing import NARROWEST
from coursewright.reporters.shared.entry_words import LISTS_ALL, commented, found_in, key_of, titles, unread
from coursewright.reporters.shared.fold import NAMED
from coursewright.reporters.shared.homework import EXPLAIN, HEADING, Sheet, sheets
from coursewright.reporters.shared.measure import flat, shorten, width, wrap
from coursewright.reporters.shared.paths import from_here
from coursewright.reporters.shared.style import Paint
from coursewright.spec.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.reporters.record import CourseRecord, Place, Told
    from coursewright.reporters.reporter import RunRecord, Setting
    from coursewright.reporters.shared.fold import Entry

_NAME = 60
"""Columns of a name shown in passing."""
_ROOM = 24
"""Columns that a message has at least, however narrow the terminal: below that it only grows longer."""
_SEVERITY = len("warning")


class _Widths(NamedTuple):
    """How wide the columns before the messages of a file are."""

    place: int
    code: int

    @property
    def indent(self) -> int:
        return 2 + self.place + 2 + _SEVERITY + 2 + self.code + 2


class GroupedReport:
    """Writes the files of one course after the other.

    `entries` is how many entries were shown: three or more places of a rule in one file share one.
    """

    def __init__(self, setting: Setting) -> None:
        self.entries = 0
        self._base = setting.base
        self._here = setting.here
        self._columns = max(setting.columns, NARROWEST)
        self._wrapped = setting.wrapped
        self._paint = Paint(setting.coloured)

    def start(self) -> str:
        """Return nothing: the first line is the heading of a file."""
        return ""

    def course(self, course: CourseRecord) -> str:
        """Return the files of one course in which something was found, or texts that no rule can read."""
        known = titles(course)
        aside = _aside(course)
        unheard = {one.place.path for one in course.foreign}
        found = {str(path): sheet for path, sheet in sheets(course.findings).items()}
        found |= {path: Sheet((), ()) for path in known if path in unheard and path not in found}
        groups = (
            [self._heading(path, known.get(path, ""), sheet.findings)]
            + list(self._findings(sheet))
            + [self._said("  ", label, said) for label, said in aside.get(path, ())]
            for path, sheet in found.items()
        )
        return "".join("".join(f"{line}\n" for line in group) + "\n" for group in groups)

    def end(self, run: RunRecord) -> str:  # noqa: ARG002 - the summary follows from elsewhere
        """Return nothing: whoever asked for the report adds the summary."""
        return ""

    def _heading(self, path: str, title: str, findings: Sequence[Told]) -> str:
        name = self._paint("heading", from_here(self._base / path, self._here))
        called = f" {shorten(flat(title), _NAME)}" if flat(title) else ""
        return f"{name}{called}" + (f" ({found_in(findings)})" if findings else "")

    def _findings(self, sheet: Sheet[Told]) -> Iterator[str]:
        entries = sheet.entries
        self.entries += len(entries)
        widths = _Widths(
            max((len(_start(entry.first)) for entry in entries), default=0),
            max((len(flat(entry.first.code)) for entry in entries), default=0),
        )
        for entry in entries:
            if entry is sheet.head:
                said = sheet.said(lambda title: shorten(flat(title), _NAME))
                yield self._said("  ", f"{HEADING}:", f"{said} More: {EXPLAIN}", "heading")
            yield self._line(entry, widths)

    def _line(self, entry: Entry[Told], widths: _Widths) -> str:
        first = entry.first
        code = flat(first.code)
        lead = "  ".join(
            (
                "",
                self._paint("place", f"{_start(first):<{widths.place}}"),
                self._paint(first.severity, f"{first.severity:<{_SEVERITY}}"),
                self._paint("code", f"{code:<{widths.code}}"),
                "",
            )
        )
        return lead + self._wrap(f"{flat(first.message)}{_others(entry)}", widths.indent)

    def _said(self, indent: str, label: str, said: str, style: str = "quiet") -> str:
        lead = f"{indent}{label} "
        return f"{indent}{self._paint(style, label)} " + self._wrap(said, len(indent) + 2, width(lead))

    def _wrap(self, said: str, indent: int, lead: int | None = None) -> str:
        """Break a text that begins at the column `lead`, its further lines indented."""
        if not self._wrapped:
            return said
        first = max(self._columns - (indent if lead is None else lead), _ROOM)
        room = max(self._columns - indent, _ROOM)
        return f"\n{' ' * indent}".join(wrap(said, room, first))


def _start(told: Told) -> str:
    line, column = told.start
    return f"{line}:{column}"


def _others(entry: Entry[Told]) -> str:
    """Say where else in the file the same fault is, in brackets; nothing where there is one place only."""
    others = entry.findings[1:]
    if not others:
        return ""
    lines = [str(told.line) for told in others[:NAMED]]
    if len({told.line for told in entry.findings[: 1 + NAMED]}) <= len(lines):
        named = [f"at {_start(others[0])}", *map(_start, others[1:NAMED])]
    else:
        named = [f"line{'s' if len(others) > 1 else ''} {lines[0]}", *lines[1:]]
    if not entry.unnamed:
        return f" (and {len(others)} more: {', '.join(named)})"
    return f" (and {len(others)} more: {listed([', '.join(named), f'{entry.unnamed} more'])})"


def _aside(course: CourseRecord) -> dict[str, list[tuple[str, str]]]:
    """Return by file what is on purpose and what is not read, as a label and what is said of it."""
    rows: list[tuple[Place, str, str]] = [
        (one.place, f"without {flat(key_of(one.place.node))}", one.reason) for one in course.on_purpose
    ]
    rows += [(one.told.place, f"{flat(one.told.code)} silenced", one.reason) for one in commented(course)]
    found: dict[str, list[tuple[str, str]]] = {}
    for place, what, why in sorted(rows, key=lambda row: (row[0].line, row[0].column)):
        found.setdefault(place.path, []).append(
            (f"{place.line}:{place.column} on purpose, {what}:", flat(why) or NO_REASON)
        )
    for path, said in found.items():
        if (more := len(said) - NAMED) > 0:
            found[path] = [*said[:NAMED], ("on purpose:", f"{more} more; {LISTS_ALL}.")]
    for one in course.foreign:
        row = (f"{one.place.line}:{one.place.column} not read:", unread(flat(one.language)))
        found.setdefault(one.place.path, []).append(row)
    return found
