"""What the writers of comparisons write: changes and findings with their places, when courses are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.lint.place import place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from coursewright.design.comparison.changes import At, Change
    from coursewright.lint.findings import Finding, Mark
    from coursewright.spec.element import Element
    from coursewright.spec.source import Source, Span

    Stretch: TypeAlias = tuple[Source, Span]
    """A part of a file."""

__all__ = [
    "ChangeRecord",
    "CourseRecord",
    "DiffRecord",
    "FindingRecord",
    "Standing",
    "Trouble",
    "Where",
    "change_record",
    "finding_record",
    "stretches_of",
]

Standing: TypeAlias = Literal["compared", "added", "dropped"]
"""Whether a course was compared with its counterpart, or is there on one side alone."""


class Where(NamedTuple):
    """A place: the file, counted from the root of what was compared, the line from 1, and the node."""

    path: str
    line: int
    node: str = ""


class ChangeRecord(NamedTuple):
    """A change with its places in the old and in the new design."""

    change: Change
    was: Where | None = None
    now: Where | None = None


class FindingRecord(NamedTuple):
    """A finding that came or went: where it stands in the design that has it.

    `with_item` says that it came or went with the item that it is about, or that is around it.
    """

    code: str
    name: str
    severity: str
    message: str
    where: Where
    with_item: bool = False


class CourseRecord(NamedTuple):
    """One course: what changed in its design, and which findings are new and which are mended.

    `path` is its file in the new design, else in the old one; `kept` counts the findings that both have, None
    where findings were not compared.
    """

    title: str
    path: str
    standing: Standing = "compared"
    changes: tuple[ChangeRecord, ...] = ()
    new: tuple[FindingRecord, ...] = ()
    fixed: tuple[FindingRecord, ...] = ()
    kept: int | None = None

    @property
    def is_same(self) -> bool:
        """Whether nothing changed that a designer would call a change."""
        return self.standing == "compared" and not (self.changes or self.new or self.fixed)


class Trouble(NamedTuple):
    """What could not be compared, and why; `side` is what the command line called the design it is in."""

    side: str
    path: str
    said: str


class DiffRecord(NamedTuple):
    """A comparison: what the command line called the two designs, and course by course what changed.

    `notes` are sentences about how it was compared. Paths of a revision look like those of the checkout, so
    writers say which of the two they mean.
    """

    old: str
    new: str
    courses: tuple[CourseRecord, ...]
    troubles: tuple[Trouble, ...] = ()
    notes: tuple[str, ...] = ()
    old_is_revision: bool = False

    @property
    def is_same(self) -> bool:
        """Whether everything was compared and nothing changed."""
        return not self.troubles and all(course.is_same for course in self.courses)


def change_record(change: Change, old: Callable[[Path], str], new: Callable[[Path], str]) -> ChangeRecord:
    """Return a change with its places; `old` and `new` say how to write paths of the two sides."""
    was = _where(change.was, old) if change.was is not None else None
    now = _where(change.now, new) if change.now is not None else None
    return ChangeRecord(change._replace(was=None, now=None), was, now)


def finding_record(
    finding: Finding, shown: Callable[[Path], str], stretches: Sequence[Stretch] = ()
) -> FindingRecord:
    """Return a finding with its place; `stretches` are those of the items that only its side has."""
    return FindingRecord(
        finding.code,
        finding.meta.name,
        finding.severity.name.lower(),
        finding.message,
        _where_of(finding.mark, shown),
        any(_is_in(finding.mark, one) for one in stretches),
    )


def stretches_of(elements: Iterable[Element]) -> list[Stretch]:
    """Return where some elements are written, from their first character to their last."""
    return [(element.node.source, element.node.span) for element in elements]


def _is_in(mark: Mark, stretch: Stretch) -> bool:
    source, span = stretch
    return mark.source is source and span.start <= mark.span.start <= span.end


def _where(at: At, shown: Callable[[Path], str]) -> Where:
    mark, _ = place(at.element, at.key)
    return _where_of(mark, shown)


def _where_of(mark: Mark, shown: Callable[[Path], str]) -> Where:
    return Where(shown(mark.path), mark.span.start.line, mark.node)
