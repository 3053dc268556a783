"""What each key of the format is about, read from the table in `data/comparison_keys.tsv`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from coursewright.design.shipped_tables import rows_of
from coursewright.spec.model import Content

if TYPE_CHECKING:
    from coursewright.design.comparison.changes import Style
    from coursewright.spec.element import Element

__all__ = ["TOPICS", "KeyTopic", "key_topic"]

TOPICS = {
    "loop": "Follow-up, monitoring and feedback",
    "outcomes": "Outcomes",
    "decisions": "Decisions, choices and own context",
    "reflection": "Reflection",
    "plan": "Course plan",
    "tasks": "Tasks",
    "sessions": "Sessions",
    "assessment": "Assessment and grading",
    "workload": "Time",
    "dates": "Dates",
    "materials": "Materials",
    "context": "Circumstances and policies",
    "details": "Wording",
}
"""The topics with their titles, what matters most to a designer first."""


class KeyTopic(NamedTuple):
    """The topic of a key, how to speak of it, what to call it, and what follows its number, if it has one."""

    topic: str
    style: Style
    label: str
    unit: str = ""


def key_topic(kind: type[Element], key: str) -> KeyTopic | None:
    """Return the topic of a key of a class; None for lists of items, which are compared item by item."""
    table = _table()
    name = "Content" if issubclass(kind, Content) and (kind.__name__, key) not in table else kind.__name__
    return table.get((name, key)) or table.get(("*", key))


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], KeyTopic]:
    return {
        (element, key): KeyTopic(topic, cast("Style", style), label, unit.strip("-"))
        for element, key, topic, style, label, unit in rows_of("comparison_keys")
    }
