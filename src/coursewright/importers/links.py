"""Links in Markdown on its way in: to files and things of the source, before either has its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["files_in", "rewritten", "to_file", "to_thing"]

_SCHEME = "coursewright-import"
_ADDRESS = rf"{_SCHEME}:(?P<what>file|thing)/(?P<name>[A-Za-z0-9%._~-]+)(?P<rest>[?#][^\s<>()\[\]\"']*)?"
_TITLE = r"""(?:[ \t\n]+(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'|\([^()\n]{0,300}\)))?[ \t\n]*"""
_TARGET = re.compile(rf"\][ \t]*\([ \t\n]*<?{_ADDRESS}>?{_TITLE}\)")
"""What follows the text of a link or a picture: `](address "title")`."""
_DEFINITION = re.compile(
    rf"^ {{0,3}}\[(?P<label>[^\[\]\n]{{1,200}})\]:[ \t]*<?{_ADDRESS}>?[^\n]*\n?", re.MULTILINE
)
_AUTOLINK = re.compile(rf"<{_ADDRESS}>")
_ATTRIBUTE = re.compile(rf"""[ \t\n](?:href|src|poster|data)=["']{_ADDRESS}["']""")
_ANY = re.compile(_ADDRESS)
_LONGEST_TEXT = 20_000
"""Letters before the end of a link's text among which its start is looked for."""


def to_file(name: str) -> str:
    """Return the address that stands for a file of the source until it has its place."""
    return f"{_SCHEME}:file/{quote(name, safe='')}"


def to_thing(source: str) -> str:
    """Return the address that stands for a thing of the source, by its `source`."""
    return f"{_SCHEME}:thing/{quote(source, safe='')}"


def files_in(markdown: str) -> Iterator[str]:
    """Yield the names of the files of the source that a text links to."""
    if _SCHEME in markdown:
        yield from (unquote(found["name"]) for found in _ANY.finditer(markdown) if found["what"] == "file")


def rewritten(markdown: str, file: Callable[[str], str], thing: Callable[[str], str]) -> str:
    """Return Markdown with each such address replaced; the callables take names and give addresses.

    What stands behind the address, such as `#figure-2`, stays. Where a callable gives an empty text, the link
    becomes its text, and a picture what stands for it.
    """
    if _SCHEME not in markdown:
        return markdown

    def address(found: re.Match[str]) -> str:
        given = (file if found["what"] == "file" else thing)(unquote(found["name"]))
        return given + (found["rest"] or "") if given else ""

    text = _without_dead_links(markdown, address)
    text = _AUTOLINK.sub(lambda found: f"<{address(found)}>" if address(found) else "", text)
    text = _ATTRIBUTE.sub(lambda found: found[0] if address(found) else "", text)
    return _ANY.sub(address, text)


def _without_dead_links(markdown: str, address: Callable[[re.Match[str]], str]) -> str:
    """Return Markdown in which links without an address are the text that they had."""
    cuts: set[tuple[int, int]] = set()
    for found in _TARGET.finditer(markdown):
        start = None if address(found) else _opening(markdown, found.start())
        if start is not None:
            cuts |= {(start - (markdown[start - 1 : start] == "!"), start + 1), found.span()}
    for first, last in sorted(cuts, reverse=True):
        markdown = markdown[:first] + markdown[last:]
    dead = {found["label"].casefold() for found in _DEFINITION.finditer(markdown) if not address(found)}
    if not dead:
        return markdown
    markdown = _DEFINITION.sub(lambda found: found[0] if address(found) else "", markdown)
    return _without_labels(markdown, dead)


def _without_labels(markdown: str, dead: set[str]) -> str:
    """Return Markdown in which `[text][label]` and `[label]` are plain where the label has no address."""
    full = re.compile(r"!?\[([^\[\]\n]{1,500})\]\[([^\[\]\n]{0,200})\]")
    short = re.compile(r"!?\[([^\[\]\n]{1,200})\](?![(:\[])")

    def plain(found: re.Match[str]) -> str:
        label = found[2] if found.re is full and found[2] else found[1]
        return found[1] if label.casefold() in dead else found[0]

    return short.sub(plain, full.sub(plain, markdown))


def _opening(markdown: str, end: int) -> int | None:
    """Return where the text of a link begins, whose bracket closes at `end`; None where it never does."""
    depth = 0
    for at in range(end - 1, max(-1, end - _LONGEST_TEXT), -1):
        sign = markdown[at]
        if sign not in "[]" or _is_escaped(markdown, at):
            continue
        if sign == "]":
            depth += 1
        elif depth:
            depth -= 1
        else:
            return at
    return None


def _is_escaped(text: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before a sign."""
    start = at
    while start and text[start - 1] == "\\":
        start -= 1
    return (at - start) % 2 == 1
