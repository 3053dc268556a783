"""Telling an Open edX course from other folders and archives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["recognises"]

_COURSE = re.compile(rb"<course\b[^>]*\b(?:url_name|org|display_name|slug)\s*=")
_HEAD = 20_000


def recognises(source: Source) -> bool:
    """Whether a source holds the `course.xml` of Open edX."""
    kind = source.kind
    if kind.format != "olx":
        return False
    return _COURSE.search(source.data(f"{kind.root}course.xml")[:_HEAD]) is not None
