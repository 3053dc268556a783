"""What a cartridge says of the whole course, and what its manifest names in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.metadata import About

__all__ = ["data_of", "note_missing"]


def data_of(about: About) -> Data:
    """Return what a manifest says of the whole, in the words of a plan."""
    data: Data = {}
    if about.title:
        data["title"] = about.title
    if about.description:
        data["description"] = about.description
    if about.language and about.language.lower() not in {"und", "zxx", "x-none"}:
        data["language"] = about.language
    if about.rights:
        data["licence"] = about.rights
    if about.keywords:
        data["x-keywords"] = list(about.keywords)
    return data


def note_missing(cartridge: Cartridge) -> None:
    """Note the files that the manifest names and that are not there, where a resource has others."""
    for resource in cartridge.manifest.resources.values():
        for href in resource.missing:
            if resource.files:
                source = f"{resource.identifier}/{href}"
                cartridge.account.left_out("file", source, href, "the manifest names it, and it is not there")
