"""Links of a course in OLX: static files, and other parts of the course."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from coursewright.packages.checks.html_links import links_in
from coursewright.packages.checks.page_links import check_plain, shortened
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.checks.html_links import Link
    from coursewright.packages.checks.olx.course import Course
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_olx_links"]

_FOLDERS = (
    "html/",
    "problem/",
    "about/",
    "info/",
    "tabs/",
    "vertical/",
    "openassessment/",
    "sequential/",
    "chapter/",
)
_JUMP = re.compile(r"/jump_to_id/([^/?#\"']+)")


def check_olx_links(look: Look, course: Course, root: str) -> Iterator[Said]:
    """Check the links of pages and problems."""
    static = {name.removeprefix(f"{root}static/") for name in look.names if name.startswith(f"{root}static/")}
    static |= {re.sub(r"[/ ]", "_", name) for name in static}  # what Studio calls files of subfolders
    folders = tuple(f"{root}{folder}" for folder in _FOLDERS)
    for file in look.package.sizes:
        if file.startswith(folders) and file.endswith((".html", ".xml")):
            for link in links_in(look.text(file)):
                yield from _link(link, Place(file, link.line, link.element), course.names, static)


def _link(link: Link, place: Place, names: frozenset[str], static: set[str]) -> Iterator[Said]:
    yield from check_plain(link, place)
    jump = _JUMP.match(link.href)
    if jump and unquote(jump[1]) not in names:
        yield said("PKG709", place, name=shortened(unquote(jump[1])))
    elif link.href.startswith("/static/"):
        name = unquote(link.href.removeprefix("/static/").partition("?")[0].partition("#")[0])
        if name and name not in static:
            yield said("PKG708", place, name=shortened(name))
