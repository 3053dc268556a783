"""Texts of other people in Markdown as GitHub and GitLab read it: whatever they hold, they stay text.

Two things have to be kept out. Markup is recognised in the source, so characters that could be markup are
written as entities. Mentions, references, emoji and addresses are looked for later, in what is left of the
text, where an entity is a plain character again; there a space of no width keeps apart what would make one.
It shows in the source as `&#8203;`, and nobody sees it on the page. Within code, nothing is looked for.
"""

from __future__ import annotations

import re

from coursewright.reporters.shared import measure
from coursewright.reporters.shared.measure import flat, safe

APART = "&#8203;"
"""A space of no width."""

_BREAK = "\0"
"""Where such a space goes; no safe text holds this."""
_TRIGGERS = re.compile(
    r"@"  # people, and mail addresses
    r"|[#!~%^&*](?=[\w\"'*\[{+^-])"  # issues, merge requests, labels, milestones, alerts, epics, iterations
    r"|[\[{](?=[\w\[{+-])"  # GitLab's named references, wiki links and marked changes
    r"|:(?=/|[\w+-]+(?::|$))"  # addresses, emoji; what follows a text may begin with the other colon
    r"|(?i:www)(?=\.)"
    r"|(?i:G[HL]-)(?=[0-9])"
)
_HASH = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{7,}(?![0-9A-Za-z])")
"""What could be the name of a commit: seven digits are enough for one."""
_SHORT = 6
_MARKUP = re.compile(
    r"[&<>*`|\[~^$\0]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word, it marks nothing
    r"|\\(?=[!-/:-@\[-`{-~\0]|$)"  # elsewhere it stands for itself
)
_WRITTEN = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "*": "&#42;",
    "`": "&#96;",
    "|": "&#124;",
    "[": "&#91;",
    "~": "&#126;",
    "^": "&#94;",
    "_": "&#95;",
    "\\": "&#92;",
    # Formulas are looked for at both times: an element of its own keeps the sign from meeting another one.
    "$": "<span>&#36;</span>",
    _BREAK: APART,
}


def text(raw: str) -> str:
    """Return a text that shows as itself and does nothing, to stand within a line."""
    return _inert(flat(raw))


def code(raw: str) -> str:
    """Return a text as code; empty where it is empty. It must not stand in a table."""
    shown = safe(raw)
    if not shown:
        return ""
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    ends = shown[0] + shown[-1]
    padding = " " if "`" in ends or (ends == "  " and shown.strip(" ")) else ""
    return f"{fence}{padding}{shown}{padding}{fence}"


def prose(raw: str) -> str:
    """Return a sentence in which pairs of backticks mark code; where they do not pair, they just show."""
    shown = flat(raw)
    parts = shown.split("`")
    if len(parts) % 2 == 0 or "``" in shown:
        return _inert(shown)
    return "".join(code(part) if number % 2 else _inert(part) for number, part in enumerate(parts))


def fitted(raw: str, room: int) -> str:
    """Return a sentence as `prose` does, cut where it is longer than `room` characters.

    What is returned takes at most `2 * room` characters; what needs many entities is cut shorter for that.
    """
    size = room
    while len(shown := prose(cut(raw, size))) > 2 * room:
        size //= 2
    return shown


def cut(raw: str, room: int) -> str:
    """Return at most `room` characters of a text on one line, with an ellipsis where it was cut."""
    return measure.cut(flat(raw), room)


def _inert(shown: str) -> str:
    broken = _TRIGGERS.sub(lambda found: found[0] + _BREAK, _HASH.sub(_parted, shown))
    return _MARKUP.sub(lambda found: _WRITTEN[found[0]], broken)


def _parted(found: re.Match[str]) -> str:
    digits = found[0]
    return _BREAK.join(digits[start : start + _SHORT] for start in range(0, len(digits), _SHORT))
