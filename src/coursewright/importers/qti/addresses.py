"""Where the links and images of questions lead: to files of their package, or into the web."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from coursewright.importers.links import to_file

if TYPE_CHECKING:
    from coursewright.importers.prose import Resolve
    from coursewright.importers.source import Source

__all__ = ["Addresses"]

_ROOTS = re.compile(r"(?:\$|%24)IMS-CC-FILEBASE(?:\$|%24)/?", re.IGNORECASE)
_WEB = ("http://", "https://", "mailto:", "tel:")


class Addresses:
    """Resolves the addresses of one package, and keeps which files they lead to."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.used: set[str] = set()

    def within(self, document: str) -> Resolve:
        """Return what resolves the addresses of a document, relative to where it stands."""
        folder = posixpath.dirname(document)

        def resolve(address: str) -> str | None:
            bare = address.strip()
            if bare.lower().startswith(_WEB):
                return bare
            if not bare or ":" in bare.partition("/")[0]:
                return None
            return self._file(bare, folder)

        return resolve

    def _file(self, address: str, folder: str) -> str | None:
        path = unquote(address).partition("?")[0].partition("#")[0]
        root = self._source.kind.root
        inner, from_root = _ROOTS.subn("", path)
        folders = (root, f"{root}web_resources/") if from_root or path.startswith("/") else (folder, root)
        relative = inner.lstrip("/")
        for one in folders:
            name = posixpath.normpath(posixpath.join(one, relative))
            if name in self._source.sizes:
                self.used.add(name)
                return to_file(name)
        return None
