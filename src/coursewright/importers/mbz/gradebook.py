"""The gradebook: what counts, what is enough to pass, and weights where they are exact."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import isclose
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.mbz.fields import number, row_number, said, tidy, whole
from coursewright.packages.reading.xml import children, first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.backup import Backup

__all__ = ["Category", "GradeItem", "Gradebook", "grade_items", "gradebook_of"]

_WEIGHTED_MEAN, _NATURAL = 10, 13
_POINTS, _SCALE = 1, 2


class GradeItem(NamedTuple):
    """What marks are kept in."""

    number: int
    of: str
    """The kind of item: `mod` of an activity, `manual`, `category` or `course`."""
    name: str
    kind: str
    """The kind of activity that fills it; empty for none."""
    instance: int
    """The row of the activity, or of the category whose total it is."""
    category: int
    """The category that it stands in; 0 for none."""
    place: int
    """Its number among those of its activity: a workshop has two."""
    outcome: int
    """The outcome that is marked with it; 0 for none."""
    type: int
    """1 for points, 2 for a scale; anything else is no mark."""
    most: float
    enough: float
    """The marks with which it is passed; 0 where nobody has to pass."""
    weight: float
    """In a weighted mean."""
    share: float
    """Of 1, where marks are summed up."""
    is_share_set: bool
    """Whether a teacher set that share; else Moodle worked it out of the marks."""

    @property
    def is_marked(self) -> bool:
        """Whether marks are given."""
        return self.type in {_POINTS, _SCALE} and self.most > 0 and not self.outcome

    @property
    def pass_mark(self) -> int | float | None:
        """What is enough to pass, in per cent; None where nobody has to."""
        if self.enough <= 0 or self.most <= 0 or self.enough > self.most:
            return None
        return tidy(100 * self.enough / self.most)


class Category(NamedTuple):
    """A category of the gradebook."""

    number: int
    parent: int
    """0 of the course itself."""
    name: str
    aggregation: int


@dataclass(frozen=True, slots=True)
class Gradebook:
    """All categories and items of a course."""

    categories: dict[int, Category]
    by_activity: dict[tuple[str, int], list[GradeItem]]
    totals: dict[int, GradeItem]
    """The items that hold the totals of categories, by the numbers of these."""
    manual: list[GradeItem]
    """Items that are filled in by hand."""
    members: Counter[int]
    """How many items and categories stand in each category."""
    weights: dict[int, float]
    """What the weights in each category add up to."""

    def of_activity(self, activity: Activity) -> tuple[GradeItem, ...]:
        """Return the items of an activity, without those that mark an outcome."""
        found = self.by_activity.get((activity.kind, activity.instance), ())
        return tuple(one for one in found if not one.outcome)

    def outcomes_of(self, activity: Activity) -> tuple[int, ...]:
        """Return the outcomes that are marked in an activity, by their numbers."""
        found = self.by_activity.get((activity.kind, activity.instance), ())
        return tuple(dict.fromkeys(one.outcome for one in found if one.outcome))

    def counts(self, item: GradeItem) -> bool:
        """Whether the marks of an item go into the total of the course."""
        above = self.categories.get(item.category)
        if not item.is_marked:
            return False
        if above is None or above.aggregation == _NATURAL:
            return not (item.is_share_set and item.share == 0)
        return above.aggregation != _WEIGHTED_MEAN or item.weight > 0

    def weight_of(self, item: GradeItem) -> int | float | None:
        """Return what an item is worth of the course, in per cent; None where that is not exact.

        It is where the weights of a weighted mean add up to 100, and where a teacher set a share of a sum.
        The only item of a category is worth what the category is.
        """
        if not self.counts(item):
            return None
        own = self.categories.get(item.category)
        if own is None or not own.parent:
            return self._worth(item, item.category)
        return self.weight_of_category(own.number) if self.members[own.number] == 1 else None

    def weight_of_category(self, number: int) -> int | float | None:
        """Return what a category is worth of the course, in per cent; None where that is not exact."""
        own, total = self.categories.get(number), self.totals.get(number)
        return self._worth(total, own.parent) if own is not None and total is not None else None

    def _worth(self, item: GradeItem, category: int) -> int | float | None:
        above = self.categories.get(category)
        if above is None or above.parent:
            return None
        if above.aggregation == _NATURAL:
            return tidy(100 * item.share, 3) if item.is_share_set and item.share > 0 else None
        if above.aggregation != _WEIGHTED_MEAN or item.weight <= 0:
            return None
        return tidy(item.weight) if isclose(self.weights[category], 100, abs_tol=0.01) else None


def gradebook_of(backup: Backup, activities: list[Activity]) -> Gradebook:
    """Return the gradebook, with the items that stand with the activities."""
    root = backup.xml("gradebook.xml")
    items = {one.number: one for one in grade_items(root)}
    for activity in activities:
        items |= {one.number: one for one in grade_items(backup.xml(f"{activity.part.folder}grades.xml"))}
    categories = {one.number: one for one in _categories(root)}
    book = Gradebook(categories, {}, {}, [], Counter(), defaultdict(float))
    book.members.update(one.parent for one in categories.values() if one.parent)
    for item in items.values():
        _enter(book, item)
    return book


def _enter(book: Gradebook, item: GradeItem) -> None:
    match item.of:
        case "mod":
            book.by_activity.setdefault((item.kind, item.instance), []).append(item)
        case "manual" if item.is_marked:
            book.manual.append(item)
        case "category":
            book.totals[item.instance] = item
            own = book.categories.get(item.instance)
            book.weights[own.parent if own is not None else 0] += item.weight
    if item.of in {"mod", "manual"}:
        book.members[item.category] += 1
        book.weights[item.category] += item.weight


def grade_items(root: _Element | None) -> Iterator[GradeItem]:
    """Yield the items that a file lists."""
    for one in children(first(root, "grade_items"), "grade_item"):
        yield GradeItem(
            row_number(one),
            said(one, "itemtype"),
            said(one, "itemname"),
            said(one, "itemmodule"),
            whole(one, "iteminstance"),
            whole(one, "categoryid"),
            whole(one, "itemnumber"),
            whole(one, "outcomeid"),
            whole(one, "gradetype"),
            number(one, "grademax") or 0.0,
            number(one, "gradepass") or 0.0,
            number(one, "aggregationcoef") or 0.0,
            number(one, "aggregationcoef2") or 0.0,
            whole(one, "weightoverride") > 0,
        )


def _categories(root: _Element | None) -> Iterator[Category]:
    for one in children(first(root, "grade_categories"), "grade_category"):
        name = said(one, "fullname")
        yield Category(
            row_number(one), whole(one, "parent"), "" if name == "?" else name, whole(one, "aggregation")
        )
