"""In which order the keys of an element stand: that of the schema."""

from __future__ import annotations

import re
from functools import lru_cache

from coursewright.spec.schema_files import bundled


@lru_cache(maxsize=64)
def key_order(element: str) -> tuple[str, ...]:
    """Return the keys of `Course`, `Module`, `Task` and so on, in the order in which a page lists them.

    Raises `KeyError` for what is no element of the format.
    """
    if element in {"Course", "Module"}:
        return tuple(bundled("course" if element == "Course" else "module")["properties"])
    return _definitions()[element.lower()]


@lru_cache(maxsize=1)
def _definitions() -> dict[str, tuple[str, ...]]:
    return {
        re.sub(r"[^a-z]", "", schema["title"].lower()): tuple(schema["properties"])
        for schema in bundled("module")["$defs"].values()
        if "properties" in schema
    }
