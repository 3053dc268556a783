"""Boxes as fenced divs: `::: challenge`, to the colons that close it."""

from __future__ import annotations

import re

from coursewright.importers.markup.blocks import DEEPEST, Block, Trouble, split_title
from coursewright.importers.markup.lines import in_code

__all__ = ["divs_of"]

_FENCE = re.compile(r"[ \t]*+:{3,}+[ \t]*+(.*?)[ \t:]*$")
_CLASS = re.compile(r"\{[^.{}]*\.([\w-]+)[^{}]*\}|\{?\.?([\w-]+)")
_LISTS = frozenset({"objectives", "questions", "keypoints"})
_ENDS = _LISTS | {"solution", "hint"}
_NEVER_IN = {
    "challenge": _ENDS | {"challenge"},
    "discussion": _ENDS,
    **dict.fromkeys(_LISTS, _ENDS | {"challenge", "discussion"}),
}
"""By kind of box: those that it is never part of, so that where one is open its end was forgotten."""


def divs_of(text: str, line: int = 1) -> tuple[Block, list[Trouble]]:
    """Return a text with its boxes, and what is wrong with them; `line` is the number of its first line.

    A box that is never closed ends with the text, or where a box begins that cannot be part of it. What
    closes nothing is passed over.
    """
    whole = Block("", line)
    opened = [whole]
    troubles: list[Trouble] = []
    flat = 0
    lines = text.split("\n")
    for number, (one, code) in enumerate(zip(lines, in_code(lines), strict=True), line):
        fence = None if code else _FENCE.fullmatch(one)
        if fence is None:
            opened[-1].say(one)
            continue
        kind, title = _kind(fence[1])
        if not kind and flat:
            flat -= 1
        elif not kind and len(opened) > 1:
            _end(opened.pop())
        elif not kind:
            troubles.append(Trouble(number, "colons close a box that was never opened"))
        else:
            while opened[-1].kind in _NEVER_IN.get(kind, ()):
                troubles.append(_unclosed(opened[-1]))
                _end(opened.pop())
                flat = 0
            if len(opened) > DEEPEST:
                flat += 1
                continue
            box = Block(kind, number, title=title)
            opened[-1].hold(box)
            opened.append(box)
    while len(opened) > 1:
        troubles.append(_unclosed(opened[-1]))
        _end(opened.pop())
    whole.close()
    return whole, troubles


def _end(box: Block) -> None:
    box.close()
    split_title(box)


def _kind(said: str) -> tuple[str, str]:
    """Return the kind of a box, and the title that stands behind it, as in `::: tip Before you start`."""
    found = _CLASS.match(said)
    if found is None:
        return "", ""
    title = "" if found[1] else said[found.end() :].strip(" }[]")
    return (found[1] or found[2]).lower(), "" if "{" in title or "=" in title else title


def _unclosed(box: Block) -> Trouble:
    return Trouble(box.line, f"the box `{box.kind}` is opened and never closed")
