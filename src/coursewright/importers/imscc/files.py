"""Files of a cartridge as materials."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from coursewright.importers.draft import File, Item

if TYPE_CHECKING:
    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.things import Thing

__all__ = ["attached", "file_data", "file_item", "is_document"]

_KINDS = {
    "video": (".mp4", ".m4v", ".mov", ".webm", ".avi", ".wmv", ".mkv", ".ogv", ".mpg", ".mpeg", ".flv"),
    "audio": (".mp3", ".m4a", ".wav", ".ogg", ".oga", ".aac", ".flac", ".wma"),
    "slides": (".pptx", ".ppt", ".odp", ".ppsx", ".pps", ".key"),
    "image": (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff"),
}
_DOCUMENTS = (
    *(".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".xls", ".xlsx", ".ods", ".csv", ".ipynb", ".zip"),
    *(".txt", ".md", ".r", ".rmd", ".py", ".tex"),
)


def is_document(name: str) -> bool:
    """Whether a file is something to read, watch or work with, by its name, rather than a part of a page."""
    kind = _kind(name)
    return name.lower().endswith(_DOCUMENTS) if kind is None else kind != "image"


def file_data(name: str, title: str = "") -> Data:
    """Return a file as a material, called by its own name where there is no title."""
    data: Data = {"title": title or posixpath.basename(name)}
    if kind := _kind(name):
        data["kind"] = kind
    data["path"] = File(name)
    return data


def attached(cartridge: Cartridge, hrefs: list[str], name: str) -> list[Data]:
    """Return files that a text comes with as materials; `hrefs` are as the file `name` writes them."""
    folder = posixpath.dirname(name)
    found = dict.fromkeys(filter(None, (cartridge.addresses.file(href, folder) for href in hrefs)))
    for file in found:
        cartridge.addresses.used[file] = None
    return [file_data(file) for file in found]


def file_item(cartridge: Cartridge, thing: Thing, title: str) -> Item | None:
    """Make a material of a file."""
    name = thing.resource.name
    if not name:
        return None
    item = Item("materials", thing.source, file_data(name, title))
    cartridge.account.imported("file", thing.source, title or posixpath.basename(name), "as a material")
    return item


def _kind(name: str) -> str | None:
    lower = name.lower()
    return next((kind for kind, endings in _KINDS.items() if lower.endswith(endings)), None)
