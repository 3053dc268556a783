"""From checked trees to the typed model: course → module → unit, each with what it inherits."""

from __future__ import annotations

from typing import Any

from coursewright.spec import model
from coursewright.spec.element import Element, Ref, Scope
from coursewright.spec.faults import Fault, invalid
from coursewright.spec.inherit import context_of, defaults_of, takes_away, with_defaults
from coursewright.spec.nodes import Absence, Invalid, Mapping, Merged, Node, Pair, Scalar, Todo
from coursewright.spec.values import UNREAD


class Reading:
    """One course being read: what was found so far, and where we are."""

    def __init__(self, none_keys: frozenset[str]) -> None:
        self.none_keys = none_keys
        self.faults: list[Fault] = []
        self.refs: list[Ref] = []
        self.elements: dict[str, list[Element]] = {}
        self.scope = Scope("course", None, None)  # until the first one opens
        self.partial = False
        self._contexts: dict[int, tuple[dict[str, Pair], dict[str, dict[str, Pair]]]] = {}

    def fault(self, fault: Fault) -> None:
        """Note something that could not be read; an inherited value is spoken of once."""
        for known in self.faults:
            if known.node is fault.node and known.message == fault.message:
                return
        self.faults.append(fault)

    def refer(self, ref: Ref) -> Ref:
        """Note a reference, to be resolved when all is read."""
        self.refs.append(ref)
        return ref

    def make(self, name: str, node: Node, **values: Any) -> Element:
        """Build an element from values at hand."""
        made: Element = getattr(model, name)(node=node, scope=self.scope, **values)
        self.elements.setdefault(name, []).append(made)
        return made

    def build_named(self, name: str, node: Mapping) -> Element:
        """Build an element that stands inline where a reference could."""
        defaults = "follow_up_activities" if name == "FollowUpActivity" else ""
        return self.build(getattr(model, name), node, "", defaults)

    def build(
        self, kind: type[Element], node: Node, shorthand: str = "", defaults: str = "", **extra: Any
    ) -> Element:
        """Build an element from its mapping, or from the string that stands for one of its keys."""
        if not isinstance(node, Mapping):
            built = kind(node=node, scope=self.scope, **{shorthand: node.text}, **extra)  # type: ignore[attr-defined]
            self.elements.setdefault(kind.__name__, []).append(built)
            return built
        if defaults:
            node = with_defaults(node, self._contexts[id(self.scope)][1].get(defaults))
        table = kind.keys
        values: dict[str, Any] = extra
        undecided: list[str] | None = None
        on_purpose: dict[str, Absence] | None = None
        outer, self.partial = self.partial, False
        for key, (_, value) in node.pairs.items():
            entry = table.get(key)
            if entry is None:
                if isinstance(value, Absence):
                    on_purpose = {**(on_purpose or {}), key: value}
                continue
            match value:
                case Todo() | Invalid():
                    read = UNREAD
                case Absence():
                    on_purpose = {**(on_purpose or {}), key: value}
                    if not takes_away(node, key, self.none_keys):
                        self._no_absence(key, value)
                    continue
                case _:
                    read = entry[1](value, self)
                    if read is not UNREAD:
                        values[entry[0]] = read
            if read is UNREAD or self.partial:
                self.partial = False
                undecided = undecided or []
                undecided.append(key)
        self.partial = outer
        if undecided is not None:
            values["undecided"] = frozenset(undecided)
        if on_purpose is not None:
            values["on_purpose"] = on_purpose
        built = kind(node, self.scope, **values)
        self.elements.setdefault(kind.__name__, []).append(built)
        return built

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
            scope.settings = self.build(model.Settings, Merged(node, own_context))  # type: ignore[assignment]
        return scope

    def languages(self) -> tuple[bool, str]:
        """Whether translations are announced in the scope being read, and the language to prefer."""
        context = self._contexts[id(self.scope)][0]
        main = context.get("language")
        return "languages" in context, main[1].text if main and isinstance(main[1], Scalar) else "en"

    def close_scope(self, element: Any) -> None:
        """Leave a scope: `element` is what was read in it."""
        self.scope.element = element
        if self.scope.parent is not None:
            self.scope = self.scope.parent

    def _no_absence(self, key: str, value: Absence) -> None:
        message = f"`{key}` takes no `none` here: nothing is inherited that it could take away."
        self.fault(invalid(value, message, f"delete `{key}`"))
