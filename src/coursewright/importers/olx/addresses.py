"""Addresses as Open edX writes them: files of the course, and places in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from coursewright.importers.links import to_file, to_thing

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Addresses"]

_FILE = re.compile(
    r"(?:https?://[^/\s]+)?(?:/?static/|/?asset-v1:[^\s?#]{1,300}?block[@/]|/?c4x/[^/\s]+/[^/\s]+/asset/)"
    r"(?P<name>[^?#]+)"
)
_BLOCK = re.compile(
    r"(?:/jump_to_id/(?P<id>[^/?#]+)"
    r"|/jump_to/(?:block-v1:[^/?#]*@|i4x://[^?#]*/)(?P<key>[^/@?#]+)"
    r"|/courseware/(?:[^/?#]+/)*?(?P<path>[^/?#]+)/?)(?=$|[/?#])"
)
_WEB = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_ODD = re.compile(r"[^\w.-]")


class Addresses:
    """Resolves what pages link to. `missing` gathers the files that are linked to and not there."""

    def __init__(self, names: Iterable[str], root: str) -> None:
        below = f"{root}static/"
        self._files: dict[str, str] = {}
        for name in names:
            if name.startswith(below):
                plain = name.removeprefix(below)
                self._files.setdefault(plain, name)
                # Studio stores `my file.pdf` as `my_file.pdf`, and folders as `folder_file.pdf`.
                self._files.setdefault(_ODD.sub("_", plain), name)
        self.missing: list[str] = []
        self.used: set[str] = set()
        """The files of the source that something asked for."""

    def file(self, href: str) -> str | None:
        """Return the file of the source that an address or a bare name means; None for none of it."""
        found = _FILE.match(href)
        name = unquote(found["name"] if found else href).strip()
        file = self._files.get(name) or self._files.get(_ODD.sub("_", name))
        if file is not None:
            self.used.add(file)
        return file

    def resolve(self, href: str) -> str | None:
        """Return an address for Markdown; None where a link leads nowhere outside the platform."""
        href = href.strip()
        if found := _FILE.match(href):
            file = self.file(href)
            if file is None:
                self.missing.append(unquote(found["name"]))
                return href if _WEB.match(href) else None
            return to_file(file)
        if found := _BLOCK.search(href):
            return to_thing(f"block:{unquote(found['id'] or found['key'] or found['path'])}")
        if href.startswith("//"):
            return f"https:{href}"
        return href if _WEB.match(href) else None
