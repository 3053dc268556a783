"""The links of a Markdown text: what they say, where they lead, and on which line.

markdown-it-py tells links from code, comments and images; it is imported only for a text that can hold one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["Link", "links"]


class Link(NamedTuple):
    """A link as a Markdown text gives it."""

    text: str
    """What readers see, without markup; of an image, its alternative text."""
    target: str
    """Where it leads, percent-encoded; as written where it comes from HTML."""
    line: int
    """The line of the text on which it starts, from 1."""


def links(text: str) -> tuple[Link, ...]:
    """Return the links of a Markdown text in the order in which they stand.

    Read are `[text](target)`, `[text][reference]`, `<https://...>` and `<a href>`. An address that merely
    stands in a sentence is no link in Markdown.
    """
    if "](" not in text and "]:" not in text and "<" not in text:
        return ()
    found: list[Link] = []
    for token in _parser().parse(text):
        if token.map is None:
            continue
        if token.type == "inline":
            found += _inline(token.children or (), token.map[0] + 1)
        elif token.type == "html_block":
            found += _html_block(token.content, token.map[0] + 1)
    return tuple(found)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (several times slower to import than to use)

    return MarkdownIt("commonmark")


def _inline(tokens: Sequence[Token], line: int) -> Iterator[Link]:
    target: str | None = None
    words: list[str] = []
    first = line
    for token in tokens:
        match token.type:
            case "link_open":
                target, words, first = str(token.attrs.get("href", "")), [], line
            case "html_inline" if (opened := _html_target(token.content)) is not None:
                target, words, first = opened, [], line
            case "link_close":
                if target is not None:
                    yield Link(_joined(words), target, first)
                target = None
            case "html_inline" if token.content[:3].lower() == "</a":
                if target is not None:
                    yield Link(_joined(words), target, first)
                target = None
            case "softbreak" | "hardbreak":
                words.append(" ")
                line += 1
            case "text" | "code_inline" | "image":
                words.append(token.content)


def _html_block(html: str, line: int) -> Iterator[Link]:
    from html import unescape  # noqa: PLC0415 (few texts hold such a block)

    bare = re.sub(
        r"<!--.*?(?:-->|\Z)", lambda comment: "\n" * comment.group().count("\n"), html, flags=re.DOTALL
    )
    for anchor in re.finditer(r"(<a\s[^<>]*>)(.*?)</a\s*>", bare, re.DOTALL | re.IGNORECASE):
        target = _html_target(anchor[1])
        if target is not None:
            words = unescape(re.sub(r"<[^<>]*>", "", anchor[2]))
            yield Link(_joined([words]), target, line + bare.count("\n", 0, anchor.start()))


def _html_target(tag: str) -> str | None:
    """Return the target of an opening tag of a link; None for other tags, and where it names itself."""
    if tag[:2].lower() != "<a" or re.search(r"\saria-label(?:ledby)?\s*=", tag, re.IGNORECASE):
        return None
    href = re.match(
        r"""<a\s(?:.*\s)?href\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+)""", tag, re.DOTALL | re.IGNORECASE
    )
    if href is None:
        return None
    from html import unescape  # noqa: PLC0415 (few texts hold such a tag)

    return unescape(href[1].strip("\"'"))


def _joined(words: Sequence[str]) -> str:
    return " ".join("".join(words).split())
