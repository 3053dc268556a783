"""The texts of an element, each with the file that its relative links count from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.local_files import local_file, page_text
from coursewright.spec.model import Material
from coursewright.spec.nodes import Mapping
from coursewright.spec.source import Source
from coursewright.spec.values import LocalFile

if TYPE_CHECKING:
    from coursewright.spec.element import Element
    from coursewright.spec.model import Course

__all__ = ["Prose", "prose_of", "source_of"]


class Prose(NamedTuple):
    """A text in Markdown."""

    text: str
    source: Source
    """The file it stands in: a spec, or a page beside it. Its relative links count from there."""


def prose_of(element: Element, key: str, course: Course) -> Prose | None:
    """Return what an element says under a key, or in the file that the key names; None for nothing.

    `path` of a material is the page it names.
    """
    value = getattr(element, key)
    if isinstance(value, LocalFile):
        return _page(value.path, source_of(element, key), course)
    if not isinstance(value, str) or not value.strip():
        return None
    if key == "path" and isinstance(element, Material):
        return _page(value, source_of(element, key), course)
    return Prose(value, source_of(element, key))


def source_of(element: Element, key: str) -> Source:
    """Return the file in which a key of an element is written; an inherited one stands elsewhere."""
    node = element.node
    return (node.pairs[key][0] if isinstance(node, Mapping) and key in node.pairs else node).source


def _page(path: str, source: Source, course: Course) -> Prose | None:
    home = course.path.parent
    text = page_text(path, source, home)
    file = local_file(path, source, home)
    return Prose(text, Source(file, text)) if text and file is not None else None
