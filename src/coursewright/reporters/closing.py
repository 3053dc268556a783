"""What closes a text report: how often each rule spoke, and the summary in colour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.reporters.measure import wrap
from coursewright.reporters.style import Paint

if TYPE_CHECKING:
    from coursewright.lint.runs.tally import Tally

NARROWEST = 40
_TINTS = (
    ("error", r"\b[\d,]+ errors?\b"),
    ("warning", r"\b[\d,]+ warnings?\b"),
    ("info", r"\b[\d,]+ notes?\b"),
    ("good", r"\bnothing found\b"),
)


def statistics(tally: Tally, *, coloured: bool = False) -> str:
    """Return how often each rule fired, most frequent first."""
    paint = Paint(coloured)
    rows = sorted(tally.codes.items(), key=lambda row: (-row[1], row[0]))
    most = max((len(f"{count:,}") for _, count in rows), default=1)
    return "".join(f"{count:>{most},}  {paint('code', code)}  {tally.names[code]}\n" for code, count in rows)


def tinted(text: str, columns: int, *, coloured: bool = False, wrapped: bool = False) -> str:
    """Return the summary of a run, wrapped as headlines are and with what matters in colour."""
    paint = Paint(coloured)
    shown = "\n".join(wrap(text, max(columns, NARROWEST))) if wrapped else text
    for style, words in _TINTS if coloured else ():
        shown = re.sub(words, lambda found: paint(style, found[0]), shown)  # noqa: B023 - used at once
    return shown
