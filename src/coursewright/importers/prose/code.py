"""Listings: their text and the language that their class names say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["fence", "language_of", "listing_text"]

_NAMED = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|highlight|brush:)[-\s]?([A-Za-z0-9+#.]+)(?=[\s;]|$)"
)
_MARKERS = frozenset({"hljs", "sourcecode", "prettyprint", "codehilite"})
_NO_LANGUAGE = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        "hljs sourcecode prettyprint codehilite prettyprinted linenums numbersource numberlines "
        "none nohighlight default highlight output rouge code html-code block"
    ).split()
)
_NO_LANGUAGE_EITHER = frozenset({"none", "nohighlight", "default", "code", "block"})
_WORD = re.compile(r"[a-z0-9+#.-]{1,20}")
_RUN = re.compile(r"`{3,}")


def language_of(pre: _Element) -> str:
    """Return the language of a listing; empty where nothing says it."""
    inner = next(iter(pre), None)
    outer = pre.getparent()
    around = (outer, outer.getparent()) if outer is not None else ()
    for element in (pre, inner, *around):
        if element is None or (element in around and element.tag != "div"):
            continue
        said = element.get("data-lang") or element.get("data-language") or ""
        if not said and element is pre and _WORD.fullmatch((element.get("lang") or "").lower()):
            said = element.get("lang") or ""
        if word := _plain(said) or _from_class(element.get("class") or ""):
            return word
    return ""


def _from_class(names: str) -> str:
    if not names:
        return ""
    if found := _NAMED.search(names):
        small = found[1].lower().strip(".")
        if _WORD.fullmatch(small) and small not in _NO_LANGUAGE_EITHER:
            return small
    words = names.lower().split()
    if not _MARKERS.intersection(words):
        return ""
    return next((word for one in words if (word := _plain(one))), "")


def _plain(word: str) -> str:
    small = word.lower().strip(".")
    return small if _WORD.fullmatch(small) and small not in _NO_LANGUAGE else ""


def listing_text(pre: _Element) -> str:
    """Return the text of a listing as it is shown, without the line break at its beginning and end."""
    parts: list[str] = [pre.text or ""]
    for element in pre.iterdescendants():
        tag: object = element.tag
        if tag == "br":
            parts.append("\n")
        elif isinstance(tag, str) and element.text:
            parts.append(element.text)
        if element.tail:
            parts.append(element.tail)
    text = "".join(parts) if len(pre) else parts[0]
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return clean.removeprefix("\n").removesuffix("\n")


def fence(text: str, language: str) -> str:
    """Return a listing as a fenced block."""
    longest = max((len(run) for run in _RUN.findall(text)), default=2)
    ticks = "`" * (longest + 1)
    return f"{ticks}{language}\n{text}\n{ticks}"
