"""Texts that stay in the main language of the course, where a package in another one was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.nodes import Mapping
from coursewright.spec.values import language_of

if TYPE_CHECKING:
    from coursewright.spec.element import Element
    from coursewright.spec.model import Course

__all__ = ["untranslated"]

_KEYS = (
    "title",
    "statement",
    "why",
    "value",
    "description",
    "overview",
    "purpose",
    "instructions",
    "own_context",
    "real_world",
    "prompt",
    "option",
    "text",
    "consequence",
    "feedback",
    "signal",
    "alt",
)
"""What learners read, as far as one key holds one text."""


def untranslated(course: Course, language: str) -> int:
    """Return how many texts are not given in a language, lists of texts and files apart.

    What does not say its own language counts as given in any.
    """
    return sum(
        1
        for elements in course.elements.values()
        for element in elements
        if (own := element.scope.settings.language) and language_of(own) != language_of(language)
        for name in _KEYS
        if name in element.keys and _lacks(element, name, language)
    )


def _lacks(element: Element, name: str, language: str) -> bool:
    if not isinstance(getattr(element, element.keys[name][0]), str) or element.inherits(name):
        return False
    given = element.node.pairs.get(name) if isinstance(element.node, Mapping) else None
    if given is None or not isinstance(given[1], Mapping):
        return True
    return language_of(language) not in map(language_of, given[1].pairs)
