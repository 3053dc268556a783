"""A platform for tests: it has a page for every entry, and notes the files it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.exporters.prose.assets import Asset


class PlatformLinks:
    def __init__(self, *, remote_images: bool = False) -> None:
        self.remote_images = remote_images
        self.used: list[str] = []

    def asset(self, asset: Asset) -> str:
        self.used.append(asset.name)
        return f"files/{asset.name}"

    def entry(self, key: str) -> str | None:
        return f"{key.replace('/', '-')}.html"
