"""What the Markdown report says of the whole run: the summary above the findings, what is set aside below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.telling import NO_REASON
from coursewright.reporters.markdown.entry import NAME, path_code, place_code
from coursewright.reporters.markdown.text import code, cut, fitted, text
from coursewright.reporters.shared.entry_words import LISTS_ALL, commented, key_of, unread
from coursewright.reporters.shared.summary import duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.reporters.record import CourseRecord, Trouble
    from coursewright.reporters.reporter import RunRecord
    from coursewright.reporters.shared.digest import Digest

_SENTENCE = 300
"""Characters of a sentence of the summary, of a reason, or of what went wrong."""
_COMMAND = 1_000
_TROUBLES = 10
_SECTION = 2_400
"""Characters that each kind of what is set aside may take."""


def head(run: RunRecord) -> str:
    """Return what stands above the findings: what the run came to, and what could not be checked."""
    digest = run.digest
    summary = list(_summary(digest) if digest.total else _nothing_found(run))
    return "\n\n".join(["## coursewright", *summary, *_troubles(run.troubles), *_notes(run.notes), ""])


def _nothing_found(run: RunRecord) -> Iterator[str]:
    said = [fitted(line, _SENTENCE * 3) for line in run.digest.lines()]
    all_well = run.digest.found and not run.troubles
    yield " ".join([*said, "There is nothing to mend."] if all_well else said)


def _summary(digest: Digest) -> Iterator[str]:
    yield " ".join(
        fitted(said, _SENTENCE)
        for said in (f"{digest.read}: {digest.found}.", digest.passed, digest.verdict)
        if said
    )
    yield _table(
        ("Severity", "Findings"),
        [
            ("error", f"{digest.errors:,}"),
            ("warning", f"{digest.warnings:,}"),
            ("note (`info`)", f"{digest.notes:,}"),
        ],
    )
    if digest.costliest:
        yield "What takes longest to mend:"
        yield _table(
            ("Rule", "Findings", "To mend"),
            [
                (
                    f"**{text(cut(cost.code, NAME))}** {text(cut(cost.name, NAME))}",
                    f"{cost.findings:,}",
                    duration(cost.minutes),
                )
                for cost in digest.costliest
            ],
        )
    if digest.known:
        yield f"Not counted: {'; '.join(fitted(clause, _SENTENCE) for clause in digest.known)}."
    if digest.mended:
        yield fitted(digest.mended, _SENTENCE)
    if digest.commands:
        yield "To see more:"
        yield "\n".join(
            f"- {code(cut(command.line, _COMMAND))}: {fitted(command.shows, _SENTENCE)}"
            for command in digest.commands
        )


def _table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; all columns but the first hold numbers."""
    lines = [names, ["---", *["---:"] * (len(names) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _troubles(troubles: Sequence[Trouble]) -> Iterator[str]:
    if not troubles:
        return
    yield "### not checked"
    rows = [f"- {_place(one)}{fitted(one.said, _SENTENCE)}" for one in troubles[:_TROUBLES]]
    if (more := len(troubles) - _TROUBLES) > 0:
        rows.append(f"- and {more} more; {LISTS_ALL}")
    yield "\n".join(rows)


def _place(trouble: Trouble) -> str:
    """Return where it went wrong; what is said of a path as a whole mostly names that path."""
    if trouble.line:
        return f"{path_code(trouble.path, f':{trouble.line}')}: "
    return "" if trouble.path in trouble.said else f"{path_code(trouble.path)}: "


def _notes(notes: Sequence[str]) -> Iterator[str]:
    if notes:
        yield "\n".join(f"- {fitted(note, _SENTENCE)}" for note in notes[:_TROUBLES])


class _Section:
    """Rows of one kind, kept as long as there is room for them, and counted."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._rows: list[str] = []
        self._size = 0
        self._count = 0

    def add(self, row: str) -> None:
        self._count += 1
        # Once one has no room, none after it is shown, so that what is shown is the beginning.
        if self._count - 1 == len(self._rows) and self._size + len(row) <= _SECTION:
            self._rows.append(row)
            self._size += len(row) + 3

    def shown(self) -> str:
        if not self._count:
            return ""
        rows = [f"- {row}" for row in self._rows]
        if (more := self._count - len(rows)) > 0:
            rows.append(f"- and {more:,} more; {LISTS_ALL}")
        title = f"<details><summary>{self._title}: {self._count:,}</summary>"
        return "\n".join([title, "", *rows, "", "</details>", "", ""])


class Asides:
    """Gathers what nobody has to mend: left out on purpose, silenced, listed in a baseline, or not read."""

    def __init__(self) -> None:
        self._on_purpose = _Section("left out on purpose")
        self._comments = _Section("silenced by a comment")
        self._baseline = _Section("in the baseline")
        self._gone = _Section("listed in the baseline and no longer there")
        self._unread = _Section("not read")

    def add(self, course: CourseRecord) -> None:
        """Take note of what one course has of it."""
        for one in course.on_purpose:
            key = code(cut(key_of(one.place.node), NAME))
            self._on_purpose.add(f"{place_code(one.place)} without {key}: {_reason(one.reason)}")
        for hushed in commented(course):
            told = hushed.told
            self._comments.add(f"{place_code(told.place)} {code(told.code)}: {_reason(hushed.reason)}")
        for hushed in course.hushed:
            if hushed.kind == "baseline":
                told = hushed.told
                said = fitted(told.message, _SENTENCE)
                self._baseline.add(f"{place_code(told.place)} {code(told.code)} {said}")
        for gone in course.gone:
            hint = code(cut(gone.hint, NAME))
            at = f" at {hint}" if hint else ""
            self._gone.add(f"{path_code(gone.path)} {code(cut(gone.code, NAME))}{at}: {gone.gone:,}")
        for foreign in course.foreign:
            self._unread.add(f"{place_code(foreign.place)} {_unread(foreign.language)}")

    def shown(self) -> str:
        """Return a folded section for each kind there is."""
        sections = (self._on_purpose, self._comments, self._baseline, self._gone, self._unread)
        return "".join(section.shown() for section in sections)


def _reason(reason: str) -> str:
    return fitted(reason, _SENTENCE) or NO_REASON


def _unread(language: str) -> str:
    return fitted(unread(cut(language, NAME)), _SENTENCE)
