"""What all files of Canvas have in common: their namespace, how they write times and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.packing.xml import XSI, Maker, tree_bytes
from coursewright.exporters.pages.times import utc

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.exporters.packing.xml import Content
    from coursewright.spec.moments import Moment

__all__ = ["SETTINGS", "STAMP", "document", "make", "number", "stamp"]

SETTINGS = "course_settings"
"""The folder that Canvas reads its settings from."""

STAMP = "%Y-%m-%dT%H:%M:%S"
"""How Canvas writes times, in UTC."""

_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_SCHEMA = {"xsi:schemaLocation": f"{_CANVAS} https://canvas.instructure.com/xsd/cccv1p0.xsd"}

make = Maker(_CANVAS, {"xsi": XSI})


def document(tag: str, *content: Content, identifier: str | None = None) -> bytes:
    """Return a file of Canvas with its root element."""
    root: _Element = make(tag, _SCHEMA, *content, identifier=identifier)
    return tree_bytes(root)


def stamp(moment: Moment | None) -> str | None:
    """Return a moment as Canvas reads it, in UTC; None where its date or zone is not known."""
    known = utc(moment)
    return known.strftime(STAMP) if known is not None else None


def number(value: float) -> str:
    """Return a number with a decimal point, as Canvas writes its own."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.1f}"
