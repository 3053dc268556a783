"""What pages of our own say to those who teach: it goes back to the tasks, assessments and follow-ups."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from coursewright.importers.marked.facts import data_of, mark
from coursewright.importers.marked.model import source_of
from coursewright.importers.marked.scope import Scope, line
from coursewright.importers.prose.parsing import parsed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.draft import CourseDraft, Data, Value
    from coursewright.importers.source import Source

__all__ = ["marked_staff", "restore_staff"]

_CLASS = "cw-for-staff"
_TEXTS = (("looks-for", "monitoring", "looks_for"), ("addresses", "feedback", "addresses"))
_LARGEST = 20_000_000
"""Bytes of a file beyond which it is no page of ours."""


def marked_staff(html: str) -> Mapping[str, Data]:
    """Return what a page tells staff about entries: data by key, to be laid under what is known of them."""
    root = parsed(html) if _CLASS in html else None
    if root is None:
        return {}
    found: dict[str, Data] = {}
    for element in Scope(root, lambda _address: None).all(_CLASS.removeprefix("cw-")):
        key, scope = mark(element, "key"), Scope(element, lambda _address: None)
        said: Data = data_of(element, {"monitoring-minutes", "feedback-minutes"})
        for kind, outer, inner in _TEXTS:
            if text := line(scope.value(kind)):
                said[outer] = _with(said.get(outer), {inner: text})
        if mark(element, "opens") and (text := line(scope.value("opens-with"))):
            said["opens_with"] = text
        if key and said:
            found[key] = said
    return found


def restore_staff(draft: CourseDraft, source: Source) -> None:
    """Give back to items of our own what an edition for staff says of them on pages for staff alone."""
    items = {item.source: item for item in draft.every_item()}
    if not any(name.startswith(source_of("")) for name in items):
        return
    for name, size in source.sizes.items():
        if name.endswith((".html", ".xml")) and size <= _LARGEST and _CLASS.encode() in source.data(name):
            text = source.text(name)
            for key, said in marked_staff(unescape(text) if name.endswith(".xml") else text).items():
                if (item := items.get(source_of(key))) is not None:
                    item.data = _with(said, item.data)


def _with(below: Value | None, above: Data) -> Data:
    """Return one mapping laid over another, and so what both have as mappings."""
    found: Data = dict(below) if isinstance(below, dict) else {}
    for key, value in above.items():
        found[key] = _with(found.get(key), value) if isinstance(value, dict) else value
    return found
