"""Whether a source is a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["DOCUMENT", "recognises"]

DOCUMENT = "word/document.xml"


def recognises(source: Source) -> bool:
    """Say whether a source is a Word document, by its parts."""
    return not source.is_folder and DOCUMENT in source.sizes and "[Content_Types].xml" in source.sizes
