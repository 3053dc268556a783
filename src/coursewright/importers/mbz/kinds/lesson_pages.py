"""The pages of a lesson in their order, and where each of their answers leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.mbz.fields import number, row_number, said, whole
from coursewright.packages.reading.xml import children, first

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from coursewright.importers.mbz.activity import Activity

__all__ = ["CONTENT", "LessonPage", "Way", "is_decision", "pages_of"]

SHORT, TRUE_FALSE, CHOICE, MATCHING, NUMERICAL, ESSAY, CONTENT = 1, 2, 3, 5, 8, 10, 20
_END_OF_BRANCH = 21
_THIS, _NEXT, _END, _BACK = 0, -1, -9, -40
_LONGEST_BRANCH = 200


class Way(NamedTuple):
    """An answer or a button, and where it leads."""

    row: _Element
    text: str
    """As Moodle keeps it, which may be HTML."""
    target: int
    """The page it leads to; 0 for the same one, below 0 for the end and for what is found out on the way."""
    score: float


class LessonPage(NamedTuple):
    """A page of a lesson."""

    number: int
    type: int
    following: int
    """The page after it; 0 for none."""
    row: _Element
    ways: tuple[Way, ...]


def pages_of(activity: Activity) -> dict[int, LessonPage]:
    """Return the pages by their numbers, in the order that Moodle shows them in."""
    rows = {row_number(row): row for row in activity.rows("pages")}
    order: list[int] = []
    at = next((key for key, row in rows.items() if whole(row, "prevpageid") == 0), 0)
    seen: set[int] = set()
    while at in rows and at not in seen:
        seen.add(at)
        order.append(at)
        at = whole(rows[at], "nextpageid")
    return {key: _page(key, rows[key]) for key in (*order, *(one for one in rows if one not in seen))}


def _page(number_of: int, row: _Element) -> LessonPage:
    following = whole(row, "nextpageid")
    return LessonPage(number_of, whole(row, "qtype"), following, row, tuple(_ways(row, number_of, following)))


def _ways(row: _Element, own: int, following: int) -> Iterator[Way]:
    for one in children(first(row, "answers"), "answer"):
        jump = whole(one, "jumpto")
        target = {_THIS: 0, own: 0, _NEXT: following or _END}.get(jump, jump)
        yield Way(one, said(one, "answer_text") or said(one, "answer"), target, number(one, "score") or 0.0)


def is_decision(page: LessonPage, pages: Mapping[int, LessonPage]) -> bool:
    """Say whether what learners choose on a page decides where they go, and is no table of contents.

    From a table of contents one comes back; a question that only says right or wrong goes on or stays.
    """
    targets = {way.target for way in page.ways if way.target and way.target != _BACK}
    if page.type not in {CONTENT, CHOICE, TRUE_FALSE} or len(targets) < 2:
        return False
    return not any(_comes_back(target, page.number, pages) for target in targets if target > 0)


def _comes_back(start: int, to: int, pages: Mapping[int, LessonPage]) -> bool:
    at = start
    for _ in range(_LONGEST_BRANCH):
        page = pages.get(at)
        if page is None or at == to:
            return False
        if page.type == _END_OF_BRANCH or any(way.target == to for way in page.ways):
            return True
        at = page.following
    return False
