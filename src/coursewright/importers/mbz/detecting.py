"""Whether a source is a backup of Moodle."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["recognises"]


def recognises(source: Source) -> bool:
    """Say whether a source is a backup of Moodle, an old one included, so that its reader can say so."""
    return not source.is_file and source.kind.format in {"moodle", "moodle 1"}
