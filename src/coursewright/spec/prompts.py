"""Reflection: its prompts, their roles, and the short ways to write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.spec.faults import invalid
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.values import UNREAD, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.spec.build import Reading
    from coursewright.spec.element import Element
    from coursewright.spec.values import Reader

ROLES = ("learned", "questions", "apply")


def prompts(node: Node, reading: Reading) -> Any:
    """Read prompts; three plain ones have the roles learned, questions and apply in this order."""
    items = node.items if isinstance(node, Sequence) else [node]
    _look_for_cut_text(node, reading)
    plain = len(items) == len(ROLES) and all(isinstance(item, Scalar) for item in items)
    found = []
    for number, item in enumerate(items):
        if isinstance(item, Scalar):
            found.append(reading.make("Prompt", item, text=item.text, role=ROLES[number] if plain else None))
        elif isinstance(item, Mapping):
            for role, (_, value) in item.pairs.items():
                said = text(value, reading) if role in ROLES else UNREAD
                if said is not UNREAD:
                    found.append(reading.make("Prompt", item, text=said, role=role))
        else:
            reading.partial = True
    return tuple(found)


def reflection(kind: Callable[[], type[Element]]) -> Reader:
    """Read a reflection: a mapping of its keys, or only its prompts."""

    def read(node: Node, reading: Reading) -> Any:
        if isinstance(node, Mapping) and not any(role in node.pairs for role in ROLES):
            return reading.build(kind(), node, "", "reflection")
        label = Scalar(node.source, node.start, node.start, "prompts", True)
        return reading.build(
            kind(), Mapping(node.source, node.start, node.end, {"prompts": (label, node)}), "", "reflection"
        )

    return read


def _look_for_cut_text(node: Node, reading: Reading) -> None:
    """Report a prompt in brackets that goes on in lower case after a comma: YAML cut it in two."""
    if not isinstance(node, Sequence) or not node.flow:
        return
    for before, item in zip(node.items, node.items[1:], strict=False):
        if not (isinstance(before, Scalar) and isinstance(item, Scalar) and before.plain and item.plain):
            continue
        if (
            item.text[:1].islower()
            and before.text[:1].isupper()
            and not before.text.endswith((".", "?", "!"))
        ):
            message = f'The comma after "{before.text}" ends the prompt here; "{item.text}" starts another.'
            reading.fault(invalid(item, message, "put quotes around a text that holds a comma"))
