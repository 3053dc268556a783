"""Where the links and images of Markdown lead: files and things of the source, once they are resolved."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

from coursewright.importers.markup.lines import chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Resolve", "definitions", "is_outside", "joined", "resolved", "with_definitions"]

Resolve: TypeAlias = "Callable[[str], str | None]"
"""An address as written to an address for Markdown; None: the link is dropped, and its text stays."""

_TEXT = r"\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,300}\]){0,2000}+)\]"
_TARGET = (
    r"\(\s{0,20}+(?P<target><[^<>\n]{0,2000}>|[^\s()<>]{0,2000}+(?:\([^\s()]{0,500}\)[^\s()<>]{0,500})?)"
)
_TITLE = r"(?P<title>\s{1,20}+(?:\"[^\"]{0,1000}\"|'[^']{0,1000}'))?\s{0,20}\)"
_CODE = r"(?P<code>(?<!`)(?P<ticks>`++)(?:(?!(?P=ticks)).){1,1000}?(?P=ticks)(?!`))"
_HTML = r"(?P<html><(?:img|a|source|video|audio)\s[^<>]{0,2000}>)"
_INLINE = re.compile(
    rf"{_CODE}|(?P<image>!?){_TEXT}{_TARGET}{_TITLE}(?P<attributes>\{{:?[^{{}}]{{0,2000}}\}})?|{_HTML}",
    re.DOTALL,
)
_SPAN = re.compile(r"\[([^\[\]\n]{1,300})\]\{[#.][^{}\n]{0,200}\}")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]{1,300})\]:[ \t]*(<[^<>\n]*>|\S+)([^\n]*)$", re.MULTILINE)
_ATTRIBUTE = re.compile(r"""(?P<key>[\w-]+)\s*=\s*(?P<quote>["'])(?P<value>.*?)(?P=quote)""", re.DOTALL)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")


def is_outside(address: str) -> bool:
    """Whether an address leads to the web or within its own page, and so stays as it is."""
    return _SCHEME.match(address) is not None


def joined(page: str, address: str) -> str:
    """Return the file that a relative address on a page means; empty where it leads out of the source."""
    path = unquote(address.partition("#")[0].partition("?")[0])
    start = "" if path.startswith("/") else posixpath.dirname(page)
    found = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
    return "" if found.startswith("..") or found == "." else found


def resolved(markdown: str, resolve: Resolve) -> str:
    """Return Markdown with its links and images resolved; code stays as it is.

    Attributes in braces go: the alternative text of an image takes its place in Markdown's own brackets.
    """
    return "".join(text if code else _resolved(text, resolve) for code, text in chunks(markdown))


def _resolved(text: str, resolve: Resolve) -> str:
    if "]" in text or "<" in text:
        text = _INLINE.sub(lambda found: _link(found, resolve), text)
        text = _DEFINITION.sub(lambda found: _definition(found, resolve), text)
        text = _SPAN.sub(r"\1", text)
    return text


def _link(found: re.Match[str], resolve: Resolve) -> str:
    if found["code"] is not None:
        return found[0]
    if found["html"] is not None:
        return _ATTRIBUTE.sub(lambda one: _html(one, resolve), found["html"])
    words, title = found["text"], found["title"] or ""
    address = resolve(found["target"].strip("<>"))
    if found["image"]:
        return _image(found, words, title, address)
    words = _resolved(words, resolve) if "![" in words else words
    return words if address is None else f"[{words}]({_safe(address)}{title})"


def _image(found: re.Match[str], words: str, title: str, address: str | None) -> str:
    attributes = _ATTRIBUTE.finditer(found["attributes"] or "")
    said = next((" ".join(one["value"].split()) for one in attributes if one["key"] == "alt"), None)
    alt = words if said is None else said.replace("[", r"\[").replace("]", r"\]")
    if address is None:
        return f"*{alt.strip()}*" if alt.strip() else ""
    if said == "" and not words.strip():
        return f'<img src="{address}" alt="">'
    if not title and words.strip() not in {"", alt.strip()}:
        title = ' "{}"'.format(" ".join(words.replace('"', "'").split()))
    return f"![{alt}]({_safe(address)}{title})"


def _html(found: re.Match[str], resolve: Resolve) -> str:
    if found["key"].lower() not in {"src", "href"}:
        return found[0]
    address = resolve(found["value"])
    return "" if address is None else f'{found["key"]}="{address}"'


def _definition(found: re.Match[str], resolve: Resolve) -> str:
    if found[1].startswith("^"):
        return found[0]
    address = resolve(found[2].strip("<>"))
    return "" if address is None else f"[{found[1]}]: {_safe(address)}{found[3]}"


def _safe(address: str) -> str:
    return f"<{address}>" if any(sign in address for sign in " ()") else address


def definitions(markdown: str) -> dict[str, str]:
    """Return the lines that define the references of a text, by their labels in lower case."""
    found: dict[str, str] = {}
    for code, text in chunks(markdown):
        if not code and "]:" in text:
            for one in _DEFINITION.finditer(text):
                found.setdefault(_label(one[1]), one[0].strip())
    return found


def with_definitions(markdown: str, lines: Mapping[str, str]) -> str:
    """Return a part of a text with the definitions of the references that it uses and does not have."""
    if not lines or "]" not in markdown:
        return markdown
    own = definitions(markdown)
    used = {_label(one) for one in re.findall(r"\[([^\[\]]{1,300})\]", markdown)}
    wanted = [line for label, line in lines.items() if label in used and label not in own]
    return "\n\n".join(part for part in (markdown.rstrip("\n"), "\n".join(wanted)) if part)


def _label(label: str) -> str:
    return " ".join(label.split()).casefold()
