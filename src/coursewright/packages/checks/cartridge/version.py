"""Which version of the cartridge format a manifest is, and whether platforms find out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.packages.checks.manifest import MANIFEST
from coursewright.packages.checks.roots import wrong_root
from coursewright.packages.reading.xml import first, text_of
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.checks.manifest import Manifest
    from coursewright.packages.kinds import Kind
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_version", "manifest_namespace"]

_LOOKED_AT = 1024
"""Bytes in which Moodle looks for the namespace."""
_NAMED = re.compile(r"IMS(?: Thin)? Common Cartridge", re.IGNORECASE)


def manifest_namespace(version: str) -> str:
    """Return the namespace of the manifest of a version, such as `1.1`."""
    part = "cc" if version == "1.0" else f"ccv{version.replace('.', 'p')}"
    return f"http://www.imsglobal.org/xsd/ims{part}/imscp_v1p1"


def check_version(look: Look, manifest: Manifest, kind: Kind) -> Iterator[Said]:
    """Check by what platforms recognise a cartridge."""
    root = manifest.root
    place = manifest.place(root)
    wanted = manifest_namespace(kind.version or "1.1")
    wrong = wrong_root(root, manifest.file, "manifest", wanted)
    if wrong:
        yield wrong
    elif root.prefix:
        yield said("PKG202", place, prefix=root.prefix, namespace=wanted)
    elif kind.version in {"1.0", "1.1"}:
        yield from _early(look, wanted, manifest.base)
    if kind.version not in {"", "1.0", "1.1"}:
        yield said("PKG201", place, version=kind.version)
    yield from _said_in_metadata(manifest, kind)


def _early(look: Look, wanted: str, base: str) -> Iterator[Said]:
    """Look for the namespace as Moodle does: as text, without quotes and white space."""
    file = f"{base}{MANIFEST}"
    data = look.text(file)
    seen = re.sub(rb"""[\s'"]""", b"", data[:_LOOKED_AT]).lower()
    if f"xmlns={wanted}".encode() not in seen:
        at = re.search(rb"xmlns\s*=\s*['\"]" + re.escape(wanted.encode()), data)
        yield said("PKG203", Place(file, 1, "manifest/@xmlns"), at=f"{at.start() if at else len(data):,}")


def _said_in_metadata(manifest: Manifest, kind: Kind) -> Iterator[Said]:
    metadata = first(manifest.root, "metadata")
    if metadata is None:
        return
    place = manifest.place(metadata)
    schema = text_of(metadata, "schema")
    version = text_of(metadata, "schemaversion")
    meant = kind.version or "1.1"
    if not _NAMED.search(schema):
        instead = f", but `{schema}`" if schema else ""
        yield said("PKG119", place, part="schema", instead=instead, version=meant)
    if not version:
        yield said("PKG119", place, part="schemaversion", instead="", version=meant)
    elif kind.version and version.split(".")[:2] != kind.version.split("."):
        yield said("PKG120", place, said=version, meant=kind.version)
    lom = first(metadata, "lom")
    if not text_of(first(lom, "general", "title"), "string"):
        yield said("PKG226", place)
