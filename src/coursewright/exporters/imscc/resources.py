"""What a cartridge lists: its resources, and the outline of items that point to them."""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["WEB_CONTENT", "Item", "Resource", "Use"]

WEB_CONTENT = "webcontent"
Use = Literal["", "assignment", "syllabus"]


class Resource(NamedTuple):
    """One resource of the manifest. No identifier starts with a digit or holds a colon: they are XML ids."""

    identifier: str
    type: str
    files: tuple[str, ...]
    """Paths in the cartridge, the one it opens with first."""
    opens: bool = False
    """Whether it says which file it opens with, as web content does."""
    needs: tuple[str, ...] = ()
    """Identifiers of other resources, such as the images of a page."""
    use: Use = ""
    staff: bool = False
    """Whether it is for those who teach alone."""


class Item(NamedTuple):
    """One line of the outline: with `refers_to` something to open, without it a heading over `items`."""

    identifier: str
    title: str
    """Never empty: without a title, importers refuse the whole cartridge."""
    refers_to: str = ""
    items: tuple[Item, ...] = ()
