"""Which materials the texts of a course speak of, though no key refers to them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.design.markdown_texts import markdown_texts
from coursewright.design.texts import texts_in
from coursewright.spec.model import Assessment, FollowUpActivity, Material, Task

if TYPE_CHECKING:
    from coursewright.spec.model import Course

__all__ = ["is_mentioned"]

_NAMES = frozenset({"id", "title", "path", "url"})
"""The keys at which a material itself says what it is called and where it is."""


def is_mentioned(material: Material, course: Course) -> bool:
    """Whether a text or page of the course names a material by its title, or by its file or address.

    A material that is the `alternative` of another counts as well.
    """
    text, alternatives = _said(course)
    if material.id in alternatives:
        return True
    file = (material.path or "").replace("\\", "/").rpartition("/")[2]
    return any(name.casefold() in text for name in (material.title, file, material.url) if name)


@lru_cache(maxsize=1)
def _said(course: Course) -> tuple[str, frozenset[str]]:
    """Return all that the course says in sentences, and what it names as alternatives."""
    texts: list[str] = []
    alternatives: set[str] = set()
    for source in course.sources:
        for key, value in texts_in(source):
            if key.text == "alternative":
                alternatives.add(value.text)
            elif key.text not in _NAMES:
                texts.append(value.text)
    for kind in (Material, Task, FollowUpActivity, Assessment):
        for element in course.every(kind):
            texts += [one.text for one in markdown_texts(element, course) if one.page]
    return "\n".join(texts).casefold(), frozenset(alternatives)
