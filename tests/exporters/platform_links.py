"""A platform for tests: it has a page for every entry, notes the files it is asked for, and reads pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from coursewright.exporters.pages.body import Body
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


def read(body: Body | str) -> Any:
    """Return the tree of a body; what is no XML fails."""
    return etree.fromstring(f"<div>{body if isinstance(body, str) else body.html}</div>")
