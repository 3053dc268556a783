"""Addresses in the texts of cartridges: files of the package, other things of the course, the web."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from coursewright.importers.imscc.manifest import file_named
from coursewright.importers.links import to_file, to_thing

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.importers.source import Source

__all__ = ["Addresses"]

_TOKEN = re.compile(r"(?:\$|%24)([A-Za-z_-]{4,40})(?:\$|%24)/?", re.IGNORECASE)
"""What stands for the package, its pages, its things or its course: `$IMS-CC-FILEBASE$`."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE = frozenset({"http", "https", "mailto", "tel", "ftp"})
_FILES = "web_resources/"
"""Where Canvas keeps the files of a course."""


class Addresses:
    """Knows what things are called and where files are; notes which files texts link to."""

    def __init__(self, source: Source, root: str) -> None:
        self._source = source
        self._root = root
        self.by_identifier: dict[str, str] = {}
        """The source of each thing, by the identifiers that the package has for it."""
        self.by_file: dict[str, str] = {}
        """The source of each page, by its file."""
        self.by_slug: dict[str, str] = {}
        """The source of each page of Canvas, by the end of its address."""
        self.used: dict[str, None] = {}
        """Files that texts link to, in order."""

    def resolver(self, folder: str) -> Callable[[str], str | None]:
        """Return what resolves addresses as a file in this folder writes them."""
        return lambda written: self._address(written.strip(), folder)

    def file(self, written: str, folder: str) -> str | None:
        """Return the file of the source that an address means; None where there is none."""
        token = _TOKEN.match(written)
        path = written[token.end() :] if token else written
        plain = re.sub(r"^(?:\.{0,2}/)+", "", path)
        folders = (self._root + _FILES, self._root) if token else (folder, self._root + _FILES, self._root)
        tries = [(one, path if one == folder and not token else plain) for one in folders]
        if plain.startswith("files/"):
            tries.append((self._root + _FILES, plain.removeprefix("files/")))
        return next(
            (found for one, name in tries if name and (found := file_named(self._source, one, name))), None
        )

    def _address(self, written: str, folder: str) -> str | None:
        token = _TOKEN.match(written)
        if token is not None:
            name, rest = token[1].upper().replace("-", "_"), written[token.end() :]
            return self._of_file(written, folder) if name == "IMS_CC_FILEBASE" else self._of_thing(name, rest)
        if written.startswith("//"):
            return f"https:{written}"
        if scheme := _SCHEME.match(written):
            return written if scheme[1].lower() in _SAFE else None
        return None if written[:1] in {"", "#"} else self._of_file(written, folder)

    def _of_file(self, written: str, folder: str) -> str | None:
        name = self.file(written, folder)
        if name is None:
            return None
        if name in self.by_file:
            return to_thing(self.by_file[name])
        self.used[name] = None
        return to_file(name)

    def _of_thing(self, kind: str, rest: str) -> str | None:
        parts = [unquote(part) for part in rest.partition("?")[0].partition("#")[0].split("/") if part]
        if not parts:
            return None
        if kind == "WIKI_REFERENCE" or parts[0] in {"pages", "wiki"}:
            source = self.by_slug.get(parts[-1]) or self.by_identifier.get(parts[-1])
            return to_thing(source) if source else None
        if parts[0] == "file_ref" and len(parts) > 1:
            source = self.by_identifier.get(parts[1])
        else:
            source = self.by_identifier.get(parts[-1])
        return to_thing(source) if source else None
