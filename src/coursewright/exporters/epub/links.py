"""How a book writes addresses: pages lie side by side, files in a folder beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.epub.files import FOLDER
from coursewright.exporters.epub.media_types import media_type

if TYPE_CHECKING:
    from collections.abc import Collection

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.prose.assets import Asset

__all__ = ["BookLinks"]


class BookLinks:
    """Links between the pages of a book. `kinds` says what each file is; empty for what no reader shows."""

    def __init__(self, edition: Edition, pages: Collection[str]) -> None:
        self._edition = edition
        self._pages = pages
        """Keys of the entries that have a page."""
        self.kinds: dict[str, str] = {}
        self.files: dict[str, Asset] = {}

    def asset(self, asset: Asset) -> str:
        """Return the address of a file, and note that it is used."""
        if asset.name not in self.files:
            self.files[asset.name] = asset
            self.kinds[asset.name] = media_type(asset.path)
        return f"../{FOLDER}/{asset.name}"

    def entry(self, key: str) -> str | None:
        """Return the address of the page of an entry; None for one that has none."""
        return f"{self._edition.by_key[key].slug}.xhtml" if key in self._pages else None
