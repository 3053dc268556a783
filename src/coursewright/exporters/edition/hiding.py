"""What the system that a course comes from hides from students: `x-hidden: true`, as importers write it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.design.local_files import local_file
from coursewright.exporters.prose.prose import source_of
from coursewright.spec.model import (
    Announcement,
    Assessment,
    FollowUpActivity,
    Material,
    Reflection,
    Session,
    Task,
)
from coursewright.spec.nodes import Mapping, Scalar
from coursewright.spec.values import LocalFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.spec.element import Element, Scope
    from coursewright.spec.model import Course

__all__ = ["hidden_files", "is_hidden"]

_KEY = "x-hidden"
_ENTRIES = (Material, Task, Session, FollowUpActivity, Reflection, Assessment, Announcement)


def is_hidden(element: Element) -> bool:
    """Whether an item, a unit or a module is hidden: by itself, or as part of a unit or module that is."""
    if _says_so(element):
        return True
    scope: Scope | None = element.scope
    while scope is not None and scope.level != "course":
        if scope.element is not None and _says_so(scope.element):
            return True
        scope = scope.parent
    return False


@lru_cache(maxsize=4)
def hidden_files(course: Course) -> frozenset[Path]:
    """Return the files that hidden items name and no other item does: no link of a text leads to them."""
    hidden: set[Path] = set()
    shown: set[Path] = set()
    for kind in _ENTRIES:
        for element in course.every(kind):
            (hidden if is_hidden(element) else shown).update(_files_of(element, course.path.parent))
    return frozenset(hidden - shown)


def _says_so(element: Element) -> bool:
    value = element.node.value(_KEY) if isinstance(element.node, Mapping) else None
    return isinstance(value, Scalar) and value.text.lower() == "true"


def _files_of(element: Element, home: Path) -> Iterator[Path]:
    for key, value in vars(element).items():
        path = value.path if isinstance(value, LocalFile) else value if key == "path" else None
        file = local_file(path, source_of(element, key), home) if isinstance(path, str) else None
        if file is not None:
            yield file
