"""`imsmanifest.xml`, as cartridges and SCORM packages have it: read once, with what refers to what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from coursewright.packages.checks.html_links import scheme_of
from coursewright.packages.reading.xml import children, first, line_of, local, place_of, text_of
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = [
    "MANIFEST",
    "Item",
    "Manifest",
    "Resource",
    "check_manifest",
    "check_references",
    "declared_files",
    "manifest_of",
]

MANIFEST = "imsmanifest.xml"
_NAME = re.compile(r"[^\W\d][\w.-]*\Z|_[\w.-]*\Z")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_PARTS = ("metadata", "organizations", "resources")


class Resource(NamedTuple):
    """A resource of a manifest."""

    element: _Element
    id: str
    type: str
    href: str
    """The file that it opens, as written; empty where it says none."""
    hrefs: tuple[str, ...]
    """All its files, as written."""
    depends_on: tuple[str, ...]


class Item(NamedTuple):
    """An item of an organization."""

    element: _Element
    id: str
    title: str
    ref: str
    depth: int
    """0 for the items right below an organization."""


class Manifest(NamedTuple):
    """A manifest, and the file it stands in."""

    file: str
    root: _Element
    base: str
    """The folder it stands in, with a slash behind it; empty for the top."""
    resources: tuple[Resource, ...]
    items: tuple[Item, ...]
    by_id: dict[str, Resource]

    def place(self, element: _Element, attribute: str = "") -> Place:
        """Return where an element of the manifest stands."""
        return place_of(element, self.file, attribute)


def manifest_of(look: Look, root: str) -> Manifest | None:
    """Return the manifest of a package; None where it cannot be parsed."""
    file = f"{root}{MANIFEST}"
    top = look.xml(file)
    if top is None:
        return None
    resources = tuple(_resource(one) for one in children(first(top, "resources"), "resource"))
    items: list[Item] = []
    for organization in children(first(top, "organizations"), "organization"):
        waiting = [(child, 0) for child in reversed(list(children(organization, "item")))]
        while waiting:
            element, depth = waiting.pop()
            items.append(_item(element, depth))
            waiting += [(child, depth + 1) for child in reversed(list(children(element, "item")))]
    by_id = {one.id: one for one in reversed(resources) if one.id}
    return Manifest(file, top, root, resources, tuple(items), by_id)


def _resource(element: _Element) -> Resource:
    return Resource(
        element,
        element.get("identifier", ""),
        element.get("type", ""),
        element.get("href", ""),
        tuple(file.get("href", "") for file in children(element, "file")),
        tuple(one.get("identifierref", "") for one in children(element, "dependency")),
    )


def _item(element: _Element, depth: int) -> Item:
    title = text_of(element, "title")
    return Item(element, element.get("identifier", ""), title, element.get("identifierref", ""), depth)


def check_manifest(look: Look, manifest: Manifest, optional: str = "") -> Iterator[Said]:
    """Check what all kinds of manifests have in common.

    That files in the folder `optional`, such as `course_settings/`, are missing is no fault of the manifest.
    """
    yield from _parts(manifest)
    yield from _identifiers(manifest)
    for one in check_references(look, manifest):
        href = str(one.values.get("href", ""))
        yield said("PKG318", one.place, href=href) if _may_miss(one, href, optional) else one


def check_references(look: Look, manifest: Manifest) -> Iterator[Said]:
    """Check that what a manifest of any kind refers to is there."""
    yield from _references(manifest)
    for resource in manifest.resources:
        yield from _files(look, manifest, resource)


def _may_miss(one: Said, href: str, optional: str) -> bool:
    return one.code == "PKG109" and bool(optional) and href.startswith(optional)


def _parts(manifest: Manifest) -> Iterator[Said]:
    root = manifest.root
    for part in _PARTS:
        if first(root, part) is None:
            yield said("PKG116", manifest.place(root), part=part)
    if first(root, "resources") is not None and not manifest.resources:
        yield said("PKG121", manifest.place(root))
    for inner in children(root, "manifest"):
        yield said("PKG118", manifest.place(inner))


def _identifiers(manifest: Manifest) -> Iterator[Said]:
    seen: dict[str, int] = {}
    bearers = [manifest.root, *children(first(manifest.root, "organizations"), "organization")]
    bearers += [item.element for item in manifest.items] + [one.element for one in manifest.resources]
    for element in bearers:
        name = element.get("identifier", "")
        if not name:
            yield said("PKG106", manifest.place(element), element=local(element))
            continue
        if name in seen:
            yield said("PKG104", manifest.place(element, "identifier"), id=name, other=seen[name])
        elif not _NAME.match(name):
            yield said("PKG105", manifest.place(element, "identifier"), id=name)
        seen.setdefault(name, line_of(element) or 0)


def _references(manifest: Manifest) -> Iterator[Said]:
    for item in manifest.items:
        if item.ref and item.ref not in manifest.by_id:
            title = item.title or item.id
            yield said("PKG107", manifest.place(item.element, "identifierref"), title=title, ref=item.ref)
    for resource in manifest.resources:
        for ref in resource.depends_on:
            if ref not in manifest.by_id:
                yield said("PKG108", manifest.place(resource.element), ref=ref)


def _files(look: Look, manifest: Manifest, resource: Resource) -> Iterator[Said]:
    listed = {unquote(href) for href in resource.hrefs}
    for element in (resource.element, *children(resource.element, "file")):
        href = element.get("href", "")
        if not href and element is resource.element:
            continue
        if element is resource.element and unquote(href.partition("?")[0].partition("#")[0]) in listed:
            continue  # said of the file
        place = manifest.place(element, "href")
        trouble = next(_unreachable(look, manifest.base, href, place), None)
        if trouble:
            yield trouble
        elif element is resource.element and resource.hrefs and not scheme_of(href):
            yield said("PKG114", place, href=href)


def _unreachable(look: Look, base: str, href: str, place: Place) -> Iterator[Said]:
    """Say why a file of the manifest is not found, if it is not."""
    if _DRIVE.match(href) or href.startswith(("/", "\\")) or ".." in re.split(r"[\\/]", href):
        yield said("PKG112", place, href=href)
    elif "\\" in href:
        yield said("PKG111", place, href=href, meant=href.replace("\\", "/"))
    elif scheme_of(href) in {"http", "https"}:
        return  # what is allowed of this the formats say themselves
    elif scheme_of(href) == "file":
        yield said("PKG112", place, href=href)
    elif look.found(f"{base}{href}") is None:
        other = look.lower.get(f"{base}{unquote(href)}".casefold())
        if other:
            yield said("PKG110", place, href=href, other=other.removeprefix(base))
        else:
            yield said("PKG109", place, href=href)


def declared_files(look: Look, manifest: Manifest) -> frozenset[str]:
    """Return the files of the package that some resource names."""
    hrefs = dict.fromkeys(href for one in manifest.resources for href in (one.href, *one.hrefs) if href)
    found = (look.found(f"{manifest.base}{href}") for href in hrefs)
    return frozenset(name for name in found if name)
