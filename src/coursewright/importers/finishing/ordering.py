"""Keys in the order in which the pages of the format list them, and what is nobody's but the importer's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.editing import key_order

if TYPE_CHECKING:
    from coursewright.importers.finishing.finished import Plain

__all__ = ["ELEMENTS", "ordered"]

ELEMENTS = {
    "outcomes": "Outcome",
    "materials": "Material",
    "tasks": "Task",
    "sessions": "Session",
    "follow_up_activities": "FollowUpActivity",
    "reflection": "Reflection",
    "assessments": "Assessment",
    "announcements": "Announcement",
}
"""What the items of a list are called."""


_HOLDERS = frozenset({"Course", "Module", "Unit"})
_CONTENT = frozenset({"modules", "units", *ELEMENTS})


def ordered(element: str, data: dict[str, Plain]) -> dict[str, Plain]:
    """Return the keys of an element in order: those of the format, `x-` keys, `x-source`, and then items."""
    name = ELEMENTS.get(element, element)
    order = {key: number for number, key in enumerate(key_order(name))}
    last = len(order)

    def place(key: str) -> tuple[bool, int, bool]:
        return name in _HOLDERS and key in _CONTENT, order.get(key, last), key == "x-source"

    return {key: data[key] for key in sorted(data, key=place)}
