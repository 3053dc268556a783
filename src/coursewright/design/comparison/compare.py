"""Compare two designs of one course: everything that changed for those who plan it, teach it or take it.

What only moved in its file, is wrapped otherwise or has other comments is no change. Nor is it one that an id
has another name where something refers to it: that is told once, at the item.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from coursewright.design.analyses.steps import steps_of
from coursewright.design.comparison.changes import Comparison, Detail
from coursewright.design.comparison.follow_ups import follow_up_changes, session_changes
from coursewright.design.comparison.hours import hours_changes
from coursewright.design.comparison.items import came_and_went, moved_and_renamed, reworded_outcomes
from coursewright.design.comparison.keys import key_changes, settings_changes
from coursewright.design.comparison.order import order_changes
from coursewright.design.comparison.pairing import Pairs
from coursewright.design.comparison.topics import TOPICS
from coursewright.design.comparison.wording import subject_of
from coursewright.spec.model import Assessment, Content, FollowUpActivity, Session, Task
from coursewright.spec.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from coursewright.design.comparison.changes import At, Change
    from coursewright.spec.element import Element, Item
    from coursewright.spec.model import Course

__all__ = ["compare", "nothing_excluded"]

_IN_WEEKS = (Task, Session, FollowUpActivity, Assessment)
_TIMES = ("due", "starts", "slot")
"""The keys that put an item into a week."""


def nothing_excluded(_element: Element) -> bool:
    """Say of every element that it is compared."""
    return False


def compare(old: Course, new: Course, excluded: Callable[[Element], bool] = nothing_excluded) -> Comparison:
    """Return all changes from one design of a course to another.

    `excluded` says which elements are not to be compared, since the other side of their file is not known.
    """
    pairs = Pairs(old, new, excluded)
    found = list(_changes(old, new, pairs))
    if not pairs.left:  # a sum would compare what is known of one with all of the other
        found += hours_changes(old, new, pairs)
    told = _folded(_with_weeks(_without_twice(found), old, new, pairs))
    topics = list(TOPICS)
    told.sort(key=lambda change: topics.index(change.topic))  # which keeps the order of the course in each
    return Comparison(tuple(told), tuple(pairs.kept), tuple(pairs.left))


def _changes(old: Course, new: Course, pairs: Pairs) -> Iterator[Change]:
    yield from follow_up_changes(old, new, pairs)
    yield from session_changes(old, new, pairs)
    yield from came_and_went(pairs, old, "dropped")
    yield from came_and_went(pairs, new, "added")
    yield from reworded_outcomes(pairs)
    yield from moved_and_renamed(pairs, old, new)
    yield from order_changes(old, new, pairs)
    for before, after in pairs.kept:
        if isinstance(before, Content) and isinstance(after, Content):
            yield from _settings(before, after, pairs)
        yield from key_changes(before, after, pairs)


def _settings(old: Content, new: Content, pairs: Pairs) -> Iterator[Change]:
    """Yield what changed in the circumstances that a place says itself, and not what it inherits."""
    before, after = old.scope.settings, new.scope.settings
    around = [one.scope.parent.settings if one.scope.parent is not None else None for one in (old, new)]
    if before is around[0] and after is around[1]:
        return
    yield from settings_changes(before, after, pairs, subject_of(new))


def _without_twice(changes: list[Change]) -> Iterator[Change]:
    """Leave out the follow-up activities of which a task already tells that they came or went."""
    told: dict[str, set[Element]] = defaultdict(set)
    for change in changes:
        if change.key == "follow_up":
            told["gone"] |= _follow_ups(change.was, change, "old")
            told["come"] |= _follow_ups(change.now, change, "new")
    for change in changes:
        at = change.was if change.kind == "dropped" else change.now
        side = told["gone" if change.kind == "dropped" else "come"]
        item = at.element if at is not None and not at.key else None
        if change.kind in {"added", "dropped"} and isinstance(item, FollowUpActivity) and item in side:
            yield change._replace(inside=True)
        else:
            yield change


def _follow_ups(at: At | None, change: Change, side: str) -> set[Element]:
    """Return the follow-up activities that a task names, where that end of the change says anything."""
    if at is None or getattr(change, side).state != "said":
        return set()
    refs = getattr(at.element, "follow_up", ())
    return {ref.target for ref in refs if isinstance(ref.target, FollowUpActivity)}


def _folded(changes: Iterator[Change]) -> list[Change]:
    """Tell once what was written once: a default that changed changes all items that it holds for."""
    kept: list[Change] = []
    places: dict[Hashable, int] = {}
    for change in changes:
        key = _one_text(change)
        if key is None:
            kept.append(change)
        elif key in places:
            first = kept[places[key]]
            kept[places[key]] = first._replace(others=(*first.others, change.subject))
        else:
            places[key] = len(kept)
            kept.append(change)
    return kept


def _one_text(change: Change) -> Hashable | None:
    """Return what changes share that go back to one and the same text; None for what has no text."""
    places = tuple(_written_at(at) for at in (change.was, change.now))
    if not change.key or places == (None, None):
        return None
    what = (change.topic, change.kind, change.key, change.within, change.old, change.new, change.details)
    return (*what, change.subject.noun, *places)


def _written_at(at: At | None) -> Hashable | None:
    """Return the place of the text that says a key: two items that take it from elsewhere share it."""
    node = at.element.node if at is not None and at.key else None
    value = node.value(at.key) if at is not None and isinstance(node, Mapping) else None
    return (id(value.source), value.start) if value is not None else None


def _weeks_of(course: Course, items: Iterable[Item]) -> dict[Element | None, int | None]:
    steps = steps_of(course)
    return {item: steps.of(item).number for item in items if isinstance(item, _IN_WEEKS)}


def _with_weeks(changes: Iterable[Change], old: Course, new: Course, pairs: Pairs) -> Iterator[Change]:
    """Add in which week an item now is, where another place or another time took it there."""
    was = _weeks_of(old, [one for one, _ in pairs.kept])
    now = _weeks_of(new, [one for _, one in pairs.kept])
    for change in changes:
        before = change.was.element if change.was is not None else None
        after = change.now.element if change.now is not None else None
        weeks = was.get(before), now.get(after)
        takes = change.label == "place" or change.key in _TIMES
        if not takes or weeks[0] == weeks[1]:
            yield change
            continue
        one, other = (str(week) if week is not None else "no week" for week in weeks)
        yield change._replace(details=(*change.details, Detail("week", one, other)))
