"""Files that questions show: where they lie in a package, and which question needs which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.packing.member import Member
from coursewright.exporters.qti.manifest import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.exporters.prose.assets import Asset

__all__ = ["Files", "needs"]

FOLDER = "files"


class Files:
    """Says how questions address files, and keeps those that were asked for; `base` leads to the root."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._used: dict[str, Asset] = {}

    def asset(self, asset: Asset) -> str:
        """Return the address of a file, which then goes into the package."""
        self._used[asset.name] = asset
        return f"{self._base}{FOLDER}/{asset.name}"

    def entry(self, key: str) -> str | None:  # noqa: ARG002
        """Return None: a bank has no pages."""
        return None

    def members(self) -> Iterator[Member]:
        """Yield the files that were asked for."""
        for name, asset in sorted(self._used.items()):
            yield Member(f"{FOLDER}/{name}", asset.content)

    def resources(self) -> Iterator[Resource]:
        """Yield their entries in the manifest."""
        for name in sorted(self._used):
            yield Resource(_resource_of(name), "webcontent", f"{FOLDER}/{name}")


def _resource_of(name: str) -> str:
    """Return the identifier of a file in the manifest."""
    return f"file-{name}"


def needs(assets: Iterable[Asset]) -> tuple[str, ...]:
    """Return the identifiers of files, each once."""
    return tuple(sorted({_resource_of(asset.name) for asset in assets}))
