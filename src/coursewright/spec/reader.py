"""YAML text → a tree of nodes, through libyaml's events.

Events are the quickest way to learn the place of every key and value, and they leave scalars as the text the
author typed: `no`, `12:30` and `07` mean what they say.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from coursewright.spec.errors import CoursewrightError
from coursewright.spec.faults import Fault, FaultKind
from coursewright.spec.nodes import Mapping, Node, Pair, Scalar, Sequence
from coursewright.spec.wording import closest, quoted
from coursewright.spec.yaml_faults import explain

try:
    from yaml._yaml import CParser as _Parser
except ImportError as _error:  # pragma: no cover - every PyYAML wheel carries libyaml
    raise CoursewrightError(
        "PyYAML was built without libyaml, which coursewright needs.", "Reinstall pyyaml from a wheel."
    ) from _error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.spec.source import Source

MAX_DEPTH = 100
"""Levels of nesting, those that aliases bring included."""
MAX_EXPANDED = 20_000
"""Values that the aliases of a document may bring: the largest real course we know has 1,500 in all."""

# YAML 1.2 breaks no lines at these, libyaml does, and it drops a second byte order mark: they change places
# with private characters on the way in.
_MISREAD = ("\x85", "\u2028", "\u2029", "\ufeff")
_MISREAD_ANY = re.compile(f"[{''.join(_MISREAD)}]")

_KNOWN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq")
)


class _Stop(Exception):  # noqa: N818 - it never leaves this file
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def read(source: Source) -> tuple[Node | None, list[Fault]]:
    """Read one document; its root is None where the text is no YAML."""
    text = source.text
    restore: dict[int, str] = {}
    if not text.isascii() and _MISREAD_ANY.search(text):
        stand_ins = _unused_in(text)
        text = text.translate(dict(zip(map(ord, _MISREAD), stand_ins, strict=True)))
        restore = dict(zip(map(ord, stand_ins), _MISREAD, strict=True))
    faults: list[Fault] = []
    try:
        root = _compose(source, text, faults, restore)
    except yaml.YAMLError as error:
        return None, [explain(error, source)]
    except _Stop as stop:
        return None, [*faults, stop.fault]
    return (None if faults else root), faults


def events(text: str) -> Iterator[Any]:
    """Yield libyaml's events, for their places alone: texts may come with other characters.

    Raises `yaml.YAMLError` where the text is no YAML.
    """
    next_event: Callable[[], Any] = _Parser(_MISREAD_ANY.sub("\ue000", text)).get_event
    while True:
        event = next_event()
        yield event
        if event.__class__ is yaml.StreamEndEvent:
            return


def _unused_in(text: str) -> list[str]:
    """Return private characters that a text does not hold, one for each that libyaml misreads."""
    private = (chr(code) for code in range(0xE000, 0xF900))
    found = list(islice((each for each in private if each not in text), len(_MISREAD)))
    return found if len(found) == len(_MISREAD) else list(_MISREAD)


def _compose(source: Source, text: str, faults: list[Fault], restore: dict[int, str]) -> Node | None:
    """Build the tree in one loop, which is most of the work of a run: hence its plain style.

    A list being read fills `items`; a mapping, in which `items` is None, fills `pairs`, with the `key` that
    awaits its value. `stack` holds the open collections, each with what was being filled around it, so that
    depth costs no recursion.
    """
    next_event: Callable[[], Any] = _Parser(text).get_event
    scalar_event, alias_event = yaml.ScalarEvent, yaml.AliasEvent
    mapping_start, sequence_start = yaml.MappingStartEvent, yaml.SequenceStartEvent
    mapping_end, sequence_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
    blank = Scalar.__new__

    top: list[Node] = []
    documents = 0
    pairs: dict[str, Pair] = {}
    items: list[Node] | None = top
    stack: list[tuple[Mapping | Sequence, Scalar | None, dict[str, Pair], list[Node] | None]] = []
    key: Scalar | None = None
    aliases = _Aliases(source)
    node: Any

    while True:
        event = next_event()
        kind = event.__class__
        if kind is scalar_event:
            node = blank(Scalar)  # filled in here, where calling its __init__ would take as long again
            node.source = source
            node.start = event.start_mark.index
            node.end = event.end_mark.index
            node.text = event.value.translate(restore) if restore else event.value
            node.plain = not event.style
            if event.tag is not None:
                _check_tag(source, event)
            if event.anchor is not None:
                aliases.anchors[event.anchor] = node
        elif kind is mapping_end or kind is sequence_end:
            node, key, pairs, items = stack.pop()
            node.end = event.end_mark.index
            if kind is mapping_end and "<<" in node.pairs:
                _merge(node, faults)
        elif kind is mapping_start or kind is sequence_start:
            as_key = items is None and key is None
            if as_key or event.tag is not None or len(stack) >= MAX_DEPTH:
                _check_opening(source, event, depth=len(stack), as_key=as_key)
            start = event.start_mark.index
            if kind is mapping_start:
                node = Mapping(source, start, start, {})
                stack.append((node, key, pairs, items))
                pairs, items = node.pairs, None
            else:
                node = Sequence(source, start, start, [])
                stack.append((node, key, pairs, items))
                items = node.items
            if event.anchor is not None:
                aliases.anchors[event.anchor] = node
            key = None
            continue
        elif kind is alias_event:
            node = aliases.repeat(event, [entry[0] for entry in stack])
            if items is None and key is None and not isinstance(node, Scalar):
                _stop(source, event, "A key must be a word, not a list or a mapping.", "write the key out")
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                _stop(source, event, "A second document starts here (`---`).", "keep one spec in each file")
            continue
        elif kind is yaml.StreamEndEvent:
            return top[0] if top else None
        else:
            continue

        if key is not None:
            name = key.text
            if name in pairs:
                faults.append(_given_twice(key, pairs[name][0]))
            else:
                pairs[name] = (key, node)
            key = None
        elif items is None:
            key = node
        else:
            items.append(node)


def _check_opening(source: Source, event: Any, *, depth: int, as_key: bool) -> None:
    """Stop at a collection that may not stand where it starts."""
    if depth >= MAX_DEPTH:
        _stop(source, event, f"This is nested more than {MAX_DEPTH} levels deep.", "a spec needs about ten")
    if event.tag is not None:
        _check_tag(source, event)
    if as_key:
        _stop(
            source,
            event,
            "A key must be a word, not a list or a mapping.",
            "quote a text that starts with [ or {",
        )


def _given_twice(key: Scalar, first: Scalar) -> Fault:
    message = f"The key {quoted(key.text)} is given twice here; only one can count."
    return Fault(
        FaultKind.INVALID, message, "keep one of the two", node=key, related=((first, "the first one"),)
    )


def _merge(mapping: Mapping, faults: list[Fault]) -> None:
    """Lay the mapping's own keys over those that its merge key brings in."""
    key, value = mapping.pairs["<<"]
    if not key.plain:
        return
    del mapping.pairs["<<"]
    for base in value.items if isinstance(value, Sequence) else [value]:
        if not isinstance(base, Mapping):
            message = "The merge key `<<` takes a mapping, or a list of mappings."
            faults.append(
                Fault(FaultKind.INVALID, message, "name an anchor on a mapping, as in `<<: *base`", node=base)
            )
            continue
        for inherited, pair in base.pairs.items():
            mapping.pairs.setdefault(inherited, pair)


