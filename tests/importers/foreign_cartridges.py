"""Cartridges as other tools write them, put together piece by piece, for tests that import them."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from coursewright.importers.desk import Desk
from coursewright.importers.imscc.reading import read
from coursewright.importers.source import open_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from coursewright.importers.account import Account
    from coursewright.importers.draft import CourseDraft, Item

__all__ = ["all_items", "brought", "manifest", "packed", "resource", "topic", "web_link"]

_NAMESPACES = {
    "1.0": "http://www.imsglobal.org/xsd/imscc/imscp_v1p1",
    "1.1": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1",
    "1.2": "http://www.imsglobal.org/xsd/imsccv1p2/imscp_v1p1",
    "1.3": "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1",
}


def manifest(version: str, items: str, resources: str, *, about: str = "", prefix: str = "") -> str:
    """Return a manifest; with a prefix all its elements bear it, as some tools write them."""
    colon = f"{prefix}:" if prefix else ""
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    outline = f'<organization identifier="o"><item identifier="root">{items}</item></organization>'
    body = (
        f"<metadata><schema>IMS Common Cartridge</schema><schemaversion>{version}.0</schemaversion>{about}"
        f"</metadata><organizations>{outline if items else ''}</organizations>"
        f"<resources>{resources}</resources>"
    )
    if prefix:
        body = body.replace("</", "\0").replace("<", f"<{colon}").replace("\0", f"</{colon}")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{colon}manifest identifier="m1" {name}="{_NAMESPACES[version]}">'
        f"{body}</{colon}manifest>"
    )


def resource(identifier: str, kind: str, href: str, more: str = "", *, inner: str = "") -> str:
    """Return a resource with one file; `more` are attributes, `inner` stands before its file."""
    return (
        f'<resource identifier="{identifier}" type="{kind}" href="{href}" {more}>{inner}'
        f'<file href="{href}"/></resource>'
    )


def topic(title: str, html: str, attachment: str = "") -> str:
    attached = f'<attachments><attachment href="{attachment}"/></attachments>' if attachment else ""
    return (
        '<topic xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imsdt_v1p1">'
        f'<title>{escape(title)}</title><text texttype="text/html">{escape(html)}</text>{attached}</topic>'
    )


def web_link(title: str, url: str) -> str:
    return (
        '<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1">'
        f'<title>{escape(title)}</title><url href="{escape(url)}"/></webLink>'
    )


def packed(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files into an archive."""
    path = folder / "course.imscc"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def brought(path: Path) -> tuple[CourseDraft, Account]:
    """Read a cartridge, without a further step of an import."""
    desk = Desk()
    return read(open_source(path), desk), desk.account


def all_items(course: CourseDraft) -> Iterator[Item]:
    """Yield the items of a course, of its modules and of their units."""
    yield from course.items
    for module in course.modules:
        yield from module.items
        for unit in module.units:
            yield from unit.items
