"""What an item of a package shows, as a material: a page where there is text to read, else its files."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from coursewright.importers.draft import File, Text
from coursewright.importers.links import to_file, to_thing
from coursewright.importers.prose import body_of, markdown_of, plain_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.draft import Data, Value
    from coursewright.importers.scorm.manifest import Resource
    from coursewright.importers.source import Source

__all__ = ["Pages"]

_PAGES = (".html", ".htm", ".xhtml")
_WEB = re.compile(r"https?://|//", re.IGNORECASE)
_FRAMES = re.compile(r"<(?:frameset|iframe|canvas|object|embed)\b", re.IGNORECASE)
_LEAST = 80
"""Letters of text below which a page is the frame of a program, and not something to read."""
_LARGEST = 2_000_000


class Pages:
    """Reads the pages of a package; `things` are the sources of what its files became."""

    def __init__(self, source: Source, things: Mapping[str, str]) -> None:
        self._source = source
        self._things = things
        self._texts: dict[str, str] = {}

    def material(self, resource: Resource) -> Data:
        """Return what a resource is, without a title."""
        if _WEB.match(resource.href):
            address = f"https:{resource.href}" if resource.href.startswith("//") else resource.href
            return {"kind": "website", "url": address}
        if not resource.file:
            return {"kind": "other", "x-scorm": {"href": resource.href}} if resource.href else {}
        if not resource.file.lower().endswith(_PAGES):
            return {"path": File(resource.file)}
        if resource.file not in self._texts:
            self._texts[resource.file] = self._text(resource.file)
        if text := self._texts[resource.file]:
            return {"kind": "page", "path": Text(text)}
        about: dict[str, Value] = {"href": resource.href}
        if others := [File(name) for name in resource.files if name != resource.file]:
            about["files"] = others
        return {"kind": "other", "path": File(resource.file), "x-scorm": about}

    def _text(self, name: str) -> str:
        """Return a page as Markdown; empty where it is the frame of a program."""
        if self._source.sizes.get(name, 0) > _LARGEST:
            return ""
        body = body_of(self._source.text(name))
        if len(plain_of(body)) < _LEAST or (_FRAMES.search(body) and len(plain_of(body)) < 10 * _LEAST):
            return ""
        return markdown_of(body, lambda address: self._resolved(name, address))

    def _resolved(self, page: str, address: str) -> str | None:
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", address):
            return address
        path = unquote(address.partition("#")[0].partition("?")[0])
        name = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        if name in self._things:
            return to_thing(self._things[name])
        return to_file(name) if name in self._source.sizes else None
