"""Checks of the links of pages, in whatever kind of package they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.packages.checks.html_links import links_in, resolved, scheme_of
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.checks.html_links import Link
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_page", "check_plain", "shortened"]

_OWN = re.compile(r"(?:file:|[A-Za-z]:[\\/]|https?://(?:localhost|127\.0\.0\.1)(?:[:/]|$))", re.IGNORECASE)
_LONGEST = 120


def shortened(href: str) -> str:
    """Return an address short enough for a sentence."""
    return href if len(href) <= _LONGEST else f"{href[: _LONGEST - 1]}…"


def check_page(look: Look, file: str, *, from_root: bool = True) -> Iterator[Said]:
    """Check the links of a page; `from_root` speaks of those that count from the root of the server."""
    for link in links_in(look.text(file)):
        place = Place(file, link.line, link.element)
        yield from check_plain(link, place)
        if (
            "$" in link.href
            or "%24" in link.href
            or scheme_of(link.href)
            or link.href.startswith(("//", "#", "?"))
        ):
            continue
        if link.href.startswith("/"):
            if from_root:
                yield said("PKG707", place, href=shortened(link.href))
        elif not _there(look, link.href, file):
            yield said("PKG701", place, href=shortened(link.href))


def _there(look: Look, href: str, file: str) -> bool:
    name = resolved(href, file)
    if name is None:
        return False
    return name in look.names or not name or href.endswith("/") or look.found(name) is not None


def check_plain(link: Link, place: Place) -> Iterator[Said]:
    """Check what is wrong with a link wherever it stands."""
    scheme = scheme_of(link.href)
    if scheme in {"javascript", "vbscript"}:
        bare = re.sub(r"\s|void\(0\)|;|javascript:|#", "", link.href, flags=re.IGNORECASE)
        if bare:
            yield said("PKG705", place)
    elif _OWN.match(link.href):
        yield said("PKG706", place, href=shortened(link.href))
