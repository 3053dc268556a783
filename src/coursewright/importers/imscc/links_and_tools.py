"""Links to the web and to external tools (LTI) as materials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item
from coursewright.importers.prose import plain_of
from coursewright.packages.reading.xml import children, first, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.things import Thing

__all__ = ["is_web", "link_item", "tool_data", "tool_item"]


def is_web(url: str) -> bool:
    """Whether an address leads to the web."""
    return url.lower().startswith(("http://", "https://"))


def link_item(cartridge: Cartridge, thing: Thing, title: str) -> Item | None:
    """Make a material of a web link."""
    root = cartridge.xml(thing.resource)
    element = first(root, "url")
    url = (element.get("href") or text_of(element)).strip() if element is not None else ""
    title = title or " ".join(text_of(root, "title").split()) or url
    if not is_web(url):
        why = f"its address, `{url}`, leads nowhere on the web" if url else "it has no address"
        cartridge.account.left_out("web link", thing.source, title, why)
        return None
    cartridge.account.imported("web link", thing.source, title, "as a material of the kind website")
    return Item("materials", thing.source, {"title": title, "kind": "website", "url": url})


def tool_item(cartridge: Cartridge, thing: Thing, title: str) -> Item | None:
    """Make a material of a link to an external tool."""
    root = cartridge.xml(thing.resource)
    if root is None:
        return None
    data = tool_data(root, title)
    cartridge.account.imported(
        "external tool", thing.source, str(data["title"]), "as a material of the kind tool"
    )
    return Item("materials", thing.source, data)


def tool_data(root: _Element, title: str) -> Data:
    """Return an external tool as a material; what it is sent goes to `x-lti`."""
    data: Data = {
        "title": title or " ".join(text_of(root, "title").split()) or "External tool",
        "kind": "tool",
    }
    if url := text_of(root, "secure_launch_url") or text_of(root, "launch_url"):
        data["url"] = url
    settings: Data = {}
    if description := plain_of(text_of(root, "description")):
        settings["description"] = description
    if vendor := text_of(root, "vendor", "name"):
        settings["vendor"] = vendor
    custom: Data = {
        name: value
        for one in children(first(root, "custom"), "property")
        if (name := one.get("name")) and (value := text_of(one))
    }
    if custom:
        settings["custom"] = custom
    if settings:
        data["x-lti"] = settings
    return data
