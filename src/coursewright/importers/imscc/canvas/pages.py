"""Wiki pages of Canvas, its syllabus and its files as materials."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from coursewright.importers.draft import File
from coursewright.importers.imscc.canvas.fields import is_true, moment
from coursewright.importers.imscc.canvas.whole import LICENCES
from coursewright.importers.imscc.files import file_item as plain_file_item
from coursewright.importers.imscc.pages import page_item as plain_page_item
from coursewright.importers.imscc.pages import page_text, page_title

if TYPE_CHECKING:
    from coursewright.importers.draft import Data, Item
    from coursewright.importers.imscc.canvas.fields import Fields
    from coursewright.importers.imscc.canvas.state import State
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.things import Thing

__all__ = ["file_item", "meta_of", "page_item"]

_HEAD = 20_000
"""Letters of a page within which its settings stand."""
_META = re.compile(r"<meta\s([^<>]{1,2000})>", re.IGNORECASE)
_NAME = re.compile(r"""\bname\s*=\s*["']([\w-]{1,60})["']""", re.IGNORECASE)
_CONTENT = re.compile(r"""\bcontent\s*=\s*(?:"([^"]{0,1000})"|'([^']{0,1000})')""", re.IGNORECASE)
_SYLLABUS = "syllabus"
_FILES = "web_resources/"


def meta_of(html: str) -> Fields:
    """Return the settings that stand in the head of a page."""
    found: Fields = {}
    for tag in _META.finditer(html[:_HEAD].partition("</head>")[0]):
        name, content = _NAME.search(tag[1]), _CONTENT.search(tag[1])
        if name and content:
            found.setdefault(name[1].lower(), unescape(content[1] or content[2] or "").strip())
    return found


def page_item(cartridge: Cartridge, thing: Thing, title: str) -> Item | None:
    """Make a material of a page; nothing of a syllabus in which nothing stands."""
    html = cartridge.source.text(thing.resource.name)
    syllabus = thing.resource.name.endswith("course_settings/syllabus.html")
    if thing.resource.name and (syllabus or thing.resource.use == _SYLLABUS):
        title = title or page_title(html, thing.resource.name)
        if not page_text(cartridge, html, thing.resource.name, title):
            cartridge.account.left_out("syllabus", thing.source, title, "it is empty")
            return None
    item = plain_page_item(cartridge, thing, title)
    if item is None:
        return None
    meta = meta_of(html)
    if meta.get("workflow_state") == "unpublished":
        item.data["x-hidden"] = True
    kept: Data = {}
    if is_true(meta, "front_page"):
        kept["front_page"] = True
    if time := moment(meta, "todo_date"):
        kept["todo_date"] = time
    if "students" in meta.get("editing_roles", ""):
        kept["editing_roles"] = meta["editing_roles"]
    if kept:
        item.data["x-canvas"] = kept
    return item


def file_item(state: State, cartridge: Cartridge, thing: Thing, title: str) -> Item | None:
    """Make a material of a file, with what `files_meta.xml` says of it."""
    identifier = thing.resource.identifier
    fields = state.locked_files.get(identifier, {})
    item = plain_file_item(cartridge, thing, title or fields.get("display_name", ""))
    if item is None:
        return None
    path = thing.resource.name.removeprefix(f"{cartridge.manifest.root}{_FILES}")
    closed = any(path.startswith(folder) for folder in state.closed_folders)
    if closed or is_true(fields, "hidden") or is_true(fields, "locked"):
        item.data["x-hidden"] = True
    if licence := LICENCES.get(fields.get("license", "")):
        item.data["licence"] = licence
    kept: Data = {name: time for name in ("unlock_at", "lock_at") if (time := moment(fields, name))}
    if kept:
        item.data["x-canvas"] = kept
    captions = [
        resource.name
        for one in state.captions.get(identifier, ())
        if (resource := cartridge.manifest.resources.get(one)) is not None and resource.name
    ]
    if captions:
        item.data["captions"] = File(captions[0])
        cartridge.addresses.used.update(dict.fromkeys(captions[:1]))
    return item
