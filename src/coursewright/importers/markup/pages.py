"""Pages that link to each other: where an address on one leads, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.links import to_file, to_thing
from coursewright.importers.markup.addresses import is_outside, joined
from coursewright.importers.markup.lines import LONGEST
from coursewright.importers.markup.roots import Below

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from coursewright.importers.markup.addresses import Resolve
    from coursewright.importers.source import Source

__all__ = ["Pages", "only_folder", "read_page", "stem_of", "within_measure"]

_PAGES = (".md", ".rmd", ".html", ".markdown", "")
_MADE = (".md", ".html")
"""Endings of pages that may have been made of others, which came in."""
_TOTAL = 32_000_000
"""Bytes of all pages of a source that are read. The whole Galaxy Training Network has some twenty million."""
_UNSAFE = ("javascript:", "data:", "vbscript:")


class Pages:
    """Resolves the addresses on the pages of one source.

    `things` are the sources of what pages became, by file. Besides the folder of its page, an address is
    looked for in the `roots`, folders with their slashes. Files that are `closed` are not for learners, so
    that nothing leads to them. `missing` gathers what is nowhere, in order.
    """

    def __init__(
        self,
        source: Source,
        things: Mapping[str, str],
        roots: Sequence[str] = ("",),
        closed: Collection[str] = (),
    ) -> None:
        self._closed = frozenset(closed)
        self._source = source
        self._things = things
        self._closed_below = Below(roots, self._closed)
        self._below = Below(roots, (*things, *source.sizes))
        self._by_stem = {stem_of(name): thing for name, thing in reversed(list(things.items()))}
        self.missing: dict[str, None] = {}

    def resolver(self, page: str) -> Resolve:
        """Return what resolves addresses on a page."""
        return lambda address: self._resolved(page, address.strip())

    def _resolved(self, page: str, address: str) -> str | None:
        if not address or address.lower().startswith(_UNSAFE):
            return None
        if is_outside(address):
            return address
        mark = address.partition("#")[2]
        fragment = f"#{mark}" if mark else ""
        below = joined("", address.lstrip("./"))
        named = [joined(page, address), *self._below.first(f"{below}.md", below)]
        if named[0] in self._closed or below in self._closed_below:
            return None
        for name in filter(None, named):
            if thing := self._things.get(name) or self._things.get(f"{name}.md"):
                return to_thing(thing) + fragment
            twin = self._by_stem.get(stem_of(name)) if name.lower().endswith(_MADE) else None
            if name in self._source.sizes:
                return to_thing(twin) + fragment if twin else to_file(name)
        path = address.partition("#")[0].rstrip("/").removesuffix("/index.html")
        if path.lower().endswith(_PAGES) and (thing := self._by_stem.get(stem_of(path))):
            return to_thing(thing) + fragment
        self.missing.setdefault(named[0] or path)
        return None


def stem_of(name: str) -> str:
    """Return the last part of a path without its ending."""
    last = name.rstrip("/").rpartition("/")[2]
    stem, dot, ending = last.rpartition(".")
    return stem if dot and f".{ending.lower()}" in _PAGES else last


def only_folder(source: Source) -> str:
    """Return the folder that everything lies in, with its slash, as in an archive of GitHub; else nothing."""
    top, slash, _ = next(iter(source.sizes), "").partition("/")
    return f"{top}/" if slash and all(one.startswith(f"{top}/") for one in source.sizes) else ""


def within_measure(source: Source, names: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return the pages that are read, in their order, and the others, each with why it is not."""
    read: list[str] = []
    others: dict[str, str] = {}
    total = 0
    for name in names:
        size = source.sizes.get(name, 0)
        if size > LONGEST:
            others[name] = "it is longer than what is read of one page"
        elif total + size > _TOTAL:
            others[name] = "the pages before it are as much as is read of one source"
        else:
            total += size
            read.append(name)
    return read, others


def read_page(source: Source, name: str) -> str | None:
    """Return the text of a page; None for one beyond what is read."""
    if source.sizes.get(name, 0) > LONGEST:
        return None
    return source.text(name)
