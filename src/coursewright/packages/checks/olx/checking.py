"""Checks of a course in OLX, in the order in which Studio goes about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.packages.checks.olx.blocks import check_blocks
from coursewright.packages.checks.olx.course import all_files, course_of
from coursewright.packages.checks.olx.links import check_olx_links
from coursewright.packages.checks.olx.policies import check_policies
from coursewright.packages.checks.roots import wrong_root
from coursewright.packages.reading.xml import children, place_of
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.checks.olx.course import Course
    from coursewright.packages.kinds import Kind
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_olx"]

_REFERENCE = re.compile(rb"""\burl_name\s*=\s*["']([^"']+)""")


def check_olx(look: Look, kind: Kind) -> Iterator[Said]:
    """Check a course."""
    root = kind.root
    course = course_of(look, root)
    if course is None:
        return
    file = f"{root}course.xml"
    wrong = wrong_root(course.top, file, "course")
    if wrong:
        yield wrong
        return
    for attribute in ("url_name", "org", "course"):
        if not course.top.get(attribute):
            yield said("PKG601", place_of(course.top, file), attribute=attribute)
    yield from course.missing
    yield from check_blocks(look, course, root)
    for wiki in children(course.root.element if course.root else None, "wiki"):
        if not wiki.get("slug") and not wiki.get("url_name"):
            yield said("PKG618", place_of(wiki, course.root.file if course.root else file))
    yield from check_policies(look, course, root)
    yield from check_olx_links(look, course, root)
    yield from _never_opened(look, course, root)


def _never_opened(look: Look, course: Course, root: str) -> Iterator[Said]:
    """Say which files nothing refers to: neither the course, nor a block of a kind that is not followed."""
    left = [name for name in all_files(look, root) if name not in course.opened]
    if not left:
        return
    named: set[bytes] = set()
    for name in look.package.sizes:
        if name.startswith(root) and name.endswith(".xml"):
            named.update(_REFERENCE.findall(look.text(name)))
    for name in left:
        if name.rpartition("/")[2].removesuffix(".xml").encode() not in named:
            yield said("PKG620", Place(name))
