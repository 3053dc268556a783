"""Boxes as HTML's `<details>`: those whose summary promises an answer are solutions."""

from __future__ import annotations

import re

from coursewright.importers.markup.blocks import Block, Part
from coursewright.importers.markup.lines import in_code

__all__ = ["with_details"]

_OPENS = re.compile(r"([ \t>]*+)<details\b[^<>]{0,200}>(.*)", re.IGNORECASE)
_CLOSES = re.compile(r"</details\s*>", re.IGNORECASE)
_SUMMARY = re.compile(
    r"\s*<summary\b[^<>]{0,200}>(.{0,500}?)</summary\s*>[ \t]*\n?", re.IGNORECASE | re.DOTALL
)
_ANSWER = re.compile(
    r"\b(?:solutions?|answers?|lösung(?:en)?|antwort(?:en)?|réponses?|soluci[oó]n(?:es)?|respuestas?)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,200}>")


def with_details(block: Block) -> Block:
    """Return a box whose texts have their `<details>` as boxes of the kind `solution` or `details`."""
    parts: list[Part] = []
    at = block.line
    for part in block.parts:
        if isinstance(part, Block):
            parts.append(with_details(part))
            at = part.line
        elif "<details" in part.lower():
            parts += _split(part, at)
        else:
            parts.append(part)
    block.parts = parts
    return block


def _split(text: str, line: int) -> list[Part]:
    lines = text.split("\n")
    code = in_code(lines)
    held = Block("", line)
    at = 0
    while at < len(lines):
        opens = None if code[at] else _OPENS.match(lines[at])
        if opens is None:
            if at < len(lines) - 1 or lines[at]:
                held.say(lines[at])
            at += 1
            continue
        inside = [opens[2]]
        depth, at = 1 - len(_CLOSES.findall(opens[2])), at + 1
        while depth > 0 and at < len(lines):
            inside.append(_without(opens[1], lines[at]))
            depth += 0 if code[at] else len(_OPENS.findall(lines[at])) - len(_CLOSES.findall(lines[at]))
            at += 1
        held.hold(_box("\n".join(inside), line))
    held.close()
    return held.parts


def _without(prefix: str, line: str) -> str:
    """Return a line without the quotation and indent that its box stands in."""
    return line[len(prefix) :] if line.startswith(prefix) else line.removeprefix(prefix.rstrip()).lstrip(">")


def _box(inside: str, line: int) -> Block:
    text = _CLOSES.sub("", inside)
    found = _SUMMARY.match(text)
    title = " ".join(_TAG.sub("", found[1]).split()) if found else ""
    rest = text[found.end() :] if found else text
    return Block("solution" if _ANSWER.search(title) else "details", line, [f"{rest}\n"], title)
