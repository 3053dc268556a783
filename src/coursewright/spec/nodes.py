"""The tree of a YAML text in which every key and value knows its place.

Offsets count characters from the start of the text; a node made by an alias has the place of the alias.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Table

    from coursewright.spec.source import Source, Span

_BRACKET = re.compile(r"(?:[&!]\S*\s+)*[\[{]")
"""How a value in brackets or braces starts; an anchor or a tag may stand before it."""


class Node:
    """A value with its place."""

    __slots__ = ("end", "source", "start")

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        """Lines and columns, from the first character to the last that is no white space."""
        return self.source.span(self.start, self.start + len(self.written))

    @property
    def written(self) -> str:
        """The text as it stands in the file."""
        return self.source.text[self.start : self.end].rstrip(" \t\r\n")


class Scalar(Node):
    """A text; `plain` says that it was written without quotes."""

    __slots__ = ("plain", "text")

    def __init__(self, source: Source, start: int, end: int, text: str, plain: bool) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.text = text
        self.plain = plain


class Part(Scalar):
    """A stretch of another node, `whole`, such as the id in `2 days before seminar-3`."""

    __slots__ = ("whole",)

    def __init__(self, whole: Node, text: str, start: int, end: int) -> None:
        super().__init__(whole.source, start, end, text, plain=True)
        self.whole = whole


Pair: TypeAlias = tuple[Scalar, Node]


class Sequence(Node):
    """A list."""

    __slots__ = ("items",)

    def __init__(self, source: Source, start: int, end: int, items: list[Node]) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.items = items

    @property
    def flow(self) -> bool:
        """Whether it was written in brackets."""
        return _BRACKET.match(self.source.text, self.start) is not None


class Mapping(Node):
    """Keys with their values, in the order written."""

    __slots__ = ("pairs",)

    def __init__(self, source: Source, start: int, end: int, pairs: dict[str, Pair]) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.pairs = pairs

    @property
    def flow(self) -> bool:
        """Whether it was written in braces."""
        return _BRACKET.match(self.source.text, self.start) is not None

    def value(self, key: str) -> Node | None:
        """Return the value of `key`, if it is there."""
        pair = self.pairs.get(key)
        return pair[1] if pair else None


NOTHING_BELOW: Table[str, Pair] = MappingProxyType({})


class Merged(Mapping):
    """A mapping with inherited pairs, `below`, under its own; `origin` is the one in the file."""

    __slots__ = ("below", "origin")

    def __init__(
        self, origin: Mapping, pairs: dict[str, Pair], below: Table[str, Pair] = NOTHING_BELOW
    ) -> None:
        super().__init__(origin.source, origin.start, origin.end, pairs)
        self.origin: Mapping = origin.origin if isinstance(origin, Merged) else origin
        self.below = below


class Todo(Node):
    """A value still to be decided; `text` is what the author wrote for it, empty for nothing at all."""

    __slots__ = ("text",)

    def __init__(self, node: Node, text: str) -> None:
        super().__init__(node.source, node.start, node.end)
        self.text = text

    @property
    def hint(self) -> str:
        """What the author noted to write, without the word for it."""
        return self.text.removeprefix("TODO").lstrip(": ")


Written: TypeAlias = tuple[Scalar, Scalar | Todo]
"""A key and its value; an item of a list has the key of the list."""


class Invalid(Node):
    """A value that could not be understood: it is reported once, and nothing else speaks of it."""

    __slots__ = ("was",)

    def __init__(self, node: Node) -> None:
        super().__init__(node.source, node.start, node.end)
        self.was = node


class Absence(Node):
    """A deliberate absence, `{none: "the reason"}`, or a bare `none` (then `reason` is empty).

    `todo` is the key `none` and its placeholder where the reason is still to be written; then `reason` is
    what that says. The absence is decided all the same.
    """

    __slots__ = ("reason", "todo")

    def __init__(self, node: Node, reason: str, todo: Written | None = None) -> None:
        super().__init__(node.source, node.start, node.end)
        self.reason = reason
        self.todo = todo


def as_data(node: Node | None, of_scalar: Callable[[Scalar], Any]) -> Any:
    """Return a tree as plain data, each scalar as `of_scalar` has it; None for what else is no collection."""
    match node:
        case Mapping():
            return {key: as_data(value, of_scalar) for key, (_, value) in node.pairs.items()}
        case Sequence():
            return [as_data(item, of_scalar) for item in node.items]
        case Scalar():
            return of_scalar(node)
        case _:
            return None


def text_of(scalar: Scalar) -> str:
    """Return what a scalar says."""
    return scalar.text


def head_of(node: Mapping) -> Pair | None:
    """Return the pair by which an item is known: its id, else its title, else what comes first."""
    pairs = node.origin.pairs if isinstance(node, Merged) else node.pairs
    for key in ("id", "module", "course", "title"):
        if key in pairs:
            return pairs[key]
    return next(iter(pairs.values()), None)


def path_to(node: Node, root: Mapping) -> str | None:
    """Return the path of a node below `root`, found by its offsets; None where they lead elsewhere.

    That asks a few nodes on each level, where `paths_below` asks all of them. It takes a tree without
    aliases, in which each node stands in one place.
    """
    stack: list[tuple[Node, str]] = [(root, "")]
    start = node.start
    while stack:
        at, path = stack.pop()
        if at is node:
            return path
        match at:
            case Mapping():
                stack += [
                    (value, f"{path}.{key}" if path else key)
                    for key, (_, value) in reversed(at.pairs.items())
                    if value.start <= start <= value.end
                ]
                for key, (key_node, _) in at.pairs.items():
                    if key_node is node:
                        return f"{path}.{key}" if path else key
            case Sequence():
                for number, item in enumerate(at.items, 1):
                    if item.start <= start <= item.end:
                        stack.append((item, f"{path}[{_name(item) or number}]"))
            case Invalid():
                if at.was is node:
                    return path
    return None


def paths_below(root: Mapping) -> dict[int, str]:
    """Map each node below `root`, by identity, to its path; of a node used twice, the first place counts."""
    paths: dict[int, str] = {id(root): ""}
    stack: list[tuple[Node, str]] = [(root, "")]
    while stack:
        node, path = stack.pop()
        below: list[tuple[Node, str]] = []
        match node:
            case Mapping():
                for key, (key_node, value) in node.pairs.items():
                    step = f"{path}.{key}" if path else key
                    paths.setdefault(id(key_node), step)
                    below.append((value, step))
            case Sequence():
                for number, item in enumerate(node.items, 1):
                    below.append((item, f"{path}[{_name(item) or number}]"))
            case Invalid():
                paths.setdefault(id(node.was), path)
            case Absence(todo=(_, reason)):
                paths.setdefault(id(reason), path)
        for child, step in reversed(below):
            if id(child) not in paths:
                paths[id(child)] = step
                stack.append((child, step))
    return paths


def _name(item: Node) -> str:
    if isinstance(item, Mapping) and isinstance(identity := item.value("id"), Scalar):
        return identity.text
    return ""
