"""The shape of a cartridge's manifest: what the schema asks for that Moodle validates it against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.checks.cartridge.types import type_of
from coursewright.packages.reading.xml import children, first, local, text_of
from coursewright.packages.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.packages.checks.cartridge.types import ResourceType
    from coursewright.packages.checks.manifest import Manifest
    from coursewright.packages.kinds import Kind
    from coursewright.packages.said import Said

__all__ = ["check_shape"]

_ORDER = ("metadata", "organizations", "resources", "authorizations")
_USES = {"1.1": ("lessonplan", "syllabus", "unspecified")}
_LATER_USES = (*_USES["1.1"], "assignment")
_ROLES = frozenset({"learner", "instructor", "mentor"})


def check_shape(manifest: Manifest, kind: Kind) -> Iterator[Said]:
    """Check the order of parts, organizations, items, and the attributes of resources."""
    yield from _order(manifest)
    for protection in manifest.root.iter():
        if local(protection) in {"authorizations", "authorization"}:
            yield said("PKG207", manifest.place(protection))
            break
    yield from _organizations(manifest)
    for item in manifest.items:
        if item.depth and not item.title:
            yield said("PKG204", manifest.place(item.element))
    for resource in manifest.resources:
        yield from _resource(manifest, resource.element, kind.version)
    if kind.for_moodle:
        yield from _associated_pages(manifest)


def _order(manifest: Manifest) -> Iterator[Said]:
    at = -1
    for child in children(manifest.root):
        name = local(child)
        if name == "manifest":
            continue  # said elsewhere
        position = _ORDER.index(name) if name in _ORDER else -1
        if position <= at:
            yield said(
                "PKG117", manifest.place(child), part=name, order="`metadata`, `organizations`, `resources`"
            )
        at = max(at, position)


def _organizations(manifest: Manifest) -> Iterator[Said]:
    organizations = list(children(first(manifest.root, "organizations"), "organization"))
    if len(organizations) > 1:
        yield said("PKG205", manifest.place(organizations[1]), what="There are several organizations")
    for organization in organizations:
        tops = list(children(organization, "item"))
        if len(tops) != 1:
            how = "no root item" if not tops else f"{len(tops)} root items"
            yield said("PKG205", manifest.place(organization), what=f"The organization has {how}")
        elif first(tops[0], "title") is not None:
            yield said("PKG205", manifest.place(tops[0]), what="The root item has a title")
        elif tops[0].get("identifierref"):
            yield said("PKG205", manifest.place(tops[0]), what="The root item opens a resource")


def _resource(manifest: Manifest, element: _Element, version: str) -> Iterator[Said]:
    written = element.get("type", "")
    known: ResourceType | None = type_of(written)
    if not written:
        yield said("PKG209", manifest.place(element), id=element.get("identifier", ""))
    elif known is None or (version and known.since > version):
        yield said("PKG208", manifest.place(element, "type"), version=version or "1.1", type=written)
    use = element.get("intendeduse")
    allowed = _USES.get(version, _LATER_USES) if version else _LATER_USES
    if use is not None and use not in allowed:
        words = ", ".join(f"`{word}`" for word in allowed)
        yield said(
            "PKG206", manifest.place(element, "intendeduse"), value=use, version=version, allowed=words
        )
    if not element.get("href") and first(element, "file") is None:
        yield said("PKG115", manifest.place(element), id=element.get("identifier", ""))
    for role in element.iter("{*}intendedEndUserRole"):
        value = text_of(role, "value")
        if value.lower() not in _ROLES:
            yield said("PKG224", manifest.place(role), value=value)


def _associated_pages(manifest: Manifest) -> Iterator[Said]:
    for item in manifest.items:
        resource = manifest.by_id.get(item.ref)
        if resource is None or not resource.type.startswith("associatedcontent"):
            continue
        href = resource.href or next(iter(resource.hrefs), "")
        if href.lower().endswith((".html", ".htm")):
            yield said("PKG223", manifest.place(item.element), title=item.title)
