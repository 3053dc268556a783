"""The part of an HTML report on one file: what was found in it, folded, with the homework pattern on top."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from coursewright.lint.telling import NOUNS
from coursewright.reporters.html.page import template
from coursewright.reporters.html.text import title
from coursewright.reporters.shared.entry_words import found_in, severity_of, time
from coursewright.reporters.shared.homework import HEADING, TOPIC

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.reporters.record import FileRecord, Told
    from coursewright.reporters.shared.fold import Entry
    from coursewright.reporters.shared.homework import Sheet

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)


class Section(NamedTuple):
    """A file in which something was found: how the report calls it, its sums in words, and in numbers."""

    anchor: str
    title: str
    path: str
    kind: str
    said: str
    errors: int
    warnings: int
    notes: int
    minutes: int


class Row(NamedTuple):
    """An entry as the template shows it; `homework` is said above it, `task` says that it belongs below."""

    entry: Entry[Told]
    anchor: str
    rule: str
    noun: str
    time: str
    homework: str
    task: bool


class Sections:
    """Writes sections one by one, and knows the ids that it gave to files, entries and rules."""

    def __init__(self) -> None:
        self.written: list[Section] = []
        self.anchors: dict[str, str] = {}
        """The ids of the pages of rules, by code."""
        self.names: dict[str, str] = {}
        self.spoke: Counter[str] = Counter()
        self.entries = 0
        self.homework = False
        """Whether the homework pattern was met."""

    def section(self, file: FileRecord, sheet: Sheet[Told]) -> Markup:
        """Return the part on one file, of at least one finding."""
        findings = sheet.findings
        severities = Counter(told.severity for told in findings)
        self.spoke.update(told.code for told in findings)
        section = Section(
            f"file-{len(self.written) + 1}",
            title(file.title),
            file.path,
            file.kind,
            found_in(findings),
            severities["error"],
            severities["warning"],
            severities["info"],
            sum(told.minutes for told in findings),
        )
        self.written.append(section)
        rows = self._rows(sheet)
        part = template("section.html.jinja").render(
            section=section, rows=rows, heading=HEADING.capitalize(), topic=TOPIC
        )
        # A line break between tags is a node to a browser, and thousands of entries have many.
        return Markup(part.replace(">\n<", "><"))  # noqa: S704 - the template escapes

    def _rows(self, sheet: Sheet[Told]) -> Iterator[Row]:
        below = False
        for entry in sheet.entries:
            self.entries += 1
            heads = entry is sheet.head
            below = below or heads
            self.homework = self.homework or heads
            yield Row(
                entry,
                f"f{self.entries}",
                self._rule(entry.first),
                NOUNS[severity_of(entry.first)],
                time(entry) if entry.minutes else "",
                sheet.said(title) if heads else "",
                below and sheet.is_part(entry),
            )

    def _rule(self, told: Told) -> str:
        code = told.code
        if code not in self.anchors:
            self.names[code] = told.name
            plain = _PLAIN.fullmatch(code) is not None
            self.anchors[code] = f"rule-{code}" if plain else f"rule-{len(self.anchors) + 1}"
        return self.anchors[code]
