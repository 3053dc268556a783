"""Checks of a SCORM package: what a player needs to launch it and to hear from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.checks.html_links import scheme_of
from coursewright.packages.checks.manifest import check_manifest, manifest_of
from coursewright.packages.checks.page_links import check_page
from coursewright.packages.checks.roots import wrong_root
from coursewright.packages.checks.scorm.runtime import check_runtime
from coursewright.packages.reading.xml import children, first, local, place_of, text_of
from coursewright.packages.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.packages.checks.manifest import Manifest
    from coursewright.packages.kinds import Kind
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_scorm"]

_VERSIONS = {
    "1.2": ("1.2",),
    "2004": ("2004 4th Edition", "2004 3rd Edition", "CAM 1.3", "1.3", "2004 2nd Edition"),
}
_ROOTS = {
    "1.2": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "2004": "http://www.imsglobal.org/xsd/imscp_v1p1",
}
_SPELT = {"1.2": "scormtype", "2004": "scormType"}
_OTHER = {"1.2": "2004", "2004": "1.2"}


def check_scorm(look: Look, kind: Kind) -> Iterator[Said]:
    """Check a package."""
    manifest = manifest_of(look, kind.root)
    if manifest is None:
        return
    root, version = manifest.root, kind.version
    wrong = wrong_root(root, manifest.file, "manifest", _ROOTS[version])
    yield from [wrong] if wrong else []
    metadata = first(root, "metadata")
    said_version = text_of(metadata, "schemaversion")
    if said_version not in _VERSIONS[version]:
        yield said("PKG501", manifest.place(root if metadata is None else metadata), value=said_version)
    yield from check_manifest(look, manifest)
    yield from _organizations(manifest)
    launched = list(_launched(manifest))
    yield from _types(manifest, version)
    if not any(_scorm_type(resource.element)[1] == "sco" for resource in manifest.resources):
        yield said("PKG503", manifest.place(root), wanted=_SPELT[version])
    for resource in launched:
        href = resource.get("href", "")
        if not href:
            yield said("PKG504", manifest.place(resource), id=resource.get("identifier", ""))
        elif scheme_of(href) in {"http", "https"} and _scorm_type(resource)[1] == "sco":
            yield said("PKG511", manifest.place(resource, "href"), href=href)
    yield from check_runtime(look, manifest, version)
    for file in look.package.sizes:
        if file.lower().endswith((".html", ".htm", ".xhtml")):
            yield from check_page(look, file)


def _organizations(manifest: Manifest) -> Iterator[Said]:
    parent = first(manifest.root, "organizations")
    if parent is None:
        return
    organizations = {one.get("identifier", ""): one for one in children(parent, "organization")}
    default = parent.get("default")
    if not organizations:
        yield said("PKG505", manifest.place(parent), what="The manifest has no organization")
        return
    if default is None:
        yield said("PKG505", manifest.place(parent), what="The manifest names no default organization")
    elif default not in organizations:
        yield said(
            "PKG505",
            manifest.place(parent, "default"),
            what=f"The default organization `{default}` is not there",
        )
    if not any(item.ref for item in manifest.items):
        yield said("PKG506", manifest.place(parent))
    for element in (*organizations.values(), *(item.element for item in manifest.items)):
        if not text_of(element, "title"):
            yield said("PKG507", manifest.place(element), element=local(element))
        for name, least, most in (("masteryscore", 0, 100), ("minNormalizedMeasure", -1, 1)):
            for score in _scores(element, name):
                if not _within(score.text or "", least, most):
                    place = place_of(score, manifest.file)
                    yield said("PKG512", place, value=(score.text or "").strip(), least=least, most=most)


def _scores(element: _Element, name: str) -> Iterator[_Element]:
    yield from children(element, name)
    for sequencing in children(element, "sequencing"):
        yield from sequencing.iter("{*}" + name)


def _within(value: str, least: float, most: float) -> bool:
    try:
        return least <= float(value) <= most
    except ValueError:
        return False


def _launched(manifest: Manifest) -> Iterator[_Element]:
    """Yield the resources that items open."""
    seen = dict.fromkeys(item.ref for item in manifest.items if item.ref in manifest.by_id)
    for ref in seen:
        yield manifest.by_id[ref].element


def _scorm_type(element: _Element) -> tuple[str, str]:
    """Return how the attribute is spelt, without prefix, and what it says; both empty where there is none."""
    for name, value in element.attrib.items():
        bare = str(name).rpartition("}")[2]
        if bare.lower() == "scormtype":
            return bare, str(value)
    return "", ""


def _types(manifest: Manifest, version: str) -> Iterator[Said]:
    for resource in manifest.resources:
        spelt, value = _scorm_type(resource.element)
        if not spelt:
            continue
        place = manifest.place(resource.element, spelt)
        if spelt != _SPELT[version]:
            words = {"found": spelt, "wanted": _SPELT[version], "version": version, "other": _OTHER[version]}
            yield said("PKG502", place, **words)
        if value not in {"sco", "asset"}:
            yield said("PKG513", place, attribute=spelt, value=value)
        prefix = _prefix(resource.element)
        if prefix not in {"adlcp", None}:
            yield said("PKG508", place, prefix=prefix)


def _prefix(element: _Element) -> str | None:
    """Return the prefix of `scormtype`; None where it has none, or more than one would do."""
    space = next(
        (
            str(name)[1:].partition("}")[0]
            for name in element.attrib
            if str(name).lower().endswith("}scormtype")
        ),
        "",
    )
    prefixes = {prefix for prefix, uri in element.nsmap.items() if uri == space and prefix}
    return "adlcp" if "adlcp" in prefixes else next(iter(sorted(prefixes)), None)
