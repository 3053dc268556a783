"""A comparison for a comment on a pull request: the counts on top, then the changes by topic."""

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
from coursewright.reporters.markdown.text import code, prose, text

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

__all__ = ["as_markdown"]


def as_markdown(record: DiffRecord) -> str:
    """Return a comparison in Markdown as GitHub and GitLab read it."""
    return "\n".join(_lines(record)) + "\n"


def _lines(record: DiffRecord) -> Iterator[str]:
    yield f"## Changes in the design: {code(record.old)} → {code(record.new)}"
    yield ""
    told = [course for course in record.courses if not course.is_same]
    if not told and not record.troubles:
        yield prose(same(record))
        yield ""
    for course in told:
        yield from _course(course, record)
    if record.troubles:
        yield "### Not compared"
        yield ""
        for one in record.troubles:
            yield f"- {code(one.side)}, {code(one.path)}: {prose(one.said)}"
        yield ""
    if len(record.courses) > 1:
        yield f"{summary(record)}."
        yield ""
    for note in record.notes:
        yield f"_{prose(note)}_"
        yield ""


def _course(course: CourseRecord, record: DiffRecord) -> Iterator[str]:
    if course.standing != "compared":
        came = "is new" if course.standing == "added" else "is gone"
        yield f"**{text(course.title)}** {came}: {code(course.path)}"
        yield ""
        return
    yield f"### {text(course.title)}"
    yield ""
    yield f"{', '.join(headlines(course))}."
    yield ""
    inside = [one for one in course.changes if one.change.inside]
    for heading, changes in by_topic(course.changes):
        yield f"**{heading}**"
        yield ""
        for group in by_subject(changes):
            yield from _group(group, inside, record)
        yield ""
    for heading, findings, sign in findings_by_kind(course):
        if findings:
            yield f"<details><summary>{heading}: {len(findings):,}</summary>"
            yield ""
            if only_counted(heading):
                yield f"- {counted_by_code(findings)}"
            else:
                yield from _findings(findings, _past(record) if sign == "-" else "")
            yield ""
            yield "</details>"
            yield ""


def _group(
    group: Sequence[ChangeRecord], inside: Sequence[ChangeRecord], record: DiffRecord
) -> Iterator[str]:
    if len(group) == 1:
        line = line_of(group[0].change)
        yield from _change(group[0], line, line.pieces, inside, record)
        return
    yield f"- {_sentence(line_of(group[0].change).subject)}"
    for change in group:
        line = line_of(change.change)
        for said in _change(change, line, line.under_subject, inside, record):
            yield f"  {said}"


def _change(
    change: ChangeRecord,
    line: Line,
    pieces: Sequence[Piece],
    inside: Sequence[ChangeRecord],
    record: DiffRecord,
) -> Iterator[str]:
    yield f"- {code(line.sign)} {_sentence(pieces)} {_place(change.was, change.now, record)}".rstrip()
    if line.was:
        yield f"  - was: {text(line.was)}"
    if line.now:
        yield f"  - now: {text(line.now)}"
    for detail in (*line.details, *went_along(change, inside)):
        yield f"  - {text(detail_words(detail, '→'))}"


def _sentence(pieces: Sequence[Piece]) -> str:
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> str:
    if piece.role == "words":
        return piece.text.replace("->", "→")
    shown = text(piece.text)
    return f"**{shown}**" if piece.role == "name" and shown else shown


def _findings(findings: Sequence[FindingRecord], old: str) -> Iterator[str]:
    for first, *others in by_code(findings):
        for one in (first, *others) if len(others) < ALIKE else (first,):
            where = f"{code(one.where.path)}, line {one.where.line}"
            yield f"- {one.severity} {code(one.code)} {prose(one.message)} ({_in(old)}{where})"
        if len(others) >= ALIKE:
            yield f"  - and {len(others):,} more of {code(first.code)}: {text(places_of(others))}"


def _place(was: Where | None, now: Where | None, record: DiffRecord) -> str:
    if now is not None:
        return f"({code(now.path)}, line {now.line})"
    return f"({_in(_past(record))}{code(was.path)}, line {was.line})" if was is not None else ""


def _past(record: DiffRecord) -> str:
    return record.old if record.old_is_revision else ""


def _in(old: str) -> str:
    return f"in {code(old)}: " if old else ""
