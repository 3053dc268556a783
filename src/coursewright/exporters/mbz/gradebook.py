"""The gradebook: a grade item for each activity with marks, categories for what gathers them, and weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.mbz.kinds import gathering, gathers
from coursewright.exporters.mbz.marks import MOST, mark_of
from coursewright.exporters.mbz.records import clip, decimal, document, group, record

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.marks import Mark
    from coursewright.exporters.mbz.outline import Activity
    from coursewright.exporters.mbz.records import Fields

__all__ = ["GRADED_BY_MOODLE", "Gradebook"]

GRADED_BY_MOODLE = {"assign": 0, "quiz": 0, "forum": 1}
"""Kinds that Moodle keeps marks of by itself, each with the number of its grade item."""

_MEAN, _WEIGHTED_MEAN, _NATURAL = 0, 10, 13


class _Item(NamedTuple):
    activity: Activity
    mark: Mark
    category: str
    """The key of the assessment that it counts towards; empty for the course itself."""
    by_hand: bool
    """Whether marks are typed into the gradebook, for Moodle keeps none of such an activity."""
    place: int


class Gradebook:
    """All grade items of a course."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        gatherers = gathering(bench.edition)
        self._categories = tuple(entry for entry in bench.edition.entries if entry.key in gatherers)
        self._items: dict[str, _Item] = {}
        for activity in bench.outline.activities:
            mark, entry = mark_of(activity), activity.entry
            if mark is None or entry is None or gathers(entry, bench.edition):
                continue
            category = entry.counts_towards or (entry.key if entry.key in gatherers else "")
            by_hand = activity.kind not in GRADED_BY_MOODLE
            place = len(self._categories) + len(self._items) + 2
            self._items[activity.key] = _Item(activity, mark, category, by_hand, place)
        top = [item.mark.weight for item in self._items.values() if not item.category]
        top += [self._weight_of(entry) for entry in self._categories]
        self.weighted = any(top)
        """Whether the course says weights, so that its total is a weighted mean."""

    def mark(self, activity: Activity) -> Mark | None:
        """Return the marks of an activity."""
        item = self._items.get(activity.key)
        return item.mark if item is not None else None

    def has_category(self, key: str) -> bool:
        """Whether an assessment is a category, for tasks count towards it."""
        return any(entry.key == key for entry in self._categories)

    def number(self, activity: Activity) -> int | None:
        """Return the number of the grade item that Moodle keeps for an activity."""
        item = self._items.get(activity.key)
        return None if item is None or item.by_hand else self._bench.ids("grade_item", activity.key)

    def of_activity(self, activity: Activity) -> _Element:
        """Return `grades.xml`. Without a grade item in it, Moodle makes none."""
        item = self._items.get(activity.key)
        items = [self._item(item)] if item is not None and not item.by_hand else []
        return group("activity_gradebook", [group("grade_items", items), group("grade_letters")])

    def file(self) -> bytes:
        """Return `gradebook.xml`: the categories, their totals, and what is marked by hand."""
        ids = self._bench.ids
        course = ids("grade_category", "")
        aggregation = _WEIGHTED_MEAN if self.weighted else _NATURAL
        categories = [self._category(course, None, f"/{course}/", "?", aggregation)]
        items = [self._total("course", "", 1, None)]
        for place, entry in enumerate(self._categories, 2):
            number = ids("grade_category", entry.key)
            inner = [item.mark.weight for item in self._items.values() if item.category == entry.key]
            how = _WEIGHTED_MEAN if inner and all(inner) else _MEAN
            path = f"/{course}/{number}/"
            categories.append(self._category(number, course, path, clip(entry.title), how))
            items.append(self._total("category", entry.key, place, entry))
        items += [self._item(item) for item in self._items.values() if item.by_hand]
        setting = record("grade_setting", {"name": "minmaxtouse", "value": "1"}, id="")
        parts = (
            group("attributes"),
            group("grade_categories", categories),
            group("grade_items", items),
            group("grade_letters"),
            group("grade_settings", [setting]),
        )
        return document(group("gradebook", parts))

    def _weight_of(self, entry: Entry) -> float | None:
        weight = getattr(entry.element, "weight", None)
        return float(min(weight, MOST)) if weight else None

    def _category(self, number: int, parent: int | None, path: str, name: str, how: int) -> _Element:
        fields: Fields = {
            "parent": parent,
            "depth": 1 if parent is None else 2,
            "path": path,
            "fullname": name,
            "aggregation": how,
            "keephigh": 0,
            "droplow": 0,
            "aggregateonlygraded": 1,
            "aggregateoutcomes": 0,
            "timecreated": self._bench.made,
            "timemodified": self._bench.made,
            "hidden": 0,
        }
        return record("grade_category", fields, id=number)

    def _total(self, kind: str, key: str, place: int, entry: Entry | None) -> _Element:
        """Return the grade item that holds the total of a category, or of the course."""
        ids = self._bench.ids
        passing = getattr(entry.element, "pass_mark", None) if entry is not None else None
        fields: Fields = {
            "categoryid": None,
            "itemname": None,
            "itemtype": kind,
            "itemmodule": None,
            "iteminstance": ids("grade_category", key),
            "itemnumber": None,
            **self._columns(
                idnumber="",
                most=100.0,
                enough=passing or 0.0,
                weight=self._weight_of(entry) if entry is not None else None,
                counts=True,
                place=place,
            ),
        }
        return record("grade_item", fields, id=ids("grade_item", f"{kind} {key}"))

    def _item(self, item: _Item) -> _Element:
        activity, mark, ids = item.activity, item.mark, self._bench.ids
        fields: Fields = {
            "categoryid": ids("grade_category", item.category),
            "itemname": activity.title,
            "itemtype": "manual" if item.by_hand else "mod",
            "itemmodule": None if item.by_hand else activity.kind,
            "iteminstance": None if item.by_hand else activity.instance,
            "itemnumber": None if item.by_hand else GRADED_BY_MOODLE[activity.kind],
            **self._columns(
                idnumber="" if item.by_hand else activity.idnumber,
                most=mark.most,
                enough=mark.enough,
                weight=mark.weight,
                counts=mark.counts,
                place=item.place,
            ),
        }
        return record("grade_item", fields, id=ids("grade_item", activity.key))

    def _columns(
        self, *, idnumber: str, most: float, enough: float, weight: float | None, counts: bool, place: int
    ) -> dict[str, str | int | _Element | None]:
        # In a weighted mean the coefficient is the weight. Where Moodle weighs by the marks themselves, what
        # does not count is held at zero.
        coefficient = (weight or 0.0) if counts else 0.0
        return {
            "iteminfo": None,
            "idnumber": idnumber,
            "calculation": None,
            "gradetype": 1,
            "grademax": decimal(most),
            "grademin": decimal(0),
            "scaleid": None,
            "outcomeid": None,
            "gradepass": decimal(enough),
            "multfactor": decimal(1),
            "plusfactor": decimal(0),
            "aggregationcoef": decimal(coefficient),
            "aggregationcoef2": decimal(0),
            "weightoverride": int(not counts),
            "sortorder": place,
            "display": 0,
            "decimals": None,
            "hidden": 0,
            "locked": 0,
            "locktime": 0,
            "needsupdate": 0,
            "timecreated": self._bench.made,
            "timemodified": self._bench.made,
            "grade_grades": group("grade_grades"),
        }
