"""A comparison for terminals: by topic, one sentence a change, both sides where they are long, the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.diff.groups import (
    ALIKE,
    by_code,
    by_subject,
    by_topic,
    counted_by_code,
    findings_by_kind,
    headlines,
    only_counted,
    places_of,
    same,
    summary,
    went_along,
)
from coursewright.reporters.diff.words import detail_words, line_of
from coursewright.reporters.shared.measure import flat, width, wrap
from coursewright.reporters.shared.style import Paint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.reporters.diff.record import (
        ChangeRecord,
        CourseRecord,
        DiffRecord,
        FindingRecord,
        Where,
    )
    from coursewright.reporters.diff.words import Line, Piece

__all__ = ["as_text"]

_NARROWEST = 30
_STYLES = {"+": "good", "-": "error", "~": "warning"}


def as_text(record: DiffRecord, columns: int, paint: Paint | None = None) -> str:
    """Return a comparison as text, wrapped to so many columns."""
    writer = _Text(record, max(columns, _NARROWEST), paint or Paint())
    return "".join(f"{line}\n" for line in writer.lines())


class _Text:
    def __init__(self, record: DiffRecord, columns: int, paint: Paint) -> None:
        self._record = record
        self._columns = columns
        self._paint = paint

    def lines(self) -> Iterator[str]:
        record = self._record
        told = [course for course in record.courses if not course.is_same]
        for course in told:
            yield from self._course(course)
        for trouble in record.troubles:
            yield from self._wrapped(f"{trouble.side}: {trouble.path}: {trouble.said}", "! ", "  ")
        if record.troubles:
            yield ""
        if not told and not record.troubles:
            yield from self._wrapped(same(record))
        elif len(record.courses) > 1:
            yield from self._wrapped(f"{record.old} -> {record.new}: {summary(record)}.")
        for note in record.notes:
            yield from self._wrapped(note)

    def _course(self, course: CourseRecord) -> Iterator[str]:
        title = flat(course.title)
        match course.standing:
            case "added":
                yield from self._wrapped(f'+ course "{title}" is new: {flat(course.path)}')
                yield ""
                return
            case "dropped":
                yield from self._wrapped(f'- course "{title}" is gone: {self._old(course.path)}')
                yield ""
                return
        record = self._record
        named = f"{title}: from {flat(record.old)} to {flat(record.new)}"
        yield from (self._paint("label", line) for line in wrap(named, self._columns))
        yield from self._wrapped(", ".join(headlines(course)) + ".")
        yield ""
        inside = [one for one in course.changes if one.change.inside]
        for heading, changes in by_topic(course.changes):
            yield from self._heading(heading, sum(one.change.items for one in changes))
            for group in by_subject(changes):
                yield from self._group(group, inside)
            yield ""
        for heading, findings, sign in findings_by_kind(course):
            if findings:
                yield from self._heading(heading, len(findings))
                if only_counted(heading):
                    yield from self._wrapped(counted_by_code(findings), "    ", "    ")
                else:
                    yield from self._findings(findings, sign)
                yield ""

    def _heading(self, heading: str, number: int) -> Iterator[str]:
        lines = wrap(f"{heading} ({number:,})", self._columns)
        yield from (self._paint("heading", line) for line in lines)

    def _group(self, group: Sequence[ChangeRecord], inside: Sequence[ChangeRecord]) -> Iterator[str]:
        if len(group) == 1:
            line = line_of(group[0].change)
            yield from self._change(group[0], line, line.pieces, inside)
            return
        subject = line_of(group[0].change).subject
        yield from self._wrapped(_joined(subject), "  ", "    ")
        for record in group:
            line = line_of(record.change)
            yield from self._change(record, line, line.under_subject, inside, "  ")

    def _change(
        self,
        record: ChangeRecord,
        line: Line,
        pieces: Sequence[Piece],
        inside: Sequence[ChangeRecord],
        indent: str = "",
    ) -> Iterator[str]:
        yield from self._entry(line.sign, _joined(pieces), self._place(record.was, record.now), indent=indent)
        for lead, said in (("was: ", line.was), ("now: ", line.now)):
            if said:
                yield from self._wrapped(flat(said), f"      {indent}{lead}", f"{indent}{' ' * 11}")
        for detail in (*line.details, *went_along(record, inside)):
            yield from self._wrapped(detail_words(detail), f"      {indent}", f"        {indent}")

    def _findings(self, findings: Sequence[FindingRecord], sign: str) -> Iterator[str]:
        for first, *others in by_code(findings):
            for one in (first, *others) if len(others) < ALIKE else (first,):
                where = one.where
                shown = (
                    f"{flat(where.path)}:{where.line}" if sign == "+" else self._old(where.path, where.line)
                )
                said = f"{one.severity} {one.code} {flat(one.message)}"
                yield from self._entry(sign, said, shown, "-" if sign == "+" else "+")
            if len(others) >= ALIKE:
                more = f"and {len(others):,} more of {first.code}: {places_of(others)}"
                yield from self._wrapped(more, "      ", "        ")

    def _entry(
        self, sign: str, sentence: str, place: str, style: str = "", indent: str = ""
    ) -> Iterator[str]:
        indent += "  "
        lines = wrap(sentence, self._columns - len(indent) - 2)
        mark = self._paint(_STYLES[style or sign], sign)
        shown = self._paint("quiet", place)
        beside = len(lines) == 1 and len(indent) + 4 + width(lines[0]) + width(place) <= self._columns
        for number, line in enumerate(lines):
            lead = f"{indent}{mark} " if not number else f"{indent}  "
            yield f"{lead}{line}  {shown}" if beside else f"{lead}{line}"
        if place and not beside:
            yield f"{indent}    {shown}"

    def _place(self, was: Where | None, now: Where | None) -> str:
        if now is not None:
            return f"{flat(now.path)}:{now.line}"
        return self._old(was.path, was.line) if was is not None else ""

    def _old(self, path: str, line: int = 0) -> str:
        shown = f"{flat(path)}:{line}" if line else flat(path)
        return f"in {flat(self._record.old)}: {shown}" if self._record.old_is_revision else shown

    def _wrapped(self, text: str, lead: str = "", indent: str = "") -> Iterator[str]:
        for number, line in enumerate(wrap(flat(text), self._columns - len(indent or lead))):
            yield f"{indent if number else lead}{line}"


def _joined(pieces: Sequence[Piece]) -> str:
    return flat("".join(piece.text for piece in pieces))
