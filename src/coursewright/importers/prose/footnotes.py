"""Footnotes as our own pages write them: references in the text, and the notes in a section at its end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Footnotes"]

_REFERENCE = re.compile(r"#cw-fn-([0-9a-f]+)-(\d+)")
_NOTE = re.compile(r"cw-fn-([0-9a-f]+)-(\d+)")


class Footnotes:
    """The names of footnotes on one page, where several texts may each begin with 1."""

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}

    def _label(self, text: str, number: str) -> str:
        order = self._texts.setdefault(text, len(self._texts))
        return f"{number}-{order + 1}" if order else number

    def label_of_reference(self, element: _Element) -> str | None:
        """Return the name of the note that a link (or the `sup` around one) points to.

        Empty for a link that leads back from a note; None for anything else.
        """
        link = element
        if element.tag == "sup":
            if len(element) != 1 or (element.text or "").strip():
                return None
            link = element[0]
        if link.tag != "a":
            return None
        href = link.get("href") or ""
        if href.startswith("#cw-fnref-"):
            return ""
        found = _REFERENCE.fullmatch(href)
        return self._label(found[1], found[2]) if found else None

    def label_of_note(self, element: _Element) -> str:
        """Return the name of the note that a list item is; empty for any other."""
        found = _NOTE.fullmatch(element.get("id") or "")
        return self._label(found[1], found[2]) if found else ""

    def is_list(self, element: _Element) -> bool:
        """Say whether an element is the list of the notes."""
        around = element.getparent()
        return element.tag == "ol" and around is not None and "cw-footnotes" in (around.get("class") or "")
