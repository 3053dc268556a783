"""How something is handed in: as text, as files, or both, by what its author calls it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Entry

__all__ = ["Way", "ways_to_hand_in"]

Way: TypeAlias = Literal["onlinetext", "file"]

_TEXT = re.compile(
    r"\b(?:post|paragraph|sentence|answer|note|comment|entry|journal|reflection|word|line|list|message|link)"
    r"(?:e?s)?\b"
)
_FILE = re.compile(
    r"\b(?:slide|deck|poster|video|audio|film|recording|podcast|spreadsheet|workbook|data ?set|csv|pdf|file"
    r"|photo|photograph|picture|image|drawing|diagram|sketch)(?:e?s)?\b"
)
_BOTH: tuple[Way, ...] = ("onlinetext", "file")


def ways_to_hand_in(entry: Entry) -> tuple[Way, ...]:
    """Return how work is handed in: empty where nothing is.

    Both ways are open for what may be either, such as a report, and in languages other than English.
    """
    if entry.form not in {"hand-in", "quiz"}:
        return ()
    if entry.kind == "reflection":
        return ("onlinetext",)
    said = " ".join(getattr(entry.element, "produces", ())).casefold()
    text, file = bool(_TEXT.search(said)), bool(_FILE.search(said))
    if text and not file:
        return ("onlinetext",)
    if file and not text:
        return ("file",)
    return _BOTH
