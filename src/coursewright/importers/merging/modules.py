"""Modules that a newer source has: files of their own, and entries in the list of the course."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.importers.finishing.finished import Spec
from coursewright.importers.merging.outcome import Said
from coursewright.importers.merging.steps import AddItem
from coursewright.importers.writing.yaml_text import yaml_text
from coursewright.spec.nodes import Scalar
from coursewright.spec.nodes import Sequence as List

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.importers.bringing import Brought
    from coursewright.importers.merging.ours import Element, Ours
    from coursewright.importers.merging.subjects import Subjects

__all__ = ["NewFiles", "new_files"]


class NewFiles(NamedTuple):
    """Specs that come, and what they ask of the course file."""

    texts: dict[str, str]
    steps: list[AddItem]
    said: list[Said]


def new_files(ours: Ours, come: Brought, named: Sequence[dict[str, Any]], subjects: Subjects) -> NewFiles:
    """Return the spec files that are new there, and were not deleted here; `named` is their data."""
    found = NewFiles({}, [], [])
    course = next((one for one in ours.elements.values() if one.element == "Course"), None)
    known = {source for data in ours.record.specs.values() if isinstance(source := data.get("x-source"), str)}
    last = ""
    for spec, data in zip(come.finished.specs, named, strict=True):
        source = str(data["x-source"])
        here = ours.elements.get(source)
        if here is not None:
            last = here.file if here.element == "Module" else last
            continue
        if source in known:
            continue
        path = _free(spec.path, ours)
        found.texts[path] = yaml_text(Spec(spec.kind, path, _listing_ours(data, ours, come)))
        found.said.append(Said("added", path, 0, "", source, subjects.of(source)))
        if course is not None and spec.kind == "module" and not _is_listed(course, path):
            found.steps.append(AddItem(course.source, "modules", path, last))
        last = path
    return found


def _free(path: str, ours: Ours) -> str:
    """Return a path for a new spec at which nothing is yet."""
    stem, number, found = path.removesuffix(".module.yaml"), 1, path
    while (ours.folder / found).exists():
        number += 1
        found = f"{stem}-{number}.module.yaml"
    return found


def _listing_ours(data: dict[str, Any], ours: Ours, come: Brought) -> dict[str, Any]:
    """Return the data of a new course with its modules where they are here; of a module it stays."""
    if "modules" not in data:
        return data
    files = {
        one.path: ours.elements[source].file
        for one in come.finished.specs
        if (source := str(one.data["x-source"])) in ours.elements
    }
    return {**data, "modules": [files.get(one, one) for one in data["modules"]]}


def _is_listed(course: Element, path: str) -> bool:
    """Whether a pattern of the course file takes in a file."""
    entries = course.node.value("modules")
    some = entries.items if isinstance(entries, List) else [entries]
    return any(isinstance(one, Scalar) and fnmatchcase(path, one.text) for one in some)
