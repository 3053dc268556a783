"""Links between parts of a Canvas course, and what its pages say of themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from coursewright.packages.checks.html_links import links_in
from coursewright.packages.checks.page_links import shortened
from coursewright.packages.reading.xml import local, place_of
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.checks.canvas.settings import Settings
    from coursewright.packages.checks.html_links import Link
    from coursewright.packages.checks.manifest import Manifest
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_canvas_links"]

_REFERENCE = re.compile(r"(?:\$|%24)(CANVAS_OBJECT_REFERENCE|WIKI_REFERENCE)(?:\$|%24)/([\w.-]+)/([^/?#]+)")
_IDENTIFIED = re.compile(rb"""<meta\b[^>]*\bname\s*=\s*["']?identifier\b""", re.IGNORECASE)
_KINDS = frozenset({"pages", "assignments", "quizzes", "discussion_topics", "modules", "files"})
"""What is looked up; links to other things, such as the list of members, are left alone."""


def check_canvas_links(look: Look, settings: Settings, manifest: Manifest) -> Iterator[Said]:
    """Check the links of pages and of texts within settings."""
    pages = f"{manifest.base}wiki_content/"
    for file in look.package.sizes:
        if not file.lower().endswith((".html", ".htm")):
            continue
        data = look.text(file)
        if file.startswith(pages) and not _IDENTIFIED.search(data):
            yield said("PKG316", Place(file))
        if b"_REFERENCE" in data:
            for link in links_in(data):
                yield from _link(link, Place(file, link.line, link.element), look, settings, manifest)
    for file, root in settings.documents.items():
        for element in root.iter():
            if local(element) and element.text and "_REFERENCE" in element.text:
                for link in links_in(element.text.encode()):
                    yield from _link(link, place_of(element, file), look, settings, manifest)


def _link(link: Link, place: Place, look: Look, settings: Settings, manifest: Manifest) -> Iterator[Said]:
    found = _REFERENCE.match(link.href)
    if found is None or found[2] not in _KINDS:
        return
    name = unquote(found[3])
    if name in settings.ids:
        return
    if found[2] == "pages" and f"{manifest.base}wiki_content/{name}.html" in look.names:
        return
    yield said("PKG704", place, href=shortened(link.href))
