"""Tables drawn with `+---+`, which only Pandoc reads: with pipes, or as they were drawn, as code."""

from __future__ import annotations

import re
from itertools import pairwise

from coursewright.importers.markup.lines import in_code

__all__ = ["drawn"]

_EDGE = re.compile(r"([ \t>]*+)\+(?:[-=:]{3,}+\+)++[ \t]*")
_ROW = re.compile(r"[ \t>]*+[|+].*[|+][ \t]*")
_RULE = re.compile(r"\+(?:[-=:]{3,}+\+)++")
_BLOCK = re.compile(r"\s*(?:[-*+>#][ \t]|\d{1,9}[.)][ \t]|```|~~~|<[a-z]+>|\s{4})")
"""How a line begins that is more than words."""
_FENCE = "~" * 5
_MOST = 400
"""Lines of a drawn table that is drawn anew."""


def drawn(markdown: str) -> str:
    """Return Markdown whose drawn tables are tables with pipes.

    Those whose cells hold lists, code or paragraphs, or span columns, stand in code, where their columns stay
    where they are.
    """
    if "+--" not in markdown and "+==" not in markdown:
        return markdown
    lines = markdown.split("\n")
    code = in_code(lines)
    kept: list[str] = []
    at = 0
    while at < len(lines):
        end = at
        edge = None if code[at] else _EDGE.fullmatch(lines[at])
        if edge is not None:
            while end < len(lines) and _ROW.fullmatch(lines[end]):
                end += 1
        if edge is None or end - at < 3:
            kept.append(lines[at])
            at += 1
            continue
        before = edge[1]
        table = _with_pipes([line[len(before) :].rstrip() for line in lines[at:end]])
        if table:
            kept += [f"{before}{line}" for line in table]
        else:
            kept += [f"{before}{_FENCE}text", *lines[at:end], f"{before}{_FENCE}"]
        at = end
    return "\n".join(kept)


def _with_pipes(lines: list[str]) -> list[str]:
    """Return a drawn table with pipes; nothing where a cell of it is more than words."""
    edges = _edges(lines[0])
    if len(lines) > _MOST or _edges(lines[-1]) != edges:
        return []
    rows: list[list[str]] = []
    heads = 0
    cells: list[list[str]] = [[] for _ in edges[1:]]
    for line in lines[1:]:
        if _RULE.fullmatch(line):
            words = [_words(cell) for cell in cells]
            if _edges(line) != edges or None in words:
                return []
            if any(words):
                rows.append([one or "" for one in words])
            heads = heads or ("=" in line and len(rows))
            cells = [[] for _ in edges[1:]]
            continue
        if len(line) != len(lines[0]) or any(line[number] != "|" for number in edges):
            return []
        for cell, (start, end) in zip(cells, pairwise(edges), strict=True):
            cell.append(line[start + 1 : end].rstrip())
    if heads > 1 or not rows:
        return []
    head = rows.pop(0) if heads else [""] * len(rows[0])
    return [_row(head), _row(["---"] * len(head)), *map(_row, rows)]


def _edges(line: str) -> list[int]:
    return [number for number, sign in enumerate(line) if sign == "+"]


def _words(cell: list[str]) -> str | None:
    """Return a cell on one line; None where it is more than one paragraph of words."""
    text = "\n".join(cell).strip("\n")
    lines = text.split("\n")
    if text and any(not line.strip() or _BLOCK.match(line) for line in lines):
        return None
    return " ".join(line.strip() for line in lines).replace("|", "\\|")


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
