"""The Markdown that an element holds, in the spec itself or in a page beside it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.local_files import page_text
from coursewright.spec.model import (
    Announcement,
    Assessment,
    Course,
    FollowUpActivity,
    Material,
    Module,
    Question,
    Task,
    Unit,
)
from coursewright.spec.nodes import Mapping
from coursewright.spec.values import LocalFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.element import Element

_KEYS: dict[type[Element], tuple[str, ...]] = {
    Task: ("instructions",),
    FollowUpActivity: ("instructions",),
    Assessment: ("instructions",),
    Question: ("prompt",),
    Announcement: ("text",),
    Unit: ("description", "overview"),
    Module: ("description",),
    Course: ("description",),
}


class MarkdownText(NamedTuple):
    """A text, the key it stands under, and the path of its page where it has one."""

    key: str
    text: str
    page: str = ""


def markdown_texts(element: Element, course: Course) -> Sequence[MarkdownText]:
    """Return the Markdown texts of one element; pages are read if they lie in the course's folder."""
    if isinstance(element, Material):
        if element.kind == "page" and element.path:
            return _page(element, "path", element.path, course)
        return ()
    if isinstance(element, (Unit, Course)) and element.implicit:
        return ()  # its texts are the module's
    found: list[MarkdownText] = []
    for key in _KEYS.get(type(element), ()):
        value = getattr(element, key)
        if isinstance(value, LocalFile):
            found += _page(element, key, value.path, course)
        elif value:
            found.append(MarkdownText(key, value))
    return found


@lru_cache(maxsize=1)
def marked_texts(course: Course) -> dict[Element, Sequence[MarkdownText]]:
    """Return the Markdown texts that may hold a link, an image or HTML, by the element that holds them.

    All three need one of two characters, which few texts have.
    """
    marked: list[Element] = [material for material in course.every(Material) if material.kind == "page"]
    for kind, keys in _KEYS.items():
        for element in course.every(kind):
            for key in keys:
                value = getattr(element, key)
                if value is not None and (value.__class__ is not str or "[" in value or "<" in value):
                    marked.append(element)
    return {element: markdown_texts(element, course) for element in marked}


def _page(element: Element, key: str, path: str, course: Course) -> Sequence[MarkdownText]:
    # An inherited path counts from the file that it is written in.
    node = element.node.pairs[key][0] if isinstance(element.node, Mapping) else element.node
    text = page_text(path, node.source, course.path.parent)
    return (MarkdownText(key, text, path),) if text else ()
