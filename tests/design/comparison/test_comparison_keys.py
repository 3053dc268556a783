"""The table of keys, held to the model: each key has a topic, and no line is about a key that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.comparison.topics import TOPICS, key_topic
from coursewright.design.shipped_tables import rows_of
from coursewright.spec.element import Element
from coursewright.spec.model import Content, Course

if TYPE_CHECKING:
    from collections.abc import Iterator

# Items are compared one by one, wherever they stand.
_ITEMS = {
    *("outcomes", "materials", "tasks", "sessions", "follow_up_activities", "assessments", "announcements"),
    "units",
}


def _classes(kind: type[Element] = Element) -> Iterator[type[Element]]:
    for one in kind.__subclasses__():
        yield one
        yield from _classes(one)


def test_every_key_has_a_topic() -> None:
    """A key that is new to the format has to be put into the table."""
    assert Course in set(_classes())
    missing = [
        (kind.__name__, key)
        for kind in _classes()
        if kind.__module__.startswith("coursewright.spec.model")
        for key in kind.keys
        if key_topic(kind, key) is None and not (issubclass(kind, Content) and key in _ITEMS)
    ]
    assert missing == []


def test_every_line_is_about_a_key() -> None:
    """And its topic is one that reports have a title for."""
    keys = {(kind.__name__, key) for kind in _classes() for key in kind.keys}
    keys |= {("Content", key) for key in Course.keys}
    for element, key, topic, style, label, _ in rows_of("comparison_keys"):
        assert element == "*" or (element, key) in keys
        assert topic in TOPICS or style == "told"
        assert label
