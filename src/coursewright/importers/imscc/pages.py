"""Pages of HTML as materials; those that are meant as assignments as tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item, Text
from coursewright.importers.imscc.cartridge import stem
from coursewright.importers.prose import body_of, lost_in, title_of

if TYPE_CHECKING:
    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.things import Thing

__all__ = ["page_item", "page_text", "page_title"]


def page_item(cartridge: Cartridge, thing: Thing, title: str) -> Item | None:
    """Make a material of a page, or a task of one that is intended as an assignment; None without a file."""
    if not thing.resource.name:
        return None
    html = cartridge.source.text(thing.resource.name)
    title = title or page_title(html, thing.resource.name)
    text = page_text(cartridge, html, thing.resource.name, title)
    account = cartridge.account
    if thing.resource.use == "assignment":
        account.imported("assignment", thing.source, title, "as a task: its page is its instructions")
        task: Data = {"title": title}
        if text:
            task["instructions"] = Text(text)
        return Item("tasks", thing.source, task)
    page: Data = {"title": title, "kind": "page"}
    if text:
        page["path"] = Text(text)
    account.imported(
        "page", thing.source, title, "as a page" if text else "as a page without a text: it is empty"
    )
    for how in lost_in(html):
        account.partly("page", thing.source, title, how)
    return Item("materials", thing.source, page)


def page_title(html: str, name: str) -> str:
    """Return what a page calls itself; where it does not, the name of its file."""
    return " ".join(title_of(html).split()) or stem(name)


def page_text(cartridge: Cartridge, html: str, name: str, title: str) -> str:
    """Return a page as Markdown, without a heading that only repeats its title."""
    text = cartridge.markdown(body_of(html), name)
    heading, _, rest = text.partition("\n")
    return rest.strip() if heading.lstrip("#").strip() == title and heading.startswith("#") else text
