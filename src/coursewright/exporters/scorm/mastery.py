"""The one pass mark that a SCORM package has room for, out of those of its self-checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.site.self_check import checkable, points

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, Entry

__all__ = ["mastery_of", "pass_mark", "worth"]


def mastery_of(edition: Edition) -> float | None:
    """Return the pass mark of a package in per cent: the mean of those of its self-checks, by their points.

    None where no self-check has one.
    """
    marks = [(mark, worth(entry)) for entry in edition.entries if (mark := pass_mark(entry)) is not None]
    if not marks:
        return None
    return round(sum(mark * points for mark, points in marks) / sum(points for _, points in marks), 2)


def pass_mark(entry: Entry) -> float | None:
    """Return the pass mark of a self-check in per cent; None where there is none, or nothing to mark."""
    mark: float | None = getattr(entry.element, "pass_mark", None)
    return mark if mark is not None and worth(entry) else None


def worth(entry: Entry) -> float:
    """Return the points of the questions of an entry that can be right or wrong."""
    return sum(points(entry, question) for _, question in checkable(entry))
