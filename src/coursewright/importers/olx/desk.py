"""What all readers of blocks share: the course's files and addresses, and the account."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from coursewright.importers.olx.conditions import Conditions
from coursewright.importers.prose import markdown_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.account import Account
    from coursewright.importers.olx.addresses import Addresses
    from coursewright.importers.olx.blocks import Block
    from coursewright.importers.source import Source

__all__ = ["OlxDesk", "inner", "json_of", "moment", "number_of"]

_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?", re.ASCII
)
_PLACEHOLDERS = ("2030-01-01", "2029-01-01", "2001-01-01", "1970-01-01")
"""Days that the platform writes where nobody has said any."""


@dataclass(frozen=True, slots=True)
class OlxDesk:
    """Where the blocks of one course are read."""

    source: Source
    root: str
    addresses: Addresses
    account: Account
    conditions: Conditions = field(default_factory=Conditions)

    def markdown(self, html: str) -> str:
        """Return HTML of the course as Markdown."""
        return markdown_of(html, self.addresses.resolve).strip()

    def page(self, block: Block) -> str | None:
        """Return the HTML of a page; None where its file is not there."""
        name = block.said("filename")
        if not name or len(block.element) or (block.element.text or "").strip():
            # Open edX takes escaped HTML that stands in place for HTML.
            return (block.element.text or "") + _inside(block.element)
        for file in (f"{self.root}html/{name}.html", f"{self.root}html/{name}.xml", f"{self.root}{name}"):
            if file in self.source.sizes:
                return self.source.text(file)
        return None


def inner(element: _Element) -> str:
    """Return what is inside an element, as HTML."""
    text = (element.text or "").replace("&", "&amp;").replace("<", "&lt;")
    return text + _inside(element)


def _inside(element: _Element) -> str:
    return "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)


def json_of(text: str) -> object:
    """Return what a setting in JSON holds; None where it is broken."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def number_of(text: str) -> int | float | None:
    """Return a number; None where a text is none."""
    if not re.fullmatch(r"-?\d{1,9}(?:\.\d{1,9})?", text, re.ASCII):
        return None
    value = float(text)
    return int(value) if value.is_integer() else value


def moment(text: str) -> str:
    """Return a time as a plan has it; empty for what is none, or stands in for one that nobody has set.

    Open edX reads times without a zone as UTC.
    """
    found = _TIME.match(text.strip())
    if found is None or found[1] in _PLACEHOLDERS:
        return ""
    day, clock, seconds, zone = found.groups()
    if clock is None:
        return str(day)
    zone = "Z" if zone in {None, "UTC", "Z", "+00:00", "+0000"} else zone
    zone = zone if zone == "Z" or ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return f"{day}T{clock}{seconds or ''}{zone}"
