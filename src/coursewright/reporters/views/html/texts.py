"""What a plan says as HTML: in its language and direction, cut where it runs on, one click from its line."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from coursewright.reporters.html.text import LONGEST, prose, title
from coursewright.reporters.shared.measure import flat
from coursewright.reporters.views.anchor import anchor

if TYPE_CHECKING:
    from coursewright.views.charts import Label
    from coursewright.views.model import Cell, Spot

__all__ = [
    "cell",
    "isolated",
    "label",
    "linked",
    "quoted",
    "sentence",
    "sourced",
    "speaks",
    "turned",
    "written",
]

_OWN = frozenset({"", "en", "en-gb"})
"""The language of the page's own words, as plans may call it; empty where they do not say."""
_TO_THE_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]"
)
"""Characters of scripts that are read from right to left."""
_UNIT = re.compile(r"(?<=\d) (?=(?:h|min)\b)")
_WEB = re.compile(r"https?://[^\s<>&,;]*[^\s<>&,;.)]")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
"""What can be a tag of BCP 47."""
_HEAD = 500
"""Characters that are shown of a text which is too long to stand in a table; the rest can be opened."""


def sentence(text: str) -> Markup:
    """Return words of our own; no line breaks between a number and its unit."""
    return Markup(_UNIT.sub("\u00a0", str(isolated(text))))  # noqa: S704 - only a space is replaced


def isolated(text: str) -> Markup:
    """Return words of our own with what they quote, isolated only where that could turn the reading about."""
    said = str(prose(text))
    if "<bdi>" not in said or _TO_THE_LEFT.search(said):
        return Markup(said)  # noqa: S704 - from `prose`
    return Markup(said.replace("<bdi>", "").replace("</bdi>", ""))  # noqa: S704 - tags that nobody else writes


def sourced(text: str) -> Markup:
    """Return a source, which is words of our own, with its addresses as links."""
    link = r'<a href="\g<0>" target="_blank" rel="noopener noreferrer">\g<0></a>'
    return Markup(_WEB.sub(link, str(prose(text))))  # noqa: S704 - escaped, and no address ends an attribute


def speaks(language: str) -> Markup:
    """Return the attribute that says in which language a text is; empty for the page's own and for no tag."""
    if language.lower() in _OWN or not _TAG.fullmatch(language):
        return Markup("")
    return Markup(f" lang={language}")  # noqa: S704 - letters, digits and hyphens


def quoted(text: str, language: str = "") -> Markup:
    """Return words of the author in one line, isolated from what stands around them."""
    spoken = speaks(language)
    said = escape(flat(text))
    if not spoken and text.isascii():
        return said
    return Markup(f"<bdi{spoken}>{said}</bdi>")  # noqa: S704 - escaped


def linked(said: Markup, spot: Spot | None) -> Markup:
    """Return something with a link to its line, if it has one."""
    return Markup(f"<a href=#{anchor(spot)}>{said}</a>") if spot is not None else said  # noqa: S704 - an id


def written(text: str) -> Markup:
    """Return a text as it stands between tags, where quotes, of which plans are full, need no escape."""
    return Markup(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))  # noqa: S704


def label(one: Label) -> Markup:
    """Return what something is called in a chart: in one line, cut where it is longer than a title can be."""
    return linked(written(title(one.text)) if one.quoted else prose(one.text), one.spot)


def cell(one: Cell) -> Markup:
    """Return what stands in a cell of a table; what is too long for it can be opened there."""
    if not one.quoted:
        return linked(_own(one.text), one.spot)
    said = flat(one.text)
    if len(said) <= LONGEST:
        return linked(written(said), one.spot)
    whole = Markup("{}… <details><summary>All {:,} characters</summary>{}</details>")
    return whole.format(linked(escape(said[:_HEAD]), one.spot), len(said), said)


def turned(one: Label | Cell) -> Markup:
    """Return language and direction of an element which holds nothing but words of the author."""
    if not one.quoted:
        return Markup("")
    spoken = speaks(one.language)
    turns = not one.text.isascii() and _TO_THE_LEFT.search(one.text)
    return spoken + Markup(" dir=auto") if turns else spoken


@lru_cache(maxsize=1024)
def _own(text: str) -> Markup:
    """Return words of our own, of which tables have the same ones again and again."""
    return isolated(text)
