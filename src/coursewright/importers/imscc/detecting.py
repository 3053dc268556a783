"""Whether a source is a Common Cartridge, thin or whole, packed or as the single XML file of version 1.3."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["called", "recognises"]

_START = 4096
"""Bytes of a lone file within which its namespaces stand."""


def recognises(source: Source) -> bool:
    """Say whether a source is a cartridge, by its manifest."""
    if source.is_file:
        names = source.names(".xml")
        return bool(names) and _is_manifest(source.look.text(names[0], _START))
    return source.kind.format == "cartridge"


def called(source: Source) -> str:
    """Return which cartridge a source is, with its article; empty for a lone file, which has no kind."""
    return f"a {source.kind.title}" if source.kind.format == "cartridge" else ""


def _is_manifest(start: bytes) -> bool:
    return b"imsglobal.org/xsd/imscc" in start and b"/imscp_" in start and b"manifest" in start
