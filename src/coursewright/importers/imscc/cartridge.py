"""One cartridge on its way in: its source, its manifest, its addresses, and the account that is kept."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from coursewright.importers.prose import markdown_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from coursewright.importers.account import Account
    from coursewright.importers.draft import Item
    from coursewright.importers.imscc.addresses import Addresses
    from coursewright.importers.imscc.manifest import Manifest, Resource
    from coursewright.importers.imscc.things import Thing
    from coursewright.importers.source import Source

__all__ = ["Build", "Cartridge", "stem"]


@dataclass(frozen=True, slots=True)
class Cartridge:
    """What all builders share."""

    source: Source
    manifest: Manifest
    addresses: Addresses
    account: Account
    asked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By the source of a quiz: what each of its questions is called in the package."""

    def xml(self, resource: Resource) -> _Element | None:
        """Return the root of a resource's XML; None where it is not there or cannot be read."""
        if resource.inline is not None:
            return resource.inline
        return self.source.xml(resource.name) if resource.name else None

    def resolver(self, name: str) -> Callable[[str], str | None]:
        """Return what resolves addresses as this file writes them."""
        return self.addresses.resolver(posixpath.dirname(name))

    def markdown(self, html: str, name: str) -> str:
        """Return HTML of a file as Markdown, its links resolved."""
        return markdown_of(html, self.resolver(name)).strip() if html.strip() else ""


Build: TypeAlias = "Callable[[Cartridge, Thing, str], Item | None]"
"""Makes an item of a thing and notes what became of it; takes the title of the outline, if there is one."""


def stem(name: str) -> str:
    """Return the name of a file without its folder and ending, to be called by."""
    return posixpath.basename(name).rpartition(".")[0] or posixpath.basename(name)
