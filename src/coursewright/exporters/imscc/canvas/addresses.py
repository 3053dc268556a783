"""How the Canvas flavour writes addresses: by what Canvas makes of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.exporters.imscc.canvas.things import Thing
    from coursewright.exporters.prose.assets import Asset

__all__ = ["InCanvas", "file_path", "page_path"]

_PACKAGE = "$IMS-CC-FILEBASE$"
_OBJECT = "$CANVAS_OBJECT_REFERENCE$"


def page_path(name: str) -> str:
    """Return where a page stands in the cartridge: Canvas makes one of every file in this folder."""
    return f"wiki_content/{name}.html"


def file_path(asset: Asset) -> str:
    """Return where a file of the course stands in the cartridge."""
    return f"web_resources/{asset.name}"


class InCanvas:
    """Addresses as all texts write them."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._places = {thing.entry.key: place for thing in things if (place := _place(thing))}

    def asset(self, asset: Asset) -> str:
        """Return the address of a file: without its folder, for that is the root of the files of a course."""
        return f"{_PACKAGE}/{asset.name}"

    def entry(self, key: str) -> str | None:
        """Return the address of an entry; None where Canvas has none for it, or students do not see it."""
        return self._places.get(key)


def _place(thing: Thing) -> str:
    if thing.entry.staff_only:
        return ""
    match thing.kind:
        case "page" | "wiki":
            return f"$WIKI_REFERENCE$/pages/{thing.entry.slug}"
        case "assignment" | "paper":
            return f"{_OBJECT}/assignments/{thing.identifier}"
        case "topic":
            return f"{_OBJECT}/discussion_topics/{thing.identifier}"
        case "quiz":
            return f"{_OBJECT}/quizzes/{thing.identifier}"
        case "file" if thing.asset is not None:
            return f"{_PACKAGE}/{thing.asset.name}"
        case "link":
            return thing.url
    return ""
