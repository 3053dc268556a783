"""Sort out, in a tree, what is still to be decided, what is left out on purpose, and what is there.

The tree as plain data is what the JSON Schema judges: every scalar in it is a text, and a key whose value is
open or left out on purpose has None, so that its name is judged as well. Such items of lists are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from coursewright.spec.nodes import Absence, Invalid, Mapping, Node, Scalar, Sequence, Todo

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from coursewright.spec.nodes import Pair, Written

_TODO = re.compile(r"TODO(?=$|[\s:])")
_UNSAID = frozenset({"", "~", "null", "Null", "NULL"})
_LATER = frozenset({"TBC", "TBA", "TBD"})
_SHORT = frozenset({"todo"} | {word.lower() for word in _UNSAID | _LATER | {"none"}})
"""Placeholders and absences of at most four letters, in lower case: nearly every text is longer."""
_DURATIONS = frozenset({"duration", "within"})
"""Keys whose `tbd` is left to the parser of durations: while drafting it is a proper answer there."""

NEVER_ABSENT = frozenset({"alt", "captions", "transcript"})


def settle(root: Mapping, none_keys: AbstractSet[str], texts: list[Written] | None = None) -> dict[str, Any]:
    """Mark placeholders and absences in the tree, in place, and return it as plain data.

    `none_keys` are the keys that a bare `none` may stand for; `{none: reason}` is read at every other key
    too, because it also takes an inherited value away (the builder checks that there is one).

    `texts` takes each text and placeholder with its key, but for data under keys that start with `x-`, which
    is the institution's own: every value comes by here, so that rules need not walk the tree for them again.
    """
    return _Settling(root.source.text, none_keys, [] if texts is None else texts).mapping(root)


def kept(sequence: Sequence) -> list[Node]:
    """Return the items that reached the plain data, in its order."""
    return [item for item in sequence.items if not isinstance(item, (Todo, Invalid))]


class _Settling:
    """One tree being settled: what its text as a whole rules out need not be asked of each value."""

    def __init__(self, text: str, none_keys: AbstractSet[str], texts: list[Written]) -> None:
        escapes = "\\" in text  # in double quotes, `\x54ODO` is a placeholder too
        self._todo = escapes or "TODO" in text
        """Whether a value may start with it."""
        self._own = escapes or "x-" in text
        """Whether a key may be the institution's own."""
        self._none_keys = none_keys
        self._texts = texts

    def mapping(self, mapping: Mapping) -> dict[str, Any]:
        todo, own = self._todo, self._own
        texts: list[Any] = self._texts
        data: dict[str, Any] = {}
        pairs = mapping.pairs
        if "license" in pairs:
            _respell(pairs)
        for key, pair in pairs.items():
            value: Any = pair[1]  # told apart by class, which is quicker than asking for instances
            kind = value.__class__
            settled: Any = value
            if kind is Scalar:
                data[key] = text = value.text
                if (len(text) <= 4 and text.strip().lower() in _SHORT) or (todo and text.startswith("TODO")):
                    settled = _scalar(key, value, self._none_keys)
                if settled is value:
                    if not own or key[:2] != "x-":
                        texts.append(pair)
                    continue
            elif own and key[:2] == "x-":
                continue
            elif kind is Sequence:
                data[key] = self._sequence(value, pair[0])
                continue
            elif kind is Mapping:
                if len(value.pairs) == 1:
                    settled = _single(key, value)
                if settled is value:
                    data[key] = self.mapping(value)
                    continue
            pairs[key] = (pair[0], settled)
            data[key] = None
            if isinstance(settled, Todo):
                texts.append((pair[0], settled))
            elif settled.todo is not None:
                texts.append(settled.todo)
        return data

    def _sequence(self, sequence: Sequence, key: Scalar) -> list[Any]:
        items, todo = sequence.items, self._todo
        texts: list[Any] = self._texts
        data: list[Any] = []
        item: Any
        for number, item in enumerate(items):
            kind = item.__class__
            settled: Any = item
            if kind is Scalar:
                text = item.text
                if (len(text) <= 4 and text.strip().lower() in _SHORT) or (todo and text.startswith("TODO")):
                    settled = _scalar("", item, frozenset())
                if settled is item:
                    data.append(text)
                    texts.append((key, item))
                    continue
            elif kind is Mapping:
                if len(item.pairs) == 1 and "TODO" in item.pairs:
                    settled = _single("", item)
                if settled is item:
                    data.append(self.mapping(item))
                    continue
            elif kind is Sequence:
                data.append(self._sequence(item, key))
                continue
            items[number] = settled
            if isinstance(settled, Todo):
                texts.append((key, settled))
        return data


def _respell(pairs: dict[str, Pair]) -> None:
    """Give `license` its other spelling, under which it is read; a second licence stays what it is."""
    if "licence" not in pairs:
        spelt = {"licence" if key == "license" else key: pair for key, pair in pairs.items()}
        pairs.clear()
        pairs.update(spelt)


def _scalar(key: str, node: Scalar, none_keys: AbstractSet[str]) -> Node:
    text = node.text.strip()
    if key.startswith("x-"):
        return node
    if node.plain and text in _UNSAID:
        return Todo(node, "")
    if _TODO.match(text):
        return Todo(node, text)
    if text.upper() in _LATER and key not in _DURATIONS:
        return Todo(node, text)
    if text.lower() == "none" and key in none_keys:
        return Absence(node, "")
    return node


def _single(key: str, mapping: Mapping) -> Node:
    ((name, (key_node, value)),) = mapping.pairs.items()
    if name == "TODO":
        return Todo(mapping, value.text.strip() if isinstance(value, (Scalar, Todo)) else "")
    if name == "none" and key not in NEVER_ABSENT and isinstance(value, (Scalar, Todo)):
        reason = _scalar(name, value, frozenset()) if isinstance(value, Scalar) else value
        if not isinstance(reason, Todo):
            return Absence(mapping, value.text.strip())
        return Absence(mapping, reason.text, (key_node, reason) if reason.text else None)
    return mapping
