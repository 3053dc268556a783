"""Discussion topics as tasks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from coursewright.importers.draft import Item, Text
from coursewright.importers.imscc.files import attached
from coursewright.packages.reading.xml import children, first, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.things import Thing

__all__ = ["said_in", "topic_item"]


def topic_item(cartridge: Cartridge, thing: Thing, title: str) -> Item | None:
    """Make a task of a discussion."""
    root = cartridge.xml(thing.resource)
    if root is None:
        return None
    title = title or " ".join(text_of(root, "title").split()) or "Discussion"
    data: Data = {"title": title, "kind": "discussion", **said_in(cartridge, root, thing.resource.name)}
    cartridge.account.imported("discussion", thing.source, title, "as a task of the kind discussion")
    return Item("tasks", thing.source, data)


def said_in(cartridge: Cartridge, root: _Element, name: str) -> Data:
    """Return the instructions and the attached files of a topic or an assignment."""
    data: Data = {}
    if text := cartridge.markdown(html_in(first(root, "text")), name):
        data["instructions"] = Text(text)
    hrefs = [
        href
        for one in children(first(root, "attachments"), "attachment")
        if (href := one.get("href")) and one.get("role", "").lower() != "instructor"
    ]
    if files := attached(cartridge, hrefs, name):
        data["materials"] = files
    return data


def html_in(element: _Element | None) -> str:
    """Return an escaped text as HTML; plain text is made HTML of."""
    text = text_of(element)
    if element is None or element.get("texttype", "text/html").lower() == "text/html":
        return text
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    return "".join(f"<p>{escape(part)}</p>" for part in paragraphs if part)
