"""Whether a source is a SCORM package."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["recognises"]


def recognises(source: Source) -> bool:
    """Say whether a source is a SCORM package, by its manifest."""
    return not source.is_file and source.kind.format == "scorm"