class _Aliases:
    """The anchors of a document, and what its aliases come to once they are written out."""

    def __init__(self, source: Source) -> None:
        self.anchors: dict[str, Node] = {}
        self._source = source
        self._sizes: dict[int, tuple[int, int]] = {}
        self._expanded = 0

    def repeat(self, event: Any, opened: list[Mapping | Sequence]) -> Node:
        """Return a shallow copy of what an alias repeats, at the place of the alias."""
        self._source.repeats = True
        name = event.anchor
        target = self.anchors.get(name)
        if target is None:
            message = f"Nothing before the alias `*{name}` sets the anchor `&{name}`."
            _stop(self._source, event, message, self._other_than(name))
        if any(target is one for one in opened):
            message = f"The alias `*{name}` stands inside what it repeats."
            _stop(self._source, event, message, "write the value out")
        values, levels = self._size(target)
        self._expanded += values
        if self._expanded > MAX_EXPANDED or len(opened) + levels > MAX_DEPTH:
            message = "The aliases up to here repeat one another beyond any course's size."
            _stop(self._source, event, message, "write the values out")
        start, end = event.start_mark.index, event.end_mark.index
        match target:
            case Sequence():
                return Sequence(target.source, start, end, target.items)
            case Mapping():
                return Mapping(target.source, start, end, target.pairs)
            case _:
                return Scalar(target.source, start, end, target.text, target.plain)  # type: ignore[attr-defined]

    def _other_than(self, name: str) -> str:
        if not self.anchors:
            return "put quotes around a text that starts with `*`"
        near = closest(name, self.anchors)
        return (
            f"did you mean `*{near}`?" if near else f"the last anchor before it is `&{[*self.anchors][-1]}`"
        )

    def _size(self, node: Node) -> tuple[int, int]:
        """Count the values of a node, shared parts once for each use, and its levels."""
        match node:
            case Sequence():
                shared: object = node.items
                children = node.items
            case Mapping():
                shared = node.pairs
                children = [value for _, value in node.pairs.values()]
            case _:
                return 1, 0
        known = self._sizes.get(id(shared))
        if known is None:
            inner = [self._size(child) for child in children]
            values = 1 + sum(count for count, _ in inner)
            levels = 1 + max((depth for _, depth in inner), default=0)
            known = self._sizes[id(shared)] = (values, levels)
        return known


def _stop(source: Source, event: Any, message: str, fix: str) -> NoReturn:
    at = (event.start_mark.index, event.end_mark.index)
    raise _Stop(Fault(FaultKind.INVALID, message, fix, source=source, at=at))


def _check_tag(source: Source, event: Any) -> None:
    if event.tag not in _KNOWN_TAGS:
        _stop(
            source,
            event,
            "Tags such as `!name` mean nothing in a spec.",
            "quote the text if it starts with `!`",
        )
