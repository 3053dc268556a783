"""Images in one stretch of inline Markdown or in a block of HTML, found in one pass from left to right.

The precedence is CommonMark's: code spans, autolinks and HTML tags bind tighter than brackets, and the image
that closes last is the outermost. Time grows with the length of the text, whatever the text holds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple, TypeAlias

from coursewright.design.plain_text import plain_text

__all__ = ["Found", "Lookup", "html_images", "inline_images"]

Lookup: TypeAlias = Callable[[str], str | None]
"""Gives the target of a reference label, or None where the document does not define it."""

_LONGEST_ALT = 1000
_LONGEST_LABEL = 999


def _nested(part: str, *, deep: int) -> str:
    """Return a pattern of parts and of balanced round brackets, nested at most `deep` times."""
    pattern = f"(?:{part})*+"
    for _ in range(deep):
        pattern = rf"(?:{part}|\({pattern}\))*+"
    return pattern


_SPECIAL = re.compile(r"[\\`<\[\]]|!\[")
_BACKTICKS = re.compile(r"`+")
_ATTRIBUTE = r"""[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?"""
_TAG = re.compile(rf"</?[A-Za-z][A-Za-z0-9-]*+(?:\s++{_ATTRIBUTE})*+\s*+/?>")
_DECLARATION = re.compile(r"<![A-Za-z][^>]*+>")
_IMG = re.compile(r"<img[\s/>]", re.IGNORECASE)
_AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+>")
_IN_TAG = re.compile(r"""([^\s"'<>/={}`]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'=<>{}`]++))?""")
_POINTED = re.compile(r"<((?:[^<>\n\\]|\\.)*+)>")
_TARGET = re.compile(_nested(r"[^\s()\\\x00-\x1f\x7f]++|\\\S?", deep=8))
_TITLE = re.compile(r""""(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)""", re.DOTALL)
_SPACE = re.compile(r"\s*+")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# The attributes that Pandoc, kramdown and several site builders read after an image: {alt='...'}.
_BRACES = re.compile(r"""\s{0,2}\{(?:[^{}"']|"[^"]*+"|'[^']*+')*+\}|\s{0,2}\{[^{}]*+\}""")


class Found(NamedTuple):
    """An image and where it stands in the stretch that was read, in characters."""

    alt: str
    target: str
    start: int
    end: int
    decorative: bool


class _Opener(NamedTuple):
    image: bool
    start: int  # of the mark
    inside: int  # of the text after the mark


def inline_images(text: str, lookup: Lookup | None) -> list[Found]:
    """Return the images of inline Markdown in the order in which they stand.

    `lookup` is None where the document defines no references at all.
    """
    found: list[tuple[int, Callable[[], Found]]] = []
    openers: list[_Opener] = []
    links_from = 0  # a bracket below this place in `openers` may no longer become a link: links do not nest
    last_bracket = -1
    code_ends = _code_span_ends(text) if "`" in text else None
    comments_to, tags_to = text.rfind("-->"), text.rfind(">")
    at = 0
    while (special := _SPECIAL.search(text, at)) is not None:
        start, at = special.span()
        match special.group():
            case "\\":
                at += 1
            case "`" if code_ends is not None:
                at = code_ends(start)
            case "<":
                at, tag = _angle(text, start, comments_to, tags_to)
                if tag is not None:
                    found.append((start, partial(_html_image, tag)))
            case "]":
                if openers:
                    opener = openers.pop()
                    plain = last_bracket < opener.inside
                    tail = None
                    if opener.image or len(openers) >= links_from:
                        tail = _tail(text, start, opener, lookup if plain else None, lookup)
                    if tail is not None:
                        target, at = tail
                        if opener.image:
                            while found and found[-1][0] > opener.start:
                                found.pop()  # it is part of this image's alternative text
                            found.append(
                                (opener.start, partial(_markdown_image, text, opener, start, at, target))
                            )
                        else:
                            links_from = len(openers)
                links_from = min(links_from, len(openers))
                last_bracket = start
            case mark:
                last_bracket = start
                openers.append(_Opener(mark == "![", start, at))
    return [image() for _, image in found]


def html_images(text: str) -> Iterator[Found]:
    """Yield the images of a block of HTML. What stands in a comment or a script is none."""
    if text.lstrip()[:9].lower().startswith(("<script", "<style", "<textarea")):
        return
    at = 0
    while (at := text.find("<", at)) >= 0:
        if text.startswith("<!--", at):
            at = text.find("-->", at)
            if at < 0:
                return
            continue
        tag = _TAG.match(text, at)
        if tag is None:
            at += 1
            continue
        if _IMG.match(text, at):
            yield _html_image(tag)
        at = tag.end()


def _code_span_ends(text: str) -> Callable[[int], int]:
    """Return a function from where backticks open to where their code span ends, or they do."""
    starts: dict[int, list[int]] = {}
    for run in _BACKTICKS.finditer(text):
        starts.setdefault(run.end() - run.start(), []).append(run.start())

    def end_of(start: int) -> int:
        run = _BACKTICKS.match(text, start)
        size = run.end() - start if run else 1
        same = starts.get(size, [])
        place = bisect_right(same, start)
        return same[place] + size if place < len(same) else start + size

    return end_of


def _angle(text: str, start: int, comments_to: int, tags_to: int) -> tuple[int, re.Match[str] | None]:
    """Step over a comment, an autolink or a tag; return where to go on, and the tag if it is an image."""
    if start < comments_to and text.startswith("<!--", start):
        return text.find("-->", start) + 3, None
    if link := _AUTOLINK.match(text, start):
        return link.end(), None
    if start < tags_to and (declaration := _DECLARATION.match(text, start)):
        return declaration.end(), None
    if tag := _TAG.match(text, start):
        return tag.end(), tag if _IMG.match(text, start) else None
    return start + 1, None


def _tail(
    text: str, close: int, opener: _Opener, own: Lookup | None, lookup: Lookup | None
) -> tuple[str, int] | None:
    """Return the target that follows a closing bracket, and its end; None where there is none."""
    after = close + 1
    if text.startswith("(", after) and (inline := _destination(text, after + 1)) is not None:
        return inline
    if lookup is None:
        return None
    if (label := _LABEL.match(text, after)) is not None:
        after = label.end()
        if label.group(1).strip():
            target = lookup(label.group(1))
            return (target, after) if target is not None else None
    # `![name][]` and `![name]`: a name holds no brackets.
    if own is None or not 0 < close - opener.inside <= _LONGEST_LABEL:
        return None
    target = own(text[opener.inside : close])
    return (target, after) if target is not None else None


def _destination(text: str, at: int) -> tuple[str, int] | None:
    """Read `target "title")` and return the target and the end."""
    at = _skip_space(text, at)
    if pointed := _POINTED.match(text, at):
        target, at = pointed.group(1), pointed.end()
    elif text.startswith("<", at):
        return None
    else:
        bare = _TARGET.match(text, at)
        target, at = (bare.group(), bare.end()) if bare else ("", at)
    gap = _skip_space(text, at)
    if gap > at and (title := _TITLE.match(text, gap)):
        gap = _skip_space(text, title.end())
    return (_ESCAPE.sub(r"\1", target), gap + 1) if text.startswith(")", gap) else None


def _skip_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _markdown_image(text: str, opener: _Opener, close: int, end: int, target: str) -> Found:
    alt = _alt(text[opener.inside : min(close, opener.inside + _LONGEST_ALT)])
    if (braces := _BRACES.match(text, end)) is not None:
        attributes = _attributes(braces.group())
        hidden = _is_hidden(attributes)
        stated = attributes.get("alt")
        return Found(alt if stated is None else stated.strip(), target, opener.start, end, hidden)
    return Found(alt, target, opener.start, end, decorative=False)


def _html_image(tag: re.Match[str]) -> Found:
    attributes = _attributes(tag.group()[4:])
    alt = attributes.get("alt", "").strip()
    return Found(alt, attributes.get("src", ""), tag.start(), tag.end(), _is_hidden(attributes))


def _attributes(text: str) -> dict[str, str]:
    """Return attribute names in lower case and their values; the first of a name counts."""
    found: dict[str, str] = {}
    for match in _IN_TAG.finditer(text):
        name, value = match.group(1).lower(), match.group(2) or ""
        if value[:1] in ("'", '"'):
            value = value[1:-1]
        if "&" in value:
            import html  # noqa: PLC0415 (few attributes hold an entity)

            value = html.unescape(value)
        found.setdefault(name, value)
    return found


def _is_hidden(attributes: dict[str, str]) -> bool:
    """Tell whether the author says that the image is decoration: an empty alt, or a role that hides it."""
    return (
        ("alt" in attributes and not attributes["alt"].strip())
        or attributes.get("role", "").lower() in ("presentation", "none")
        or attributes.get("aria-hidden", "").lower() == "true"
    )


def _alt(raw: str) -> str:
    return plain_text(raw).strip() or raw.strip()
