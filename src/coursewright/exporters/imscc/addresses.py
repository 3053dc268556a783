"""How a plain cartridge writes addresses: as paths in web content, with the package's token in XML.

Moodle takes relative paths of web content along and leaves the token as it is, so a page never has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.exporters.prose.assets import Asset

__all__ = ["FILES", "PAGES", "InPages", "InXml", "file_path", "page_path"]

PAGES = "pages"
FILES = "files"
_PACKAGE = "$IMS-CC-FILEBASE$"


def page_path(name: str) -> str:
    """Return where a page stands in the cartridge."""
    return f"{PAGES}/{name}.html"


def file_path(asset: Asset) -> str:
    """Return where a file of the course stands in the cartridge."""
    return f"{FILES}/{asset.name}"


class InPages:
    """Addresses as pages write them. `places` has paths in the cartridge, or addresses of the web, by key.

    A path always starts with its folder: Moodle replaces addresses as texts, so none may end like another.
    """

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places

    def asset(self, asset: Asset) -> str:
        """Return the path of a file, as seen from a page."""
        return f"../{file_path(asset)}"

    def entry(self, key: str) -> str | None:
        """Return the address of an entry, as seen from a page."""
        return _from("..", self._places.get(key))


class InXml:
    """Addresses as discussions, quizzes and assignments write them."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places

    def asset(self, asset: Asset) -> str:
        """Return the path of a file, as seen from the package."""
        return f"{_PACKAGE}/{file_path(asset)}"

    def entry(self, key: str) -> str | None:
        """Return the address of an entry, as seen from the package."""
        return _from(_PACKAGE, self._places.get(key))


def _from(base: str, place: str | None) -> str | None:
    if place is None or "://" in place:
        return place
    return f"{base}/{place}"
