"""Where a new module stands among those that its course lists: in which folder, and under which name."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from coursewright.spec.discover import COURSE_FILE
from coursewright.spec.listing import files_matching, is_pattern, list_modules
from coursewright.spec.nodes import Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.documents import Document

_NUMBERED = re.compile(r"(\d+)([-_.]).+")
_ENDING = re.compile(r"\.?module\.ya?ml")


def place_among(document: Document, name: str) -> Path:
    """Return the path of a new module's file, which has the `name` where it has no neighbours.

    Where all others stand in folders of their own, so does it; where all have a number before their name, it
    gets the next one.
    """
    course = document.source.path.parent
    paths = list_modules(document.source.path, document.root).paths if document.root is not None else []
    if not paths:
        return _by_patterns(document) / name
    last = paths[-1]
    stem = _ENDING.sub("", name)
    if all(one.parent != course and _ENDING.sub("", one.name) in {"", one.parent.name} for one in paths):
        own = _numbered(stem, (one.parent.name for one in paths))
        return (
            last.parent.parent / own / (last.name if _ENDING.fullmatch(last.name) else f"{own}.module.yaml")
        )
    return last.parent / _numbered(name, (one.name for one in paths))


def covers(document: Document, module: Path) -> bool:
    """Whether a pattern of a course will match a file that is not there yet."""
    patterns = _patterns(document)
    if not patterns:
        return False
    relative = module.relative_to(document.source.path.parent)
    with tempfile.TemporaryDirectory() as name:
        stand_in = Path(name, relative)
        stand_in.parent.mkdir(parents=True, exist_ok=True)
        stand_in.touch()
        return any(stand_in in files_matching(Path(name), pattern) for pattern in patterns)


def courses_beside(path: Path) -> list[Path]:
    """Return the course files in the folder of a file."""
    names = path.parent.iterdir() if path.parent.is_dir() else ()
    return sorted(one for one in names if COURSE_FILE.fullmatch(one.name) and one.is_file())


def _numbered(name: str, others: Iterable[str]) -> str:
    """Return a name with the number that follows those of all others, if they have some."""
    found = [_NUMBERED.fullmatch(one) for one in others]
    numbers = [one for one in found if one is not None]
    if len(numbers) < len(found):
        return name
    last = max(numbers, key=lambda one: int(one[1]))
    return f"{int(last[1]) + 1:0{len(last[1])}}{last[2]}{name}"


def _by_patterns(document: Document) -> Path:
    """Return the folder that a course without modules expects them in."""
    for pattern in _patterns(document):
        folder = PurePosixPath(pattern).parent
        if not is_pattern(str(folder)) and ".." not in folder.parts and not folder.is_absolute():
            return document.source.path.parent / folder
    return document.source.path.parent


def _patterns(document: Document) -> list[str]:
    """Return the patterns by which a course lists modules."""
    entries = document.root.value("modules") if document.root is not None else None
    written = entries.items if isinstance(entries, Sequence) else [entries]
    return [one.text for one in written if isinstance(one, Scalar) and is_pattern(one.text)]
