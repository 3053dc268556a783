"""Links of a cartridge's pages, and of the texts within its discussions and quizzes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from coursewright.packages.checks.cartridge.contents import file_of
from coursewright.packages.checks.cartridge.types import type_of
from coursewright.packages.checks.html_links import links_in
from coursewright.packages.checks.manifest import declared_files
from coursewright.packages.checks.page_links import check_page, check_plain, shortened
from coursewright.packages.reading.xml import local, place_of
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.checks.manifest import Manifest
    from coursewright.packages.kinds import Kind
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_pages", "token_target"]

_TOKEN = re.compile(r"(?:\$|%24)IMS[-_]CC[-_]FILEBASE(?:\$|%24)/?")
_TEXTS = frozenset({"text", "mattext", "description", "instructor_text"})


def token_target(href: str) -> str | None:
    """Return the path that `$IMS-CC-FILEBASE$/path` means; None where there is no such token."""
    found = _TOKEN.match(href)
    return unquote(href[found.end() :].partition("?")[0].partition("#")[0]) if found else None


def check_pages(look: Look, manifest: Manifest, kind: Kind) -> Iterator[Said]:
    """Check pages, and HTML within XML."""
    canvas = kind.flavour == "canvas"
    endings = _Endings(look)
    declared = declared_files(look, manifest)
    for file in look.package.sizes:
        if file.lower().endswith((".html", ".htm", ".xhtml")) and (file in declared or canvas):
            yield from check_page(look, file, from_root=not canvas)
            yield from _tokens(look, file, endings, moodle=kind.for_moodle)
    for resource in manifest.resources:
        known = type_of(resource.type)
        if known is None or known.holds not in {"topic", "quiz", "bank", "assignment"}:
            continue
        xml = file_of(look, manifest, resource)
        if xml and any(sign in look.text(xml) for sign in (b"FILEBASE", b"javascript:")):
            yield from _embedded(look, xml, endings)


def _tokens(look: Look, file: str, endings: _Endings, *, moodle: bool) -> Iterator[Said]:
    data = look.text(file)
    if b"FILEBASE" not in data:
        return
    spoken = not moodle
    for link in links_in(data):
        target = token_target(link.href)
        if target is None:
            continue
        place = Place(file, link.line, link.element)
        if not spoken:
            spoken = True
            yield said("PKG703", place)
        if not endings.has(target):
            yield said("PKG702", place, href=shortened(target))


def _embedded(look: Look, file: str, endings: _Endings) -> Iterator[Said]:
    root = look.xml(file)
    if root is None:
        return
    for element in root.iter():
        if local(element) not in _TEXTS or not element.text or "<" not in element.text:
            continue
        place = place_of(element, file)
        for link in links_in(element.text.encode()):
            yield from check_plain(link, place)
            target = token_target(link.href)
            if target is not None and not endings.has(target):
                yield said("PKG702", place, href=shortened(target))


class _Endings:
    """Whether some file of the package is meant by a path: platforms look in several folders for it."""

    def __init__(self, look: Look) -> None:
        self._names = look.names
        self._last = {name.rpartition("/")[2] for name in look.names}

    def has(self, target: str) -> bool:
        """Whether there is such a file, in a folder or another: only what is nowhere is surely missing."""
        return target in self._names or target.rstrip("/").rpartition("/")[2] in self._last
