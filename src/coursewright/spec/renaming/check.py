"""Whether a course says the same after a renaming: each value, each reference and each fault."""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING

from coursewright.spec.nodes import Absence, Invalid, Mapping, Node, Scalar, Sequence, Todo
from coursewright.spec.renaming.references import references
from coursewright.spec.renaming.refusal import CannotRenameError, Spot
from coursewright.spec.renaming.things import Place, place
from coursewright.spec.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

    from coursewright.spec.element import Element, Ref
    from coursewright.spec.model import Course


def check(before: Course, after: Course, wanted: Table[Place, str]) -> None:
    """Raise `CannotRenameError` where a course does not say what it said before, names apart.

    `wanted` are the texts of the values that change.
    """
    for source, again in zip(before.sources, after.sources, strict=True):
        if source.root is not None:
            _Trees(wanted).compare(source.root, again.root, own=False)
    _compare_references(before, after)
    _compare_faults(before, after)


class _Trees:
    """Compares two trees that should have the same shape."""

    def __init__(self, wanted: Table[Place, str]) -> None:
        self._wanted = wanted
        self._seen: set[int] = set()

    def compare(self, node: Node, again: Node | None, *, own: bool) -> None:
        """Raise `CannotRenameError` at the first value that changes and should not.

        `own` says that the value is the institution's own, under a key that starts with `x-`.
        """
        match node, again:
            case (Mapping(), Mapping()):
                if id(node.pairs) in self._seen:  # what an alias repeats
                    return
                self._seen.add(id(node.pairs))
                if list(node.pairs) != list(again.pairs):
                    _refuse(node)
                for key, (_, value) in node.pairs.items():
                    self.compare(value, again.pairs[key][1], own=own or key.startswith("x-"))
            case (Sequence(), Sequence()):
                if len(node.items) != len(again.items):
                    _refuse(node)
                for item, other in zip(node.items, again.items, strict=True):
                    self.compare(item, other, own=own)
            case (Scalar(), Scalar()):
                self._texts(node, again, own=own)
            case (Invalid(), Invalid()):
                self.compare(node.was, again.was, own=own)
            case (Todo(), Todo()):
                if node.text != again.text:
                    _refuse(node)
            case (Absence(), Absence()):
                if node.reason != again.reason:
                    _refuse(node)
            case _:
                _refuse(node)

    def _texts(self, node: Scalar, again: Scalar, *, own: bool) -> None:
        if again.text == self._wanted.get(place(node), node.text):
            return
        if own and node.source.repeats:
            return  # the institution's own value, which references repeat by an alias
        _refuse(node)


def _refuse(node: Node) -> None:
    hint = "Write it out where it is repeated, by an anchor or in another course."
    message = f"{quoted(node.written)} would change, too, and is no reference."
    raise CannotRenameError(message, hint, (Spot.of(node),))


def _compare_references(before: Course, after: Course) -> None:
    known, others = _numbers(before), _numbers(after)
    pairs = zip_longest(references(before), references(after))
    for one, other in pairs:
        if one is None or other is None or len(one[1]) != len(other[1]):
            element = one[0] if one is not None else before
            raise _misread(element)
        for ref, again in zip(one[1], other[1], strict=True):
            meant = known.get(id(ref.target)) if ref.target is not None else None
            if meant != (others.get(id(again.target)) if again.target is not None else None):
                raise _another(ref, again)


def _numbers(course: Course) -> dict[int, tuple[str, int]]:
    """Return the number of each element of a course, by identity: elements keep their order."""
    return {
        id(element): (kind, number)
        for kind, elements in course.elements.items()
        for number, element in enumerate(elements)
    }


def _misread(element: Element) -> CannotRenameError:
    message = "A reference would be read as something else, such as a time."
    return CannotRenameError(message, "Choose another id.", (Spot.of(element.node),))


def _another(ref: Ref, again: Ref) -> CannotRenameError:
    spots = (Spot.of(ref.node),)
    if ref.target is None:
        message = f"{quoted(ref.text)} here would begin to mean {again.target.label}."
        return CannotRenameError(message, "Choose another id.", spots)
    if again.target is None:
        message = (
            f"{quoted(ref.text)} here means {ref.target.label}, and would mean nothing: "
            "it stands where several modules inherit it, and names another thing in each."
            if ref.text != again.text
            else f"{quoted(ref.text)} here would no longer mean {ref.target.label}."
        )
        return CannotRenameError(message, "Write it where it is meant, and rename then.", spots)
    message = f"{quoted(ref.text)} here means {ref.target.label}, and would mean {again.target.label}."
    return CannotRenameError(message, "Choose another id.", spots)


def _compare_faults(before: Course, after: Course) -> None:
    left = Counter(fault.kind for fault in before.faults)
    for fault in after.faults:
        if left[fault.kind] <= 0:
            spots = (Spot.of(fault.node),) if fault.node is not None else ()
            raise CannotRenameError(f"That would not be right: {fault.message}", "Choose another id.", spots)
        left[fault.kind] -= 1
