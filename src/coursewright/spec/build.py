"""From checked trees to the typed model: course → module → unit, each with what it inherits."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from coursewright.spec import model
from coursewright.spec.element import Element, Ref, Scope
from coursewright.spec.faults import Fault, invalid
from coursewright.spec.inherit import CONTEXT, context_of, defaults_of, takes_away, with_defaults
from coursewright.spec.nodes import (
    Absence,
    Mapping,
    Merged,
    Node,
    Pair,
    Part,
    Scalar,
    Sequence,
)
from coursewright.spec.values import UNREAD, UNSAID

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

    from coursewright.spec.element import Entry


class Reading:
    """One course being read: what was found so far, and where we are."""

    def __init__(self, none_keys: frozenset[str], language: str = "") -> None:
        self.none_keys = none_keys
        self._language = language
        self.faults: list[Fault] = []
        self.refs: list[Ref] = []
        self.elements: dict[str, list[Element]] = defaultdict(list)
        self.scope = Scope("course", None, None)  # until the first one opens
        self.partial = False
        self._contexts: dict[int, tuple[dict[str, Pair], dict[str, dict[str, Pair]]]] = {}
        self._said: set[tuple[int, str]] = set()

    def fault(self, fault: Fault) -> None:
        """Note something that could not be read; an inherited value is spoken of once."""
        node = fault.node.whole if isinstance(fault.node, Part) else fault.node
        if (id(node), fault.message) not in self._said:
            self._said.add((id(node), fault.message))
            self.faults.append(fault)

    def refer(self, ref: Ref) -> Ref:
        """Note a reference, to be resolved when all is read."""
        self.refs.append(ref)
        return ref

    def make(self, name: str, node: Node, **values: Any) -> Element:
        """Build an element from values at hand."""
        values["node"], values["scope"] = node, self.scope
        return self._made(getattr(model, name), values)

    def build_named(self, name: str, node: Mapping) -> Element:
        """Build an element that stands inline where a reference could."""
        defaults = "follow_up_activities" if name == "FollowUpActivity" else ""
        return self.build(getattr(model, name), node, "", defaults)

    def build(
        self,
        kind: type[Element],
        node: Node,
        shorthand: str = "",
        defaults: str = "",
        known: dict[str, Any] | None = None,
    ) -> Element:
        """Build an element from its mapping, or from the string that stands for one of its keys.

        `known` are values that are not read from keys of the same name.
        """
        values: dict[str, Any] = {"node": node, "scope": self.scope}
        if known is not None:
            values.update(known)
        if isinstance(node, Mapping):
            if defaults:
                below = self._contexts[id(self.scope)][1].get(defaults)
                if below:
                    values["node"] = node = with_defaults(node, below)
            self._read_pairs(kind.keys, node, values)
        else:
            values[shorthand] = node.text  # type: ignore[attr-defined]
        return self._made(kind, values)

    def _made(self, kind: type[Element], values: dict[str, Any]) -> Element:
        # What `kind(...)` does, but without two copies of the values: there are thirty elements to a file.
        made = object.__new__(kind)
        object.__setattr__(made, "__dict__", values)
        self.elements[kind.__name__].append(made)
        return made

    def _read_pairs(self, table: Table[str, Entry], node: Mapping, values: dict[str, Any]) -> None:
        """Read what a mapping says into `values`, by attribute, and note what it leaves open or out."""
        undecided: list[str] = []
        on_purpose: dict[str, Absence] = {}
        outer, self.partial = self.partial, False
        for key, (_, value) in node.pairs.items():
            entry = table.get(key)
            if value.__class__ in UNSAID:
                if value.__class__ is Absence:
                    if takes_away(node, key, self.none_keys):
                        on_purpose[key] = value
                        continue
                    if entry is None and key in CONTEXT:
                        continue  # it is for the settings of this place to judge
                    self._no_absence(key, value)
            elif entry is not None:
                read = entry[1](value, self)
                if read is not UNREAD:
                    values[entry[0]] = read
                    if not self.partial:
                        continue
            else:
                if key == "license":
                    self._two_licences(node)
                continue
            self.partial = False
            undecided.append(key)
        self.partial = outer
        if undecided:
            values["undecided"] = frozenset(undecided)
        if on_purpose:
            values["on_purpose"] = on_purpose

    def open_scope(self, level: Any, node: Mapping) -> Scope:
        """Enter a course, module or unit: work out what it inherits, and its settings."""
        parent = self.scope if id(self.scope) in self._contexts else None
        context, defaults = self._contexts[id(parent)] if parent is not None else ({}, {})
        own_context = context_of(node, context)
        scope = Scope(level, parent, None)
        self._contexts[id(scope)] = (own_context, defaults_of(node, defaults))
        self.scope = scope
        if parent is not None:
            scope.settings = parent.settings
        if parent is None or any(own_context[key] is not context.get(key) for key in own_context):
            settings: Any = self.build(model.Settings, Merged(node, own_context, context))
            scope.settings = settings
        return scope

    def languages(self) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
        """Return the languages to prefer in the scope being read, best first, and all that it announces.

        The last to prefer is that of the scope. None if no further ones are announced; an empty tuple where
        they are still open.
        """
        context = self._contexts[id(self.scope)][0]
        named, further = (context[key][1] if key in context else None for key in ("language", "languages"))
        main = named.text if isinstance(named, Scalar) else "en"
        preferred = (self._language, main) if self._language else (main,)
        match further:
            case None | Absence():
                return preferred, None
            case Sequence(items=items) if items and all(isinstance(item, Scalar) for item in items):
                return preferred, (main, *(item.text for item in items if isinstance(item, Scalar)))
            case Scalar():
                return preferred, (main, further.text)
            case _:
                return preferred, ()

    def close_scope(self, element: Any) -> None:
        """Leave a scope: `element` is what was read in it."""
        self.scope.element = element
        if self.scope.parent is not None:
            self.scope = self.scope.parent

    def _no_absence(self, key: str, value: Absence) -> None:
        if key in {"course", "module"}:
            self.fault(invalid(value, f"A {key} has an id.", f"write a short name, as in `{key}: consent`"))
            return
        message = f"`{key}` takes no `none` here: nothing is inherited that it could take away."
        self.fault(invalid(value, message, f"delete `{key}`"))

    def _two_licences(self, node: Mapping) -> None:
        first, second = node.pairs["licence"][0], node.pairs["license"][0]
        related = ((first, "the other one"),)
        self.fault(invalid(second, "The licence is given twice here.", "keep one of the two", related))
