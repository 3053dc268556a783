"""Footnotes of an outline: each text that points to one takes it along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.markup.lines import in_code

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["with_notes", "without_notes"]

_NOTE = re.compile(r"\[\^([^\]\s]{1,100})\]:[ \t]*(.*)")
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,100})\](?!:)")


def without_notes(markdown: str) -> tuple[str, dict[str, str]]:
    """Return a text without its footnotes, and these as Markdown, by their names."""
    if "[^" not in markdown:
        return markdown, {}
    lines = markdown.split("\n")
    kept: list[str] = []
    notes: dict[str, list[str]] = {}
    name = ""
    for line, code in zip(lines, in_code(lines), strict=True):
        found = None if code else _NOTE.fullmatch(line)
        if found is not None and found[1] not in notes:
            name = found[1]
            notes[name] = [line]
        elif name and (not line.strip() or line.startswith(("    ", "\t"))):
            notes[name].append(line)
        else:
            name = ""
            kept.append(line)
    return "\n".join(kept), {one: "\n".join(text).rstrip() for one, text in notes.items()}


def with_notes(markdown: str, notes: Mapping[str, str]) -> str:
    """Return a text with the footnotes that it points to."""
    if not notes or "[^" not in markdown:
        return markdown
    wanted = [notes[one] for one in dict.fromkeys(_REFERENCE.findall(markdown)) if one in notes]
    return "\n\n".join([markdown.rstrip("\n"), *wanted])
