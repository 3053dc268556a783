"""YAML and JSON of others as plain data: nothing but texts, and nothing large or deep beyond measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Plain", "yaml_plain"]

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""What a YAML file holds when every scalar stays the text that was typed; nothing is an empty text."""

_NODES = 500_000
"""Nodes of a file, each counted as often as an alias repeats it."""
_DEEPEST = 100


def yaml_plain(text: str, name: str) -> Plain:
    """Return YAML or JSON as plain data, all scalars as texts. Raises `UsageError` where that is not safe.

    Of several documents in one text the first is read. What a key says twice, it says the second time.
    """
    import yaml  # noqa: PLC0415 - only some sources hold YAML

    try:
        # Its loaders call themselves for each level, in C, until there is no room left: events do not.
        return _Composing(name).composed(yaml.parse(text, yaml.CBaseLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}," if mark is not None else ""
        problem = getattr(error, "problem", None) or "it is no YAML"
        raise UsageError(f"`{name}`,{where} cannot be read: {problem}.") from None


class _Open:
    """A list or mapping that is not yet at its end."""

    __slots__ = ("anchor", "key", "nodes", "value")

    def __init__(self, value: Any, anchor: str | None) -> None:
        self.value = value
        self.anchor = anchor
        self.key: str | None = None
        self.nodes = 1


class _Composing:
    """One text on its way from events to data."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._root: Any = None

    def composed(self, events: Iterable[Any]) -> Plain:
        for event in events:
            match type(event).__name__:
                case "ScalarEvent":
                    self._put(event.value, event.anchor, 1)
                case "AliasEvent":
                    self._repeat(event.anchor)
                case "SequenceStartEvent":
                    self._begin([], event.anchor)
                case "MappingStartEvent":
                    self._begin({}, event.anchor)
                case "SequenceEndEvent" | "MappingEndEvent":
                    done = self._open.pop()
                    self._put(done.value, done.anchor, done.nodes)
                case "DocumentEndEvent":
                    break
        root: Plain = "" if self._root is None else self._root
        return root

    def _begin(self, value: Any, anchor: str | None) -> None:
        if len(self._open) >= _DEEPEST:
            raise UsageError(f"`{self._name}` is nested too deeply to be read.")
        self._open.append(_Open(value, anchor))

    def _repeat(self, anchor: str) -> None:
        if anchor not in self._anchors:
            raise UsageError(f"`{self._name}` cannot be read: it repeats `{anchor}`, which it never says.")
        value, nodes = self._anchors[anchor]
        self._put(value, None, nodes)

    def _put(self, value: Any, anchor: str | None, nodes: int) -> None:
        if anchor:
            self._anchors[anchor] = (value, nodes)
        if not self._open:
            self._root = value
            return
        holder = self._open[-1]
        holder.nodes += nodes
        if holder.nodes > _NODES:
            raise UsageError(f"`{self._name}` is too large, or repeats itself by its aliases beyond measure.")
        if isinstance(holder.value, list):
            holder.value.append(value)
        elif holder.key is not None:
            holder.value[holder.key] = value
            holder.key = None
        elif isinstance(value, str):
            holder.key = value
        else:
            raise UsageError(f"`{self._name}` cannot be read: a key in it is a list or a mapping.")
