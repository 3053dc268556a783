"""Boxes as quotations with a class behind them: `> ## Challenge`, then `{: .challenge}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.markup.blocks import DEEPEST, Block, split_title
from coursewright.importers.markup.lines import in_code

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["quotes_of"]

_QUOTE = re.compile(r" {0,3}> ?")
_CLASS = re.compile(r"[ \t]*+\{:[^{}.\n]*\.([\w-]+)[^{}\n]*\}[ \t]*")
_MOST_LAZY = 10
_TAG = re.compile(r"\s*<([a-z][a-z_-]*)-title>(.*?)</\1-title>[ \t]*\n?", re.DOTALL)


def quotes_of(text: str, line: int = 1) -> Block:
    """Return a text with its boxes; `line` is the number of its first line.

    A quotation is a box where a class follows it, or where it begins with a title such as `<tip-title>`;
    its kind is the class, else the word of the title. Others stay quotations.
    """
    whole = Block("", line)
    _fill(whole, text.split("\n"), line, DEEPEST)
    return whole


def _fill(block: Block, lines: Sequence[str], first: int, deeper: int) -> None:
    code = in_code(["" if _QUOTE.match(one) else one for one in lines])
    at = 0
    while at < len(lines):
        if deeper == 0 or code[at] or not _QUOTE.match(lines[at]):
            block.say(lines[at])
            at += 1
            continue
        end = at
        while end < len(lines) and _QUOTE.match(lines[end]):
            end += 1
        end = _with_lazy(lines, end)
        after = _after(lines, end)
        box = Block(after[1] if after else "", first + at)
        _fill(box, [_QUOTE.sub("", one, count=1) for one in lines[at:end]], first + at, deeper - 1)
        _name(box)
        if box.kind:
            block.hold(box)
            at = after[0] if after else end
            continue
        for one in lines[at:end]:
            block.say(one)
        at = end
    block.close()


def _with_lazy(lines: Sequence[str], end: int) -> int:
    """Return where a quotation ends: lines without its mark go on with it, where a class follows."""
    for number in range(end, min(end + _MOST_LAZY, len(lines))):
        if _CLASS.fullmatch(lines[number]):
            return number
        if not lines[number].strip() or lines[number].lstrip().startswith(("#", "```", "~~~", "{:")):
            break
    return end


def _after(lines: Sequence[str], end: int) -> tuple[int, str] | None:
    """Return the line after the class that follows a quotation, and the class; None where there is none."""
    found = _CLASS.fullmatch(lines[end]) if end < len(lines) else None
    return (end + 1, found[1].lower()) if found else None


def _name(box: Block) -> None:
    first = box.parts[0] if box.parts else None
    tag = _TAG.match(first) if isinstance(first, str) else None
    if tag is not None and isinstance(first, str):
        box.kind = tag[1]
        box.title = " ".join(tag[2].split())
        box.parts[0] = first[tag.end() :]
    elif box.kind:
        split_title(box)
