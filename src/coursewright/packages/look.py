"""What checks look at: the files of a package, each parsed when asked for, and said to be broken but once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from coursewright.packages.reading.limits import TEXT, megabytes
from coursewright.packages.reading.package import DamagedError, TooLargeError
from coursewright.packages.reading.xml import parsed
from coursewright.packages.said import Place, RefusedError, said

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.packages.reading.package import Package
    from coursewright.packages.said import Said

__all__ = ["Look"]


class Look:
    """A package, and what could not be read of it."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.names = frozenset(package.sizes)
        self.lower = {name.casefold(): name for name in package.sizes}
        self.unread: dict[str, Said] = {}
        """By file: why it could not be read."""
        self._last = ("", b"")

    def text(self, name: str, limit: int = TEXT) -> bytes:
        """Return what a file holds; nothing where it is not there, and where it cannot be read.

        With a smaller limit the start of a file is as good as the whole.
        """
        if name not in self.names:
            return b""
        if name == self._last[0]:
            return self._last[1][:limit]
        try:
            data = self.package.read(name, TEXT)
        except DamagedError as error:
            self.unread.setdefault(name, said("PKG019", Place(name), reason=str(error)))
        except TooLargeError as error:
            size = megabytes(int(str(error)))
            self.unread.setdefault(name, said("PKG020", Place(name), size=size, most=megabytes(TEXT)))
        else:
            self._last = (name, data)  # several checks ask for the same page, one after the other
            return data[:limit]
        return b""

    def xml(self, name: str) -> _Element | None:
        """Return the root of a file; None where it is not there, and where it cannot be read or parsed."""
        data = self.text(name)
        if name not in self.names or name in self.unread:
            return None
        try:
            return parsed(data, name)
        except RefusedError as error:
            self.unread[name] = error.said
        return None

    def found(self, href: str) -> str | None:
        """Return the file that a reference of a manifest means: as written, or with its escapes resolved."""
        for name in (href, unquote(href)):
            plain = name.partition("?")[0].partition("#")[0]
            for one in (name, plain):
                if one in self.names:
                    return one
        return None
