"""Lines of Markdown: which of them are code, and which are comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["LONGEST", "chunks", "in_code", "without_comments"]

LONGEST = 600_000
"""Letters of a Markdown file that is read. Long lessons have a tenth, LiaScript's own manual five sixths."""

_QUOTED = re.compile(r"[ \t]*((?:>[ \t]?)*+)")
_OPENS = re.compile(r"[ \t]*+(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]++)*+(`{3,}+|~{3,}+)(.*)")

_MARKS = re.compile(r"(<!--|-->)")


class _Fence(NamedTuple):
    mark: str
    depth: int

    def ends(self, depth: int, rest: str) -> bool:
        """Whether a line is its last, or the quotation that it stands in is over."""
        bare = rest.strip()
        return depth < self.depth or (bare.startswith(self.mark) and not bare.strip(self.mark[0]))


def in_code(lines: Sequence[str]) -> list[bool]:
    """Say of each line whether it is fenced code, its fences with it; also in quotations and lists."""
    found: list[bool] = []
    fence: _Fence | None = None
    for line in lines:
        mark = "```" in line or "~~~" in line
        if not mark and (fence is None or not fence.depth):
            found.append(fence is not None)
            continue
        quote = _QUOTED.match(line)
        depth = quote[1].count(">") if quote else 0
        rest = line[quote.end() :] if quote else line
        if fence is not None:
            over = fence.ends(depth, rest)
            found.append(depth >= fence.depth)
            if not over:
                continue
            left = depth < fence.depth
            fence = None
            if not left:
                continue
            found.pop()
        opens = _OPENS.match(rest)
        if opens is None or (opens[1][0] == "`" and "`" in opens[2]):
            found.append(False)
            continue
        fence = _Fence(opens[1], depth)
        found.append(True)
    return found


def chunks(text: str) -> Iterator[tuple[bool, str]]:
    """Yield a text in pieces that are code or are not, with their line ends; together they are the text."""
    if "```" not in text and "~~~" not in text:
        yield False, text
        return
    lines = text.splitlines(keepends=True)
    piece: list[str] = []
    was = False
    for line, code in zip(lines, in_code(lines), strict=True):
        if code != was and piece:
            yield was, "".join(piece)
            piece = []
        was = code
        piece.append(line)
    if piece:
        yield was, "".join(piece)


def without_comments(text: str) -> tuple[str, list[str]]:
    """Return a text with its HTML comments blanked, line by line, and what they said. Code stays as it is."""
    if "<!--" not in text:
        return text, []
    kept: list[str] = []
    said: list[str] = []
    comment: list[str] | None = None
    lines = text.split("\n")
    for line, code in zip(lines, in_code(lines), strict=True):
        if code and comment is None:
            kept.append(line)
            continue
        left: list[str] = []
        for piece in _MARKS.split(line):
            if piece == "<!--" and comment is None:
                comment = []
            elif piece == "-->" and comment is not None:
                said.append("".join(comment).strip())
                comment = None
            else:
                (left if comment is None else comment).append(piece)
        if comment is not None:
            comment.append("\n")
        kept.append("".join(left))
    if comment is not None:
        said.append("".join(comment).strip())
    return "\n".join(kept), [one for one in said if one]
