"""A template that cannot be used, and where in it something is said."""

from __future__ import annotations

from typing import ClassVar

from coursewright.spec.file_faults import FaultyFileError
from coursewright.spec.nodes import Mapping, Node


class TemplateError(FaultyFileError):
    """A template that cannot be used."""

    kind: ClassVar[str] = "template"


def place_of(entry: Node, key: str) -> Node:
    """Return where a question, or a file, says something: at its key, else at its name."""
    if isinstance(entry, Mapping):
        for name in (key, "id", "use", "path"):
            if name in entry.pairs:
                return entry.pairs[name][1]
    return entry
