"""The report for comments on pull requests and for step summaries, on GitHub and on GitLab.

What matters most to whoever reads it comes first, and that is known last, so everything waits for the end.
A comment holds 65,536 characters; only what may have room in it is kept, the severest findings first.
"""

from __future__ import annotations

import heapq
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from coursewright.reporters.markdown.around import Asides, head
from coursewright.reporters.markdown.entry import NAME, entry_markdown, path_code
from coursewright.reporters.markdown.text import code, cut, text
from coursewright.reporters.shared.entry_words import found_in, severity_of, titles
from coursewright.reporters.shared.homework import EXPLAIN, HEADING, sheets
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.reporters.record import CourseRecord, Told
    from coursewright.reporters.reporter import RunRecord, Setting
    from coursewright.reporters.shared.digest import Digest
    from coursewright.reporters.shared.homework import Sheet

LIMIT = 60_000
"""Characters of the whole report."""
_FILES = 20
"""Files that are named when findings are left out."""
_LEFT_OUT = 5_000
"""Characters that saying so may take: the files, and the sentence above them."""
_COMMAND = 1_000
_REST = 120
"""Characters of them for the files that are not named, and for what closes the list."""


class _Block(NamedTuple):
    """An entry as it will be shown. Those that weigh least are left out first: they compare as less.

    `number` counts down, so that of two that weigh the same the later one is left out. `heading` stands above
    the first entry of its file, `homework` above the first one that has it.
    """

    severity: int
    minutes: int
    number: int
    findings: int
    path: str
    heading: str
    homework: str
    shown: str


class MarkdownReport:
    """Gathers what may be shown, and writes it at the end."""

    def __init__(self, setting: Setting) -> None:  # noqa: ARG002 - paths count from the root, as there
        self.entries = 0
        self._blocks: list[_Block] = []
        self._size = 0
        self._met = 0
        self._left_out: Counter[str] = Counter()
        """By path, how many findings have no room."""
        self._asides = Asides()

    def start(self) -> str:
        """Return nothing: the summary comes first."""
        return ""

    def course(self, course: CourseRecord) -> str:
        """Return nothing yet."""
        known = titles(course)
        for file, sheet in sheets(course.findings).items():
            path = str(file)
            title = text(cut(known.get(path, ""), NAME))
            heading = f"### {path_code(path)}{' ' if title else ''}{title}\n\n{found_in(sheet.findings)}\n\n"
            for entry in sheet.entries:
                self._met += 1
                block = _Block(
                    int(severity_of(entry.first)),
                    entry.minutes,
                    -self._met,
                    len(entry.findings),
                    path,
                    heading,
                    _homework(sheet) if entry is sheet.head else "",
                    entry_markdown(entry),
                )
                self._keep(block)
        self._asides.add(course)
        return ""

    def end(self, run: RunRecord) -> str:
        """Return the whole report."""
        above, below = head(run), self._asides.shown()
        room = LIMIT - len(above) - len(below)
        blocks = _fitting(self._blocks, room)
        if self._left_out or len(blocks) < len(self._blocks):
            blocks = _fitting(self._blocks, room - _LEFT_OUT)
        left_out = self._left_out + Counter(_by_path(self._blocks))
        left_out.subtract(_by_path(blocks))
        self.entries = len(blocks)
        return f"{above}{_left_out(+left_out, run.digest)}{_files(blocks)}{below}".rstrip() + "\n"

    def _keep(self, block: _Block) -> None:
        heapq.heappush(self._blocks, block)
        self._size += len(block.shown)
        while self._size > LIMIT:
            gone = heapq.heappop(self._blocks)
            self._size -= len(gone.shown)
            self._left_out[gone.path] += gone.findings


def _homework(sheet: Sheet[Told]) -> str:
    """Return the heading of the pattern, in a quote: what stands further below is not all about it."""
    said = sheet.said(lambda title: text(cut(title, NAME)))
    return f"> #### {HEADING}\n>\n> {said} More: `{EXPLAIN}`\n\n"


def _by_path(blocks: Iterable[_Block]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for block in blocks:
        found[block.path] += block.findings
    return found


def _fitting(blocks: Sequence[_Block], room: int) -> list[_Block]:
    """Return the blocks for which there is room with their headings, the weightiest first, in reading order.

    The first one that does not fit ends it, so that nothing is left out for something that weighs less.
    """
    fitting: list[_Block] = []
    headings: set[tuple[str, str]] = set()
    for block in sorted(blocks, reverse=True):
        lead = {("file", block.path): block.heading, ("homework", block.path): block.homework}
        new = {place: words for place, words in lead.items() if words and place not in headings}
        room -= len(block.shown) + sum(map(len, new.values()))
        if room < 0:
            break
        headings |= new.keys()
        fitting.append(block)
    return sorted(fitting, key=lambda block: -block.number)


def _files(blocks: Iterable[_Block]) -> str:
    parts: list[str] = []
    path: str | None = None
    homework = False
    for block in blocks:
        if block.path != path:
            path, homework = block.path, False
            parts.append(block.heading)
        if block.homework and not homework:
            homework = True
            parts.append(block.homework)
        parts.append(block.shown)
    return "".join(parts)


def _left_out(files: Counter[str], digest: Digest) -> str:
    """Say how many findings are not shown, and of which files, within `_LEFT_OUT` characters."""
    if not files:
        return ""
    how_many = f"**{files.total():,} of {counted(digest.total, 'finding')} are left out here**"
    command = code(cut(f"{digest.again} --format concise", _COMMAND))
    every = f" {command} shows them all." if digest.again else ""
    why = "the least severe first, because a comment has no room for more"
    lines = [
        f"{how_many}, {why}.{every}",
        "",
        "<details><summary>what is left out, file by file</summary>",
        "",
    ]
    room = _LEFT_OUT - sum(map(len, lines)) - _REST
    ranked = sorted(files.items(), key=lambda row: (-row[1], row[0]))
    named = 0
    for path, count in ranked[:_FILES]:
        line = f"- {path_code(path)}: {counted(count, 'finding')}"
        room -= len(line) + 1
        if room < 0:
            break
        lines.append(line)
        named += 1
    if rest := ranked[named:]:
        more = sum(count for _, count in rest)
        lines.append(f"- and {counted(more, 'finding')} in {counted(len(rest), 'more file')}")
    return "\n".join([*lines, "", "</details>", "", ""])
