"""Discussions of Canvas as tasks, and announcements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item
from coursewright.importers.imscc.canvas.assignments import settings_data
from coursewright.importers.imscc.canvas.fields import is_true, moment
from coursewright.importers.imscc.topics import html_in, said_in
from coursewright.packages.reading.xml import first, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.canvas.fields import Fields
    from coursewright.importers.imscc.canvas.state import State
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.things import Thing

__all__ = ["topic_item"]

_USUAL_TYPES = frozenset({"threaded", "side_comment", "flat"})


def topic_item(state: State, cartridge: Cartridge, thing: Thing, title: str) -> Item | None:
    """Make a task of a discussion, or an announcement."""
    root = cartridge.xml(thing.resource)
    if root is None:
        return None
    fields = state.topics.get(thing.resource.identifier, {})
    title = " ".join((title or text_of(root, "title") or fields.get("title", "")).split()) or "Discussion"
    if fields.get("type") == "announcement":
        return _announcement(cartridge, thing, title, root, fields)
    data: Data = {"title": title, "kind": "discussion", **said_in(cartridge, root, thing.resource.name)}
    graded = state.assignments.get(thing.resource.identifier)
    if graded is not None:
        data.update(settings_data(state, cartridge, thing, title, graded))
    if protocol := _protocol(fields):
        data["replies"] = {"protocol": protocol}
    if is_true(fields, "has_group_category") or fields.get("group_category"):
        data["grouping"] = "groups"
    if due := moment(fields, "todo_date"):
        data.setdefault("due", due)
    if release := moment(fields, "delayed_post_at") or moment(fields, "unlock_at"):
        data.setdefault("release", release)
    if fields.get("workflow_state") == "unpublished":
        data |= {"status": "draft", "x-hidden": True}
    if kept := _kept(fields):
        already = data.get("x-canvas", {})
        data["x-canvas"] = {**already, **kept} if isinstance(already, dict) else kept
    cartridge.account.imported("discussion", thing.source, title, "as a task of the kind discussion")
    return Item("tasks", thing.source, data)


def _announcement(cartridge: Cartridge, thing: Thing, title: str, root: _Element, fields: Fields) -> Item:
    data: Data = {"title": title}
    if at := moment(fields, "delayed_post_at"):
        data["at"] = at
    if text := cartridge.markdown(html_in(first(root, "text")), thing.resource.name):
        data["text"] = text
    if fields.get("workflow_state") == "unpublished":
        data["x-hidden"] = True
    cartridge.account.imported("announcement", thing.source, title, "as an announcement")
    if "at" not in data:
        how = "when it goes out is not said: an export does not tell when it was posted"
        cartridge.account.partly("announcement", thing.source, title, how)
    return Item("announcements", thing.source, data)


def _protocol(fields: Fields) -> str:
    if is_true(fields, "require_initial_post"):
        return "post-first"
    return "anonymous" if fields.get("anonymous_state") else ""


def _kept(fields: Fields) -> Data:
    kept: Data = {}
    if lock := moment(fields, "lock_at"):
        kept["lock_at"] = lock
    for name in ("group_category", "anonymous_state"):
        if name in fields:
            kept[name] = fields[name]
    for name in ("pinned", "locked", "allow_rating", "only_graders_can_rate"):
        if is_true(fields, name):
            kept[name] = True
    kind = fields.get("discussion_type", "")
    if kind and kind not in _USUAL_TYPES:
        kept["discussion_type"] = kind
    return kept
