"""What every part of a course has: a place, what it leaves open, and what it leaves out on purpose."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

from coursewright.spec.nodes import Absence, Mapping, Merged, Node, Scalar
from coursewright.spec.values import text
from coursewright.spec.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Mapping as Table

    from coursewright.spec.model.context import Settings
    from coursewright.spec.model.structure import Course, Module, Unit
    from coursewright.spec.times import TimeSpec

    Entry: TypeAlias = tuple[str, Callable[..., Any]]
    """The attribute that a key fills, and how its value is read."""

NOTHING_ON_PURPOSE: Table[str, Absence] = MappingProxyType({})


class Key:
    """How one key of the format is read: its reader, the attribute it fills and what that is without it."""

    __slots__ = ("default", "name", "reader")

    def __init__(self, reader: Callable[..., Any], name: str, default: Any) -> None:
        self.reader = reader
        self.name = name
        self.default = default


def key(reader: Callable[..., Any], name: str = "", default: Any = None) -> Any:
    """Declare a key of the format: how its value is read, and its name where Python has taken it."""
    return Key(reader, name, default)


class Element:
    """A part of a course that was written as one value. Elements are frozen and compare by identity.

    A key is in one of four states: said, open (`TODO`, or not understood), left out on purpose, or absent.
    `lacks` is true for the last alone, so that no rule speaks of the other three.

    Subclasses declare their keys as annotated attributes. They are no dataclasses: making forty of those
    costs more than checking a course, and most elements say a few of their many keys.
    """

    noun: ClassVar[str] = "entry"
    keys: ClassVar[dict[str, Entry]] = {}

    node: Node
    scope: Scope
    undecided: frozenset[str] = frozenset()
    on_purpose: Table[str, Absence] = NOTHING_ON_PURPOSE

    def __init_subclass__(cls) -> None:
        cls.keys = dict(cls.keys)
        for attribute, declared in list(vars(cls).items()):
            if isinstance(declared, Key):
                cls.keys[declared.name or attribute] = (attribute, declared.reader)
                setattr(cls, attribute, declared.default)

    def __init__(self, node: Node, scope: Scope, **values: Any) -> None:
        self.__dict__.update(values, node=node, scope=scope)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot change")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot go")

    @property
    def shorthand(self) -> bool:
        """Whether a plain string stands for the whole."""
        return isinstance(self.node, Scalar)

    def says(self, name: str) -> bool:
        """Whether the key is there, in whatever state."""
        return isinstance(self.node, Mapping) and name in self.node.pairs

    def lacks(self, name: str) -> bool:
        """Whether nothing at all is said under the key."""
        return not isinstance(self.node, Mapping) or name not in self.node.pairs

    def leaves_open(self, *names: str) -> bool:
        """Whether one of the keys is still to be decided, or could not be understood."""
        undecided = self.undecided  # hardly ever anything, and hundreds of rules ask
        return not undecided.isdisjoint(names) if undecided else False

    def leaves_out(self, name: str) -> bool:
        """Whether the key is left out on purpose."""
        return name in self.on_purpose

    def inherits(self, name: str) -> bool:
        """Whether the key's value was written elsewhere and holds here too."""
        return (
            isinstance(self.node, Merged) and name in self.node.pairs and name not in self.node.origin.pairs
        )


class Item(Element):
    """An element that can be referred to."""

    id: str | None = key(text)
    title: str | None = key(text)

    @property
    def label(self) -> str:
        """What to call it in a message: `task "Rule on three cases"`, else its id, else its kind alone."""
        name = self.title or self.id
        return f'{self.noun} "{shortened(name)}"' if name else f"this {self.noun}"


def refs_of(element: Element) -> Iterator[Ref]:
    """Yield the references that an element says, those of its times included."""
    for value in vars(element).values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Ref):
                yield one
            elif isinstance(one, When) and one.anchor is not None:
                yield one.anchor


class Scope:
    """Where an element stands: a course, a module or a unit, with the settings in force there.

    Filled while reading and left alone afterwards; `element` is the course, module or unit itself.
    """

    __slots__ = ("element", "level", "parent", "settings")

    def __init__(
        self, level: Literal["course", "module", "unit"], parent: Scope | None, settings: Any
    ) -> None:
        self.level = level
        self.parent = parent
        self.settings: Settings = settings
        self.element: Course | Module | Unit | None = None

    def up(self, level: Literal["course", "module", "unit"]) -> Scope | None:
        """Return this scope, or the one around it, that has the level."""
        scope: Scope | None = self
        while scope is not None and scope.level != level:
            scope = scope.parent
        return scope


class Ref:
    """A reference as written, and what it turned out to mean.

    `wants` are the names of the classes it may point to. `target` is found once the whole course is read;
    `text` is what was `written`, but for the name of a role, which is mended.
    """

    __slots__ = ("node", "optional", "roles", "scope", "target", "text", "wants", "written")

    def __init__(
        self,
        node: Scalar,
        scope: Scope,
        wants: tuple[str, ...],
        *,
        roles: frozenset[str] = frozenset(),
        optional: bool = False,
    ) -> None:
        self.node = node
        self.text = self.written = node.text
        self.scope = scope
        self.wants = wants
        self.roles = roles
        self.optional = optional
        self.target: Any = None


class When:
    """A time as written: its meaning, its place, and the item it counts from, if it does."""

    __slots__ = ("anchor", "node", "spec")

    def __init__(self, spec: TimeSpec, node: Node, anchor: Ref | None = None) -> None:
        self.spec = spec
        self.node = node
        self.anchor = anchor
