"""Texts of specs and rules as HTML: escaped, isolated from the sentence around them, and never too long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from coursewright.reporters.shared.measure import flat, safe, shorten
from coursewright.reporters.shared.summary import COUNTED

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 1_200
"""Characters of a text up to which it is shown whole."""
_HEAD = 500
"""Characters that are shown of a longer one; the rest can be opened."""
_TITLE = 160
_QUOTED = re.compile(r'`([^`]+)`|"([^"`]*)"')


def shown(value: object) -> object:
    """Return what a template may write: markup of our own as it is, all other text safe to show."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else safe(value)


def title(text: str) -> str:
    """Return a title in one line, cut where it is longer than a title can be."""
    return shorten(flat(text), _TITLE)


def prose(text: str) -> Markup:
    """Return a sentence: names in backticks as code, what a spec says in quotes isolated.

    A very long one is cut, and followed by all of it to open.
    """
    begun, whole = _begun_and_whole(text)
    return begun + whole if whole else begun


def block(text: str, tag: str, style: str = "") -> Markup:
    """Return a sentence in a paragraph or a heading; what can be opened may only stand behind it."""
    begun, whole = _begun_and_whole(text)
    styled = Markup(' class="{}"').format(style) if style else ""
    return Markup("<{0}{1}>{2}</{0}>{3}").format(tag, styled, begun, whole)


def _begun_and_whole(text: str) -> tuple[Markup, Markup]:
    """Return a sentence, cut where it is very long, and in that case all of it to open."""
    said = flat(text)
    if len(said) <= LONGEST:
        return _marked_up(said), Markup("")
    whole = Markup('<details class="long"><summary>All {:,} characters</summary>{}</details>')
    return Markup("{}… ").format(_marked_up(said[:_HEAD])), whole.format(len(said), said)


def tinted(found: str) -> Markup:
    """Return the clause on what was found, each number with the shape and the colour of its severity."""
    said = str(escape(found))
    for severity, words in COUNTED:
        said = re.sub(words, rf'<b class="{severity}"><span class="s">\g<0></span></b>', said)
    return Markup(said)  # noqa: S704 - escaped above


def _marked_up(said: str) -> Markup:
    if "`" not in said and '"' not in said:
        return escape(said)
    return Markup("").join(_parts(said))


def _parts(said: str) -> Iterator[Markup]:
    end = 0
    for found in _QUOTED.finditer(said):
        yield escape(said[end : found.start()])
        code, quoted = found.groups()
        if code is not None:
            yield Markup('<code dir="auto">{}</code>').format(code)
        else:
            yield Markup('"<bdi>{}</bdi>"').format(quoted)
        end = found.end()
    yield escape(said[end:])
