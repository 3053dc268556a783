"""How the parts of an element are read: other elements, lists of them, and references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.spec.element import Element, Ref
from coursewright.spec.nodes import Mapping, Node, Part, Scalar, Sequence
from coursewright.spec.values import UNREAD, UNSAID

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.spec.build import Reading
    from coursewright.spec.values import Reader

ROLES = frozenset({"instructor", "tutor", "designer", "assistant", "peer", "student", "learner", "system"})
"""Who may be named where no member of the team has that id."""


def many(reader: Reader) -> Reader:
    """Read a list; one item may stand without brackets, and items still open leave the key open too."""

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Sequence):
            value = reader(node, reading)
            return UNREAD if value is UNREAD else (value,)
        found = []
        for item in node.items:
            if item.__class__ in UNSAID or (value := reader(item, reading)) is UNREAD:
                reading.partial = True
            else:
                found.append(value)
        return tuple(found)

    return read


def element(kind: Callable[[], type[Element]], shorthand: str = "", defaults: str = "") -> Reader:
    """Read a mapping as an element; `shorthand` is the key that a plain string stands for."""

    def read(node: Node, reading: Reading) -> Any:
        if isinstance(node, Mapping) or (shorthand and isinstance(node, Scalar)):
            return reading.build(kind(), node, shorthand, defaults)
        return UNREAD

    return read


def elements(kind: Callable[[], type[Element]], shorthand: str = "", defaults: str = "") -> Reader:
    """Read a list of elements."""
    return many(element(kind, shorthand, defaults))


def scoped(kind: Callable[[], type[Element]]) -> Reader:
    """Read a mapping as a scope of its own, with what it inherits."""

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Mapping):
            return UNREAD
        reading.open_scope("unit", node)
        built = reading.build(kind(), node)
        reading.close_scope(built)
        return built

    return read


def ref(*wants: str, optional: bool = False) -> Reader:
    """Read a reference to one of the named classes; an `optional` one may turn out to be a mere text."""

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Scalar):
            return UNREAD
        return reading.refer(Ref(node, reading.scope, wants, optional=optional))

    return read


def ref_in_course(*wants: str) -> Reader:
    """Read a reference to something of the course itself; a module alone cannot know what that is."""

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Scalar):
            return UNREAD
        scope = reading.scope.up("course")
        found = Ref(node, scope or reading.scope, wants)
        return found if scope is None else reading.refer(found)

    return read


def person(node: Node, reading: Reading) -> Any:
    """Read a member of the team, or a role."""
    if not isinstance(node, Scalar):
        return UNREAD
    return reading.refer(Ref(node, reading.scope, ("Member",), roles=ROLES))


def ref_or_inline(*wants: str) -> Reader:
    """Read a reference, or the thing itself where it is written out."""

    def read(node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar):
            return reading.refer(Ref(node, reading.scope, wants))
        if not isinstance(node, Mapping):
            return UNREAD
        built: Any = reading.build_named(wants[0], node)
        identity = node.value("id")
        named = identity if isinstance(identity, Scalar) else Part(node, "", node.start, node.end)
        inline = Ref(named, reading.scope, wants)
        inline.target = built
        return inline

    return read
