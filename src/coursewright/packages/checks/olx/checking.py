"""Checks of a course in OLX, in the order in which Studio goes about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.checks.olx.blocks import check_blocks
from coursewright.packages.checks.olx.course import all_files, course_of
from coursewright.packages.checks.olx.links import check_olx_links
from coursewright.packages.checks.olx.policies import check_policies
from coursewright.packages.reading.xml import children, local, place_of
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.kinds import Kind
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_olx"]


def check_olx(look: Look, kind: Kind) -> Iterator[Said]:
    """Check a course."""
    root = kind.root
    course = course_of(look, root)
    if course is None:
        return
    file = f"{root}course.xml"
    if local(course.top) != "course":
        values = {"found": local(course.top), "namespace": "", "wanted": "course", "wanted_namespace": ""}
        yield said("PKG103", place_of(course.top, file), **values)
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
    drafts = f"{root}drafts/"
    for name in all_files(look, root):
        if name not in course.opened and not name.startswith(drafts):
            yield said("PKG620", Place(name))
