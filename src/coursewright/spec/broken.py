"""What of a course could not be read: files that never became a whole tree, and values that mean nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.faults import FaultKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.model import Course
    from coursewright.spec.source import Source

__all__ = ["BrokenFile", "broken_files", "left_out"]


class BrokenFile(NamedTuple):
    """A file of which nothing, or not all, is in the course; the line of its first fault, and its words."""

    source: Source
    line: int
    message: str


def broken_files(course: Course) -> Iterator[BrokenFile]:
    """Yield the files that never became a whole tree, each with its first fault."""
    seen: set[Source] = set()
    for fault in course.faults:
        source = fault.source or (fault.node.source if fault.node is not None else None)
        if source is None or source in seen or not (fault.source is source or source.root is None):
            continue
        seen.add(source)
        line = source.position(fault.at[0]).line if fault.source is source else 1
        yield BrokenFile(source, line, fault.message)


def left_out(course: Course) -> int:
    """Return how many values, in files that are whole, could not be understood and count as not said."""
    broken = {one.source for one in broken_files(course)}
    return sum(
        fault.node is not None and fault.node.source not in broken
        for fault in course.faults_of(FaultKind.INVALID)
    )
