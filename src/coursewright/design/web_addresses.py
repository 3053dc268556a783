"""The web addresses that a course sends its learners to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.markdown_links import links
from coursewright.design.markdown_texts import marked_texts
from coursewright.spec.model import Material, Tool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.element import Element
    from coursewright.spec.model import Course

__all__ = ["WebAddress", "web_addresses"]

_KEYS: dict[type[Element], tuple[str, ...]] = {
    Material: ("url", "captions", "transcript", "alternative"),
    Tool: ("url",),
}


class WebAddress(NamedTuple):
    """An address, the element that gives it and the key at which it stands."""

    url: str
    element: Element
    key: str


def web_addresses(course: Course) -> Iterator[WebAddress]:
    """Yield the `http` and `https` addresses of materials and tools, and those linked in Markdown.

    Where a session is joined is left out: such an address may work on the day alone.
    """
    for kind, keys in _KEYS.items():
        for element in course.every(kind):
            for key in keys:
                value = getattr(element, key)
                if _is_web(value):
                    yield WebAddress(value, element, key)
    for element, texts in marked_texts(course).items():
        for written in texts:
            if "http" in written.text.lower():
                for link in links(written.text):
                    if _is_web(link.target):
                        yield WebAddress(link.target, element, written.key)


def _is_web(value: object) -> bool:
    return isinstance(value, str) and value.lower().startswith(("http://", "https://"))
