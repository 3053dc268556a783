"""Messages with placeholders, such as `{label}{when} names no box`.

A placeholder is a word of `PLACEHOLDERS` in braces, and nothing else: no attributes, no formats. Braces that
are meant as such are doubled.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from coursewright.design.phrases import capital, shortened, when_phrase
from coursewright.lint.custom.values import home_of
from coursewright.spec.element import Element
from coursewright.spec.nodes import Mapping, Scalar
from coursewright.spec.wording import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Mapping as Table

    from coursewright.spec.nodes import Node

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


class WrongPlaceholder(ValueError):  # noqa: N818 - a slip in a rule, not in the program
    """Something in braces that is no placeholder: `said` is what, `hint` what to write instead."""

    def __init__(self, said: str, hint: str) -> None:
        super().__init__(said)
        self.said = said
        self.hint = hint


def problems_in(template: str) -> Iterator[WrongPlaceholder]:
    """Yield what is wrong with the placeholders of a text."""
    for found in _PIECE.finditer(template):
        word = found[1]
        if found[0] in {"{{", "}}"} or word in PLACEHOLDERS:
            continue
        if word is None:
            said = f"A single `{found[0]}` begins or ends a placeholder."
            yield WrongPlaceholder(said, f"Write `{found[0] * 2}` for a brace that is meant as such.")
        else:
            yield WrongPlaceholder(f"`{{{shortened(word)}}}` is no placeholder.", _near(word))


def filled(template: str, element: Element, at: str) -> str:
    """Return a text with its placeholders filled in; `at` is the key that `{value}` is about."""

    def piece(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[0][0]
        return PLACEHOLDERS[found[1]](element, at)

    return _PIECE.sub(piece, template)


def follow(element: Element, at: str) -> tuple[Element, str]:
    """Return where a dotted path of keys leads: the nearest element that is there, and the key in it."""
    *way, last = at.split(".")
    for number, step in enumerate(way):
        home = home_of(element, step)
        inner = getattr(home, home.keys[step][0], None) if step in home.keys else None
        following = way[number + 1] if number + 1 < len(way) else last
        if not isinstance(inner, Element) or not inner.says(following):
            return element, step
        element = inner
    return element, last


def _value(element: Element, at: str) -> str:
    first = at.partition(".")[0]
    node: Node | None = home_of(element, first).node
    for step in at.split("."):
        node = node.value(step) if isinstance(node, Mapping) else None
    if node is None:
        return "nothing"
    return shortened(node.text if isinstance(node, Scalar) else node.written)


def _name(*attributes: str) -> Callable[[Element, str], str]:
    def name(element: Element, _at: str) -> str:
        said = next((value for name in attributes if (value := getattr(element, name, None))), None)
        return shortened(str(said)) if said else f"this {element.noun}"

    return name


def _around(level: str) -> Callable[[Element, str], str]:
    def name(element: Element, _at: str) -> str:
        scope = element.scope
        while scope.level != level and scope.parent is not None:
            scope = scope.parent
        place = scope.element if scope.level == level else None
        said = (place.title or place.id) if place is not None else None
        return shortened(said) if said else f"this {level}"

    return name


def _label(element: Element, _at: str) -> str:
    return str(getattr(element, "label", f"this {element.noun}"))


PLACEHOLDERS: Final[Table[str, Callable[[Element, str], str]]] = MappingProxyType(
    {
        "label": _label,
        "title": _name("title", "statement", "prompt", "text", "id"),
        "id": _name("id", "title", "statement", "prompt", "text"),
        "kind": _name("kind"),
        "value": _value,
        "when": lambda element, _at: when_phrase(element),
        "unit": _around("unit"),
        "module": _around("module"),
    }
)
"""What may stand in braces, and what it becomes."""


def sentence(template: str, element: Element, at: str) -> str:
    """Return a message, filled in and with a capital."""
    return capital(filled(template, element, at))


def _near(word: str) -> str:
    bare = re.split(r"\W", word.strip(), maxsplit=1)[0][:40].lower()
    if near := closest(bare, PLACEHOLDERS):
        return f"Did you mean `{{{near}}}`?"
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    return f"There are {known}; double a brace that is meant as such."
