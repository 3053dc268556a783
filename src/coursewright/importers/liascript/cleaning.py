"""What LiaScript adds to Markdown, as plain Markdown: spoken text, effects, media, heads of code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.markup.lines import chunks, in_code

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["GROUP", "Medium", "effectless", "media_in", "plain_code", "without_scripts"]

_SCRIPT = re.compile(r"<(script|style)\b[^<>]{0,500}>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_SPOKEN = re.compile(r"^[ \t>]*--\{\{[^{}\n]{0,100}\}\}--[ \t]*", re.MULTILINE)
_SHOWN = re.compile(r"^([ \t]*(?:>[ \t]?)*)[ \t]*\{\{[^{}\n]{0,60}\}\}[ \t]*", re.MULTILINE)
_GROUP = re.compile(
    r"^[ \t>]*\{\{[^{}\n]{0,60}\}\}[ \t]*\n(?:[ \t>]*\n){0,2}[ \t>]*\*{3,}[ \t]*$", re.MULTILINE
)
GROUP = "\x0e"
"""The line that stands where blocks begin that appear together; a line of asterisks ends them."""
_WITHIN = re.compile(r"\{[0-9|>](?:[-0-9 |>]){0,20}\}\{([^{}\n]{0,1000})\}")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]{1,50}\]\(([^()\n]{0,500})\)")
_MEDIA = re.compile(
    r"(?P<mark>!\?|\?\?|(?<![!\w\])])\?)\[(?P<words>[^\[\]\n]{0,500})\]"
    r"\((?P<address>[^\s()]{1,1000}(?:\([^\s()]{0,200}\)[^\s()]{0,200})?)"
    r"(?:\s+[\"'](?P<title>[^\"\n]{0,500})[\"'])?\s*\)"
)
_SPECIAL = re.compile(r"\[(?:qr-code|preview-lia|preview-link)\]\((\S{1,1000})\)")
_FENCE = re.compile(r"([ \t>]*(?:`{3,}|~{3,}))[ \t]*([^\s`]*)[^`]*")
_KINDS = {"!?": "video", "?": "audio"}


class Medium(NamedTuple):
    """A film or a sound in the text."""

    kind: str
    title: str
    address: str


def without_scripts(markdown: str) -> tuple[str, int]:
    """Return Markdown without scripts and style sheets, and how many there were. Code stays as it is."""
    pieces: list[str] = []
    count = 0
    for code, text in chunks(markdown):
        kept, dropped = (text, 0) if code or "<s" not in text.lower() else _SCRIPT.subn("", text)
        pieces.append(kept)
        count += dropped
    return "".join(pieces), count


def effectless(markdown: str) -> tuple[str, int]:
    """Return Markdown without the marks of effects, and how often text was to be spoken; all text stays."""
    spoken = 0
    pieces: list[str] = []
    for code, text in chunks(markdown):
        if code or "{" not in text:
            pieces.append(text)
            continue
        kept, count = _SPOKEN.subn("", _GROUP.sub(GROUP, text.replace(GROUP, "")))
        spoken += count
        pieces.append(_WITHIN.sub(r"\1", _SHOWN.sub(r"\1", kept)))
    return "".join(pieces), spoken


def media_in(markdown: str) -> tuple[str, list[Medium]]:
    """Return Markdown with films, sounds and what is embedded as links, and the films and sounds."""
    found: list[Medium] = []

    def link(one: re.Match[str]) -> str:
        words = (one["words"] or one["title"] or one["address"]).strip()
        kind = _KINDS.get(one["mark"])
        if kind is not None:
            found.append(Medium(kind, words, one["address"]))
        return f"[{words}]({one['address']})"

    pieces: list[str] = []
    for code, text in chunks(markdown):
        kept = text if code or "](" not in text else _FOOTNOTE.sub(r" (\1)", _MEDIA.sub(link, text))
        pieces.append(kept if code else _SPECIAL.sub(r"<\1>", kept))
    return "".join(pieces), found


def plain_code(lines: Sequence[str]) -> list[str]:
    """Return lines whose code is said to be of a language and no more: no names of files, no macros."""
    code = in_code(lines)
    kept: list[str] = []
    inside = False
    for number, line in enumerate(lines):
        fence = _FENCE.fullmatch(line) if code[number] else None
        opens = fence is not None and not inside
        closes = inside and fence is not None and not fence[2]
        inside = code[number] and (opens or inside) and not closes
        if opens and fence is not None:
            language = fence[2] if re.fullmatch(r"[A-Za-z][\w#+.-]{0,30}", fence[2]) else ""
            kept.append(f"{fence[1]}{language}")
        else:
            kept.append(line)
    return kept
