"""What Moodle keeps of every activity alike: its place, its completion, its restrictions, its stable id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.mbz import restrictions
from coursewright.exporters.mbz.completion import completion_of
from coursewright.exporters.mbz.groups import together
from coursewright.exporters.mbz.records import clip, group, record
from coursewright.exporters.mbz.times import closes_at, seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.outline import Activity, Section
    from coursewright.exporters.mbz.records import Fields

__all__ = ["OLDEST_MOODLE", "inforef", "module_file", "wrapped"]

OLDEST_MOODLE = 2022112800
"""Moodle 4.1: newer ones restore what older ones made."""

_SEPARATE = 1
_WITH_OWN_DUE = frozenset({"assign", "forum"})
_CLOSING = frozenset({"quiz", "choice", "feedback"})


def wrapped(activity: Activity, made: _Element) -> _Element:
    """Return the record of an activity in the element that says which one it is."""
    holder = record(
        "activity",
        {},
        id=activity.instance,
        moduleid=activity.number,
        modulename=activity.kind,
        contextid=activity.context,
    )
    holder.append(made)
    return holder


def module_file(activity: Activity, section: Section, bench: Bench) -> _Element:
    """Return `module.xml`."""
    done = completion_of(activity)
    kind = together(activity.entry) if activity.kind not in {"page", "url", "resource", "label"} else None
    fields: Fields = {
        "modulename": activity.kind,
        "sectionid": section.number,
        "sectionnumber": section.place,
        "idnumber": activity.idnumber,
        "added": bench.made,
        "score": 0,
        "indent": 0,
        "visible": not activity.hidden,
        "visibleoncoursepage": 1,
        "visibleold": not activity.hidden,
        "groupmode": _SEPARATE if kind is not None else 0,
        "groupingid": bench.ids("grouping", kind) if kind is not None else 0,
        "completion": done.tracking,
        "completiongradeitemnumber": done.grade_item,
        "completionpassgrade": done.pass_grade,
        "completionview": done.view,
        "completionexpected": _expected(activity) if done.tracked else 0,
        "availability": restrictions.of_activity(activity, bench.outline),
        "showdescription": 0,
        "downloadcontent": 1,
        "lang": None,
        "tags": group("tags", _tags(activity, bench)),
    }
    return record("module", fields, id=activity.number, version=OLDEST_MOODLE)


def inforef(
    files: Sequence[int] = (), grade_items: Sequence[int] = (), categories: Sequence[int] = ()
) -> _Element:
    """Return `inforef.xml`: a restore takes only what is named here."""
    made = group("inforef")
    for tag, numbers in (("file", files), ("grade_item", grade_items), ("question_category", categories)):
        if numbers:
            made.append(group(f"{tag}ref", _named(tag, numbers)))
    return made


def _named(tag: str, numbers: Iterable[int]) -> Iterator[_Element]:
    return (record(tag, {"id": number}) for number in numbers)


def _expected(activity: Activity) -> int:
    """Return until when it should be done, where that is said in no other place."""
    entry = activity.entry
    if entry is None or entry.kind in {"material", "session"}:
        return 0
    if activity.kind in _WITH_OWN_DUE or (activity.kind in _CLOSING and closes_at(entry)):
        return 0
    return seconds(entry.due)


def _tags(activity: Activity, bench: Bench) -> Iterator[_Element]:
    """Yield the outcomes that an activity serves as tags, by their ids."""
    keys = activity.entry.outcomes if activity.entry is not None else ()
    for key in keys:
        card = bench.edition.cards.get(key)
        if card is not None:
            name = clip(card.outcome.id or card.slug, 50)
            yield record("tag", {"name": name.lower(), "rawname": name}, id=bench.ids("tag", name))
