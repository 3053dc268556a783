"""How the value of each key is read: small functions from a node to a Python value.

A reader takes the node and the reading in progress. What it cannot understand it reports there and returns
`UNREAD`; the key then counts as undecided, and no rule speaks of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from coursewright.spec.faults import invalid
from coursewright.spec.nodes import Absence, Invalid, Mapping, Node, Scalar, Sequence, Todo
from coursewright.spec.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coursewright.spec.build import Reading

    Reader: TypeAlias = Callable[[Node, "Reading"], Any]

UNREAD: Any = object()
UNSAID = frozenset({Todo, Invalid, Absence})
"""What may stand where a value could: told apart by class, since every value of every file is asked."""

_YES = frozenset({"true", "yes", "on"})
_NO = frozenset({"false", "no", "off"})
_SPELLINGS = {"analyse": "analyze", "visualisation": "visualization"}
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_LARGEST = 1e12


class LocalFile(NamedTuple):
    """Instructions kept in a file of their own, `{file: path}`."""

    path: str


def text(node: Node, reading: Reading) -> Any:
    """Read a text; of translations, the one in the language in force, else the first."""
    if node.__class__ is Scalar:
        return node.text
    if isinstance(node, Mapping):
        return _translated(node, reading)
    return UNREAD


def _translated(node: Mapping, reading: Reading) -> Any:
    preferred, announced = reading.languages()
    if not node.pairs or announced is None:
        message = "Translations of a text need the course or module to say its `languages`."
        tags = ", ".join(tag for tag in node.pairs if tag != preferred[-1]) or "es"
        reading.fault(invalid(node, message, f"add `languages: [{tags}]`, or keep one text"))
        return UNREAD
    known = {language_of(tag) for tag in announced}
    for tag, (key, _) in node.pairs.items():
        if known and language_of(tag) not in known:
            message = f"The text is given in {quoted(tag)}, which `languages` does not name."
            reading.fault(invalid(key, message, "add it to `languages`, or delete it here"))
    chosen = node.pairs[_closest(preferred, [*node.pairs])]
    return chosen[1].text if isinstance(chosen[1], Scalar) else UNREAD


def _closest(preferred: Iterable[str], tags: list[str]) -> str:
    """Return the first tag that is preferred, by its region or without it; else the first of all."""
    for wanted in preferred:
        if wanted in tags:
            return wanted
        near = next((tag for tag in tags if language_of(tag) == language_of(wanted)), "")
        if near:
            return near
    return tags[0]


def language_of(tag: str) -> str:
    """Return the language of a tag without its region and script."""
    return tag.partition("-")[0].lower()


def word(node: Node, _reading: Reading) -> Any:
    """Read one of a closed set of words, in its accepted spelling."""
    if not isinstance(node, Scalar):
        return UNREAD
    return _SPELLINGS.get(node.text, node.text)


level = word


def whom(node: Node, reading: Reading) -> Any:
    """Read for whom something is: one word, or `everyone` for a list of several."""
    if isinstance(node, Sequence):
        named = {item.text for item in node.items if isinstance(item, Scalar)}
        if len(named) < len(node.items):
            return UNREAD
        return named.pop() if len(named) == 1 else "everyone"
    return word(node, reading)


def flag(node: Node, _reading: Reading) -> Any:
    """Read a boolean: true, yes or on, false, no or off, in any case."""
    answer = node.text.lower() if isinstance(node, Scalar) else ""
    return True if answer in _YES else False if answer in _NO else UNREAD


def flag_or_text(node: Node, reading: Reading) -> Any:
    """Read a boolean where it is one, else a text such as a path."""
    answer = flag(node, reading)
    return text(node, reading) if answer is UNREAD else answer


def chapters(node: Node, reading: Reading) -> Any:
    """Read whether a recording has chapters; a list of them says so too."""
    return bool(node.items) if isinstance(node, Sequence) else flag_or_text(node, reading)


def whole(node: Node, reading: Reading) -> Any:
    """Read a whole number."""
    value = number(node, reading)
    return value if value is UNREAD else int(value)


def number(node: Node, reading: Reading) -> Any:
    """Read a decimal number."""
    if not isinstance(node, Scalar) or _NUMBER.fullmatch(node.text) is None:
        return UNREAD
    value = float(node.text)
    if abs(value) <= _LARGEST:
        return value
    reading.fault(invalid(node, f"{quoted(node.text)} is too large a number.", "check its digits"))
    return UNREAD


def percent(node: Node, reading: Reading) -> Any:
    """Read `30` or `30%` as 30.0."""
    if not isinstance(node, Scalar):
        return UNREAD
    value = float(node.text.removesuffix("%"))
    if value <= 100:
        return value
    message = f"{quoted(node.text)} is more than the whole."
    reading.fault(invalid(node, message, "write a percentage from 0 to 100"))
    return UNREAD


def amount(node: Node, reading: Reading) -> Any:
    """Read a number that is nought or more."""
    value = number(node, reading)
    if value is UNREAD or value >= 0:
        return value
    reading.fault(invalid(node, f"{quoted(node.written)} is less than nothing.", "write a number from 0 up"))
    return UNREAD


def grouping(node: Node, _reading: Reading) -> Any:
    """Read how students work together; `{groups: 4}` reads as groups."""
    if isinstance(node, Mapping):
        return "groups"
    return node.text if isinstance(node, Scalar) else UNREAD


def instructions(node: Node, reading: Reading) -> Any:
    """Read Markdown, or the file that holds it."""
    if isinstance(node, Mapping) and (path := node.value("file")) is not None:
        return LocalFile(path.text) if isinstance(path, Scalar) else UNREAD
    return text(node, reading)
