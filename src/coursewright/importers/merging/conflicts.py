"""The file that keeps what a source says where both sides had changed something: nothing is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.importers.merging.outcome import Conflict

__all__ = ["CONFLICTS", "conflicts_text", "shown"]

CONFLICTS = "import-conflicts.md"
_HEAD = """\
# Changed on both sides

Your plan keeps what you wrote. This is what the source says at these places; take over what you want, and
delete this file.
"""


def conflicts_text(before: str, conflicts: Sequence[Conflict]) -> str:
    """Return the text of the file with more conflicts behind those that it has."""
    parts = [before.rstrip("\n") + "\n" if before.strip() else _HEAD]
    for one in conflicts:
        key = f": `{one.key}`" if one.key else ""
        says = _fenced(one.theirs) if one.theirs else "The source has it no more.\n"
        new = f"## {one.file}{key}\n\nOf `{one.source}`.\n\n{says}"
        if new not in before:
            parts.append(new)
    return "\n".join(parts)


def shown(value: object) -> str:
    """Return a value as it is kept and told: a text as it is, else JSON; nothing for what is not there."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)


def _fenced(text: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}\n{text.rstrip()}\n{fence}\n"
