"""The file that keeps both sides where both had changed something: nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.importers.merging.outcome import Conflict

__all__ = ["CONFLICTS", "conflicts_text"]

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
        new = _section(one)
        if new not in before:
            parts.append(new)
    return "\n".join(parts)


def _section(one: Conflict) -> str:
    key = f": `{one.key}`" if one.key else ""
    about, place = one.about, f"`{one.source}`"
    title = f'"{about.title}"' if about.title else ""
    module = f" ({about.module})" if about.module else ""
    called = " ".join(filter(None, (about.thing, title))) + module
    of = f"Of the {called}{f', {place}' if one.key else ''}." if about.thing else f"Of {place}."
    theirs = f"In the source:\n\n{_fenced(one.theirs)}" if one.theirs else "The source has it no more.\n"
    if not one.key:
        ours = ""  # a file as a whole, which is there to be read
    else:
        ours = f"Here:\n\n{_fenced(one.ours)}\n" if one.ours else "Here it is not there.\n\n"
    return f"## {one.file}{key}\n\n{of}\n\n{ours}{theirs}"


def _fenced(text: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}\n{text.rstrip()}\n{fence}\n"
