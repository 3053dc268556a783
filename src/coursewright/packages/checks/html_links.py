"""What a page of HTML refers to, and where in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from lxml import etree

from coursewright.packages.reading.xml import line_of, local

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Link", "links_in", "resolved", "scheme_of"]

_ATTRIBUTES = ("href", "src", "poster", "data", "srcset")
_LARGEST = 4 << 20
"""Bytes of a page that is looked into."""
_MARKS = 200_000
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_REFERS = re.compile(rb"(?i)(?:href|src|poster|data|srcset)\s*=")


class Link(NamedTuple):
    """One reference of a page."""

    href: str
    """As written, without white space around it."""
    line: int | None
    element: str
    """Such as `img/@src`."""


def links_in(data: bytes) -> Iterator[Link]:
    """Yield what HTML in UTF-8 refers to; what is very large is taken to refer to nothing."""
    if len(data) > _LARGEST or data.count(b"<") > _MARKS or not _REFERS.search(data):
        return
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    for element in root.iter() if root is not None else ():
        if local(element) in {"", "base"}:
            continue
        for name in _ATTRIBUTES:
            value = element.get(name)
            if value is None or (name == "data" and element.tag != "object"):
                continue
            for href in _addresses(value) if name == "srcset" else (value.strip(),):
                if href:
                    yield Link(href, line_of(element), f"{element.tag}/@{name}")


def _addresses(srcset: str) -> list[str]:
    return [part.split()[0] for part in srcset.split(",") if part.split()]


def scheme_of(href: str) -> str:
    """Return the scheme of an address, in small letters; empty for a path."""
    found = _SCHEME.match(href)
    return found[1].lower() if found else ""


def resolved(href: str, page: str) -> str | None:
    """Return the file of the package that a relative link of a page means; None where it leads out of it."""
    path = unquote(href.partition("#")[0].partition("?")[0])
    if not path:
        return page
    parts = page.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)
