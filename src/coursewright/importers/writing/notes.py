"""The notes file: texts of the source that have no place in a spec."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coursewright.importers.account import Kept

__all__ = ["NOTES", "notes_text"]

NOTES = "import-notes.md"
_HEAD = """\
# What was kept beside the plan

These texts of the source have no place in a plan, or are not for students. Nothing reads this file: move
what you need, and delete the rest.
"""


def notes_text(kept: Sequence[Kept], resolved: Callable[[str], str]) -> str:
    """Return the Markdown of the notes file; empty where nothing was kept."""
    if not kept:
        return ""
    lines = [_HEAD]
    for why, some in groupby(kept, key=lambda one: one.why):
        lines.append(f"_{_sentence(why)}_\n")
        for one in some:
            title = " ".join(one.title.split()) or one.source
            lines.append(f"## {title}\n\n`{one.source.replace('`', '')}`\n\n{resolved(one.markdown)}\n")
    return "\n".join(lines)


def _sentence(clause: str) -> str:
    text = " ".join(clause.split()).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."
