"""Reflection: its prompts, their roles, and the short ways to write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.spec.faults import invalid
from coursewright.spec.nodes import Absence, Mapping, Node, Part, Scalar, Sequence
from coursewright.spec.values import UNREAD, text
from coursewright.spec.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.spec.build import Reading
    from coursewright.spec.element import Element
    from coursewright.spec.values import Reader

ROLES = ("learned", "questions", "apply")


def prompts(node: Node, reading: Reading) -> Any:
    """Read prompts; three plain ones have the roles learned, questions and apply in this order."""
    if _is_cut(node, reading):
        return UNREAD
    items = node.items if isinstance(node, Sequence) else [node]
    plain = [item for item in items if isinstance(item, Scalar)]
    roles = ROLES if len(plain) == len(items) == len(ROLES) else (None,) * len(items)
    found: list[Element] = []
    for item, role in zip(items, roles, strict=True):
        if isinstance(item, Scalar):
            found.append(reading.make("Prompt", item, text=item.text, role=role))
        elif isinstance(item, Mapping):
            _add_with_roles(found, item, reading)
        else:
            reading.partial = True
    return tuple(found)


def _add_with_roles(found: list[Element], item: Mapping, reading: Reading) -> None:
    for role, (_, value) in item.pairs.items():
        if role not in ROLES:
            continue
        if isinstance(value, Absence):
            message = f"A prompt is there or it is not: `{role}` takes no `none`."
            reading.fault(invalid(value, message, f"delete `{role}`"))
        said = text(value, reading)
        if said is UNREAD:
            reading.partial = True
        else:
            found.append(reading.make("Prompt", item, text=said, role=role))


def reflection(kind: Callable[[], type[Element]]) -> Reader:
    """Read a reflection: a mapping of its keys, or only its prompts."""

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Mapping):
            label = Part(node, "prompts", node.start, node.start)
            node = Mapping(node.source, node.start, node.end, {label.text: (label, node)})
        return reading.build(kind(), node, "", "reflection")

    return read


def _is_cut(node: Node, reading: Reading) -> bool:
    """Report a prompt in brackets that goes on in lower case after a comma: YAML cut it in two."""
    if not isinstance(node, Sequence) or not node.flow:
        return False
    found = False
    for before, item in zip(node.items, node.items[1:], strict=False):
        if not (isinstance(before, Scalar) and isinstance(item, Scalar) and before.plain and item.plain):
            continue
        goes_on = item.text[:1].islower() and not before.text.endswith((".", "?", "!"))
        if goes_on and before.text[:1].isupper():
            message = (
                f"The comma after {quoted(before.text)} ends the prompt, and {quoted(item.text)} is another."
            )
            reading.fault(invalid(item, message, "put quotes around a text that holds a comma"))
            found = True
    return found
