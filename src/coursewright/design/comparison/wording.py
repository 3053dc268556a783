"""What an element says under a key, in words: as the author wrote it, or as people say times and numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from coursewright.design.comparison.changes import ABSENT, Side, Subject
from coursewright.spec.element import Element, Item, Ref, When
from coursewright.spec.model import Member, Outcome
from coursewright.spec.nodes import Absence, Mapping, Node, Scalar, Todo
from coursewright.spec.times import Weeks
from coursewright.spec.values import LocalFile

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["folded", "listed", "name_of", "plural", "said", "subject_of", "words_of"]

_PLACEHOLDER = re.compile(r"(?i:TODO|TB[CAD])\b[:,]?\s*")
_NAMES = (
    *("statement", "title", "name", "prompt", "text", "option", "left", "measure"),
    *("feedback", "activity", "answer_key", "talk", "other", "opens_with", "day", "of", "scheme"),
    *("path", "url", "id", "options", "instructions", "purpose"),
)
"""The attributes by which an element is called, the best first."""


def folded(text: str) -> str:
    """Return a text as it reads, however it is wrapped or its accents are made."""
    flat = " ".join(text.split())
    return flat if flat.isascii() else normalize("NFC", flat)


def plural(noun: str) -> str:
    """Return a noun of the format for several."""
    return f"{noun[:-1]}ies" if noun.endswith("y") else noun if noun.endswith("s") else f"{noun}s"


def name_of(element: Element) -> str:
    """Return what an element says first of itself; empty where it says nothing that could be its name."""
    for attribute in _NAMES:
        value: Any = getattr(element, attribute, None)
        if isinstance(value, str | Ref | LocalFile | tuple) and (text := words_of(value)):
            return text
    return ""


def subject_of(element: Element) -> Subject:
    """Return an element as the subject of a change."""
    noun = "module" if element.noun == "unit" and getattr(element, "implicit", False) else element.noun
    return Subject(noun, name_of(element), getattr(element, "id", None) or "")


def said(element: Element, key: str) -> Side:
    """Return what an element says under one of its keys."""
    if key in element.on_purpose:
        return Side("purpose", folded(element.on_purpose[key].reason))
    attribute = element.keys[key][0]
    value = getattr(element, attribute)
    default = getattr(type(element), attribute)
    if value != default:
        return Side("said", _in_all_languages(element, key, value) or words_of(value))
    if element.leaves_open(key):
        node = _node(element, key)
        return Side("open", _hint(node)) if isinstance(node, Todo) else Side("unread")
    if isinstance(written := _node(element, key), Absence):
        return Side("purpose", folded(written.reason))
    return Side("said", words_of(default)) if isinstance(default, bool) else ABSENT


def _in_all_languages(element: Element, key: str, value: object) -> str:
    """Return a text with its translations: `en: Decide; es: Decidir`; empty for what has none."""
    node = _node(element, key)
    if not isinstance(value, str) or not isinstance(node, Mapping):
        return ""
    texts = ((tag, text) for tag, (_, text) in node.pairs.items() if isinstance(text, Scalar))
    return listed(f"{tag}: {folded(text.text)}" for tag, text in texts)


def words_of(value: object) -> str:
    """Return a value in words; empty for what says nothing."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return folded(value)
        case float() | int():
            return f"{value:.12g}"
        case LocalFile():
            return value.path
        case Weeks():
            return str(value.first) if value.first == value.last else f"{value.first}-{value.last}"
        case When():
            return str(value.spec)
        case Ref():
            return _reference(value)
        case tuple():
            return listed(words_of(one) for one in value)
        case Element():
            return name_of(value)
        case _:
            return str(value)


def listed(texts: Iterable[str]) -> str:
    """Join the entries of a list; a comma would not do, for there may be some in them."""
    return "; ".join(text for text in texts if text)


def _hint(node: Todo) -> str:
    """Return what a placeholder says beside that it is one."""
    return _PLACEHOLDER.sub("", folded(node.text))


def _reference(ref: Ref) -> str:
    """Return what is meant by its title, an outcome by its id, for statements are long; else as written."""
    target = ref.target
    if isinstance(target, Outcome | Member) and target.id:
        return target.id
    return name_of(target) if isinstance(target, Item) else folded(ref.text)


def _node(element: Element, key: str) -> Node | None:
    return element.node.value(key) if isinstance(element.node, Mapping) else None
