"""The images of a Markdown text, each with its alternative text and its place.

Blocks (fences, lists, quotations, HTML) are told apart by markdown-it-py, which is imported only for a text
that can hold an image; what stands inside a block is read in `markdown_inline`, which knows the exact places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt

    from coursewright.design.markdown_inline import Lookup

__all__ = ["Image", "images"]

_LINE = re.compile(r"[^\r\n]*")
_LINE_END = re.compile(r"\r\n?|\n")


class Image(NamedTuple):
    """An image as a Markdown text gives it."""

    alt: str
    """The alternative text without markup; empty where there is none."""
    target: str
    """Where the image is, as written; percent-encoded where it comes from a reference definition."""
    start: int
    """Offset of its first character in the text."""
    end: int
    """Offset after its last character; attributes in braces after it are not counted."""
    decorative: bool = False
    """The author says that it is decoration: `alt=""` in HTML or in braces, or a role that hides it."""


def images(text: str) -> tuple[Image, ...]:
    """Return the images of a Markdown text in the order in which they stand.

    Read are `![alt](target)`, `![alt][reference]` and `<img>`. What stands in code or a comment is no image.
    """
    if "![" not in text and ("<" not in text or "<img" not in text.lower()):
        return ()
    from coursewright.design.markdown_inline import html_images, inline_images  # noqa: PLC0415 (few texts need it)

    env: dict[str, Any] = {}
    lines = _lines(text)
    found: list[Image] = []
    lookup: Lookup | None = None
    for token in _parser().parse(text, env):
        if token.map is None or not ("![" in token.content or "<" in token.content):
            continue
        if token.type == "inline":
            lookup = lookup or _lookup(env)
            here = inline_images(token.content, lookup)
        elif token.type == "html_block":
            here = list(html_images(token.content))
        else:
            continue
        if here:
            place = _Places(text, lines, token.content, token.map[0])
            found += (
                Image(image.alt, image.target, place(image.start), place(image.end - 1) + 1, image.decorative)
                for image in here
            )
    return tuple(found)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (several times slower to import than to use)

    parser = MarkdownIt("commonmark")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _lookup(env: dict[str, Any]) -> Lookup | None:
    references: dict[str, dict[str, Any]] = env.get("references", {})
    if not references:
        return None
    from markdown_it.common.utils import normalizeReference  # noqa: PLC0415 (as above)

    def target(label: str) -> str | None:
        reference = references.get(normalizeReference(label))
        return None if reference is None else str(reference["href"])

    return target


def _lines(text: str) -> list[int]:
    """Return the offset of every line."""
    return [0, *(end.end() for end in _LINE_END.finditer(text))]


class _Places:
    """Turns a place in the content of a block into a place in the text.

    The content is the block's lines less what marks the block (indents, `>`, bullets), so each line of it is
    looked for at the end of its line of the text.
    """

    __slots__ = ("_shifts", "_starts")

    def __init__(self, text: str, lines: Sequence[int], content: str, first: int) -> None:
        self._starts: list[int] = []
        self._shifts: list[int] = []
        start = 0
        for number, line in enumerate(content.split("\n"), first):
            if number >= len(lines):
                break
            source = _LINE.match(text, lines[number])
            written = source.group().replace("\0", "\ufffd") if source else ""
            bare = line.strip()
            column = max(written.rfind(bare), 0) - (len(line) - len(line.lstrip()))
            self._starts.append(start)
            self._shifts.append(lines[number] + column - start)
            start += len(line) + 1

    def __call__(self, place: int) -> int:
        return place + self._shifts[bisect_right(self._starts, place) - 1]
