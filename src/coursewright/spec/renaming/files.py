"""The name of a file after the thing in it was renamed, and where courses list the file by its name."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.editing import TextEdit
from coursewright.spec.listing import is_pattern, list_modules
from coursewright.spec.renaming.places import where_written
from coursewright.spec.renaming.refusal import CannotRenameError, Spot
from coursewright.spec.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from coursewright.spec.model import Course
    from coursewright.spec.nodes import Scalar

_NAME = re.compile(r"(?P<stem>.+?)(?P<ending>(?:\.(?:module|course))?\.ya?ml)")
_NUMBER = re.compile(r"[0-9]+[-_. ]+(?=[^-_. ])")


class FileMove(NamedTuple):
    """A file and its new name, the edits of the lists that name it, and the patterns that still find it.

    `order` says of each pattern which files it finds then, in their order, where that changes.
    """

    old: Path
    new: Path
    edits: tuple[TextEdit, ...]
    order: tuple[tuple[Scalar, tuple[Path, ...]], ...]


def moved_with(courses: Sequence[Course], path: Path, old: str, new: str) -> FileMove | None:
    """Return the move of the file of a module or course that is renamed; None where its name stays.

    A leading number and the ending stay. A file that is called `module.yaml` has its name from its folder.
    Raises `CannotRenameError` where a pattern would lose it.
    """
    name = _new_name(path.name, old, new)
    if name is None or name == path.name:
        return None
    target = path.with_name(name)
    edits: list[TextEdit] = []
    order: list[tuple[Scalar, tuple[Path, ...]]] = []
    for course in courses:
        for entry, paths in _entries(course, path):
            if not is_pattern(entry.text):
                edits.append(_entry_edit(entry, path.name, name))
                continue
            if not fnmatchcase(name, entry.text.rpartition("/")[2]):
                message = f"The pattern {quoted(entry.text)} would not find the file as {quoted(name)}."
                hint = "List the file itself, or leave its name."
                raise CannotRenameError(message, hint, (Spot.of(entry),))
            now = sorted((target if one == path else one for one in paths), key=lambda one: one.as_posix())
            if now != [target if one == path else one for one in paths]:
                order.append((entry, tuple(now)))
    return FileMove(path, target, tuple(dict.fromkeys(edits)), tuple(order))


def _new_name(name: str, old: str, new: str) -> str | None:
    found = _NAME.fullmatch(name)
    if found is None or found["stem"] in {"module", "course"}:
        return None
    stem = found["stem"]
    if stem == old:
        return new + found["ending"]
    number = _NUMBER.match(stem)
    return (number[0] if number else "") + new + found["ending"]


def _entries(course: Course, path: Path) -> Iterator[tuple[Scalar, list[Path]]]:
    """Yield where a course lists a file, with all files that the entry stands for."""
    root = course.sources[0].root
    if course.implicit or root is None:
        return
    listing = list_modules(course.path, root)
    entry = listing.nodes.get(path)
    if entry is not None:
        yield entry, [one for one in listing.paths if listing.nodes[one] is entry]


def _entry_edit(entry: Scalar, old: str, new: str) -> TextEdit:
    at = entry.text.rfind(old)
    room = where_written(entry, slice(at, at + len(old))) if at >= 0 else None
    if room is None:
        message = f"Nobody can tell where {quoted(entry.written)} names the file."
        raise CannotRenameError(message, "Write the path plainly first.", (Spot.of(entry),))
    return TextEdit(entry.source, *room, new)
