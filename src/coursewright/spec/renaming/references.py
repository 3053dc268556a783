"""Every reference of a course, also those that nothing has inherited yet, and what each of them means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.spec import model
from coursewright.spec.build import Reading
from coursewright.spec.element import Ref, refs_of
from coursewright.spec.inherit import KINDS
from coursewright.spec.model import Course, Module, Outcome, Unit
from coursewright.spec.namespaces import Namespaces
from coursewright.spec.nodes import Mapping, Part
from coursewright.spec.schema_files import none_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.element import Element, Item
    from coursewright.spec.model import Content
    from coursewright.spec.nodes import Node


def whole(node: Node) -> Node:
    """Return the value that a node is, or is a stretch of."""
    return node.whole if isinstance(node, Part) else node


def references(course: Course) -> Iterator[tuple[Element, list[Ref]]]:
    """Yield the elements of a course with what they refer to, in the order of the model."""
    for elements in course.elements.values():
        for element in elements:
            if not _asks_elsewhere(element, course):
                yield element, list(refs_of(element))
    for place in _places(course):
        yield place, list(_in_defaults(place))


def is_implicit(element: Element) -> bool:
    """Whether an element stands for a module that was written, and is none of its own."""
    return isinstance(element, Course | Unit) and element.implicit


def _asks_elsewhere(element: Element, course: Course) -> bool:
    """Whether an element refers to a course that is not there."""
    return course.implicit and isinstance(element, Outcome)


def _places(course: Course) -> Iterator[Content]:
    every: tuple[type[Content], ...] = (Course, Module, Unit)
    for kind in every:
        yield from (place for place in course.every(kind) if not is_implicit(place))


def _in_defaults(place: Content) -> Iterator[Ref]:
    """Yield what the defaults of a place refer to: an item that has them says so, but there may be none."""
    defaults = place.node.value("defaults") if isinstance(place.node, Mapping) else None
    if not isinstance(defaults, Mapping):
        return
    reading = Reading(none_keys())
    reading.open_scope("course", Mapping(defaults.source, 0, 0, {}))
    for key, name in KINDS.items():
        written = defaults.value(key)
        if isinstance(written, Mapping):
            reading.build(getattr(model, name), written)
    for ref in reading.refs:
        ref.scope = place.scope
        yield ref


class Meanings:
    """What the references of a course mean, those that are of a wrong kind included."""

    def __init__(self, course: Course) -> None:
        elements = {
            kind: [one for one in elements if not is_implicit(one)]
            for kind, elements in course.elements.items()
        }
        self.names = Namespaces(elements, course.modules, complete=course.complete)

    def item(self, ref: Ref) -> Item | None:
        """Return what a reference means, else the first that has the id where it looks."""
        if ref.target is not None:
            found: Item = ref.target
            return found
        for space in self.names.reachable(ref):
            if found_here := space.get(ref.text):
                return found_here[0]
        module = self.module(ref)
        if module is None:
            return None
        return next(iter(self.names.items(module.scope).get(ref.text.partition("/")[2], ())), None)

    def module(self, ref: Ref) -> Module | None:
        """Return the module that a reference of the form `module-id/item-id` names."""
        module_id, slash, _ = ref.text.partition("/")
        if not slash or ref.wants == ("Module",):
            return None
        scope = ref.target.scope.up("module") if ref.target is not None else None
        named: Any = scope.element if scope is not None else None
        if named is None or named.id != module_id:
            named = next(iter(self.names.modules.get(module_id, ())), None)
        return named if isinstance(named, Module) else None
