"""What pages about a course as a whole say, put into the course, whichever package they came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.marked.model import module_of, source_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from coursewright.importers.draft import CourseDraft, Data, Value
    from coursewright.importers.marked.model import MarkedCourse

__all__ = ["OF_COURSE", "is_of_course", "tell_course"]

OF_COURSE = "course"
"""The key of what belongs to the course as a whole, where modules have theirs."""


def tell_course(course: CourseDraft, pages: Sequence[MarkedCourse], tools: Collection[Data]) -> None:
    """Put what the pages say into a course, in the place of what its platform says; nothing for no page.

    Of the platform's words only the title stays, unless a page says that the course has none.
    """
    if not pages:
        return
    told: Data = {}
    for page in pages:
        told = _merged(told, page.data)
        if page.key:
            course.wanted_id = page.key
        course.lone_module |= page.alone
    title = None if any(page.untitled for page in pages) else course.data.get("title")
    course.data = {**({"title": title} if title else {}), **told}
    course.items[:0] = [one for page in pages for one in page.outcomes if is_of_course(one.source, course)]
    if tools:
        course.data["tools"] = list(tools)


def is_of_course(source: str, course: CourseDraft) -> bool:
    """Whether something of ours belongs to the course itself."""
    key = source.removeprefix(source_of(""))
    return source != key and module_of(key) == OF_COURSE and not course.lone_module


def _merged(one: Data, other: Data) -> Data:
    """Return both, the other's over the one's; mappings in them are joined."""
    found: dict[str, Value] = dict(one)
    for key, value in other.items():
        known = found.get(key)
        found[key] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    return found
