"""Which module files a course lists, in teaching order."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from coursewright.spec.faults import Fault, FaultKind
from coursewright.spec.nodes import Invalid, Mapping, Scalar, Sequence, Todo

_WILD = re.compile(r"[*?\[]")


@dataclass(slots=True)
class Listing:
    """The files, where each is listed, and what is wrong with the list; `settled` if none is left open."""

    paths: list[Path] = field(default_factory=list)
    nodes: dict[Path, Scalar] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    settled: bool = True


def list_modules(course_file: Path, root: Mapping) -> Listing:
    """Read `modules:`; explicit entries keep their place, a glob adds what nothing else lists, by path."""
    listing = Listing()
    written = root.value("modules")
    entries = written.items if isinstance(written, Sequence) else [written]
    listing.settled = not any(isinstance(entry, (Todo, Invalid)) for entry in entries)
    scalars = [entry for entry in entries if isinstance(entry, Scalar)]
    folder = course_file.parent
    explicit = {_inside(folder, entry.text) for entry in scalars if not _WILD.search(entry.text)}
    for entry in scalars:
        if _WILD.search(entry.text):
            _add_glob(listing, folder, entry, explicit, course_file)
        else:
            _add(listing, folder, entry)
    return listing


def _add(listing: Listing, folder: Path, entry: Scalar) -> None:
    path = _inside(folder, entry.text)
    if path is None:
        message = f"`{entry.text}` lies outside the course's folder."
        listing.faults.append(_unresolved(entry, message, "move the module below the course file"))
    elif path in listing.nodes:
        message = f"`{entry.text}` is listed twice."
        first = ((listing.nodes[path], "the first time"),)
        fix = "keep it once"
        listing.faults.append(Fault(FaultKind.DUPLICATE, message, fix, node=entry, related=first))
    elif not path.is_file():
        near = get_close_matches(entry.text, _neighbours(path, folder), n=1)
        fix = (
            f"did you mean `{near[0]}`?"
            if near
            else "check the path; it counts from the folder of the course file"
        )
        listing.faults.append(_unresolved(entry, f"There is no file `{entry.text}`.", fix))
    else:
        listing.paths.append(path)
        listing.nodes[path] = entry


def _add_glob(
    listing: Listing, folder: Path, entry: Scalar, explicit: set[Path | None], course_file: Path
) -> None:
    pattern = PurePosixPath(entry.text)
    if pattern.is_absolute() or ".." in pattern.parts:
        message = f"`{entry.text}` looks outside the course's folder."
        listing.faults.append(_unresolved(entry, message, "use a pattern below the course file"))
        return
    try:
        matches = sorted(folder.glob(entry.text), key=lambda path: path.relative_to(folder).as_posix())
    except (ValueError, OSError, RecursionError):
        matches = []
    found = [
        path for path in matches if path.is_file() and path != course_file and _inside(folder, str(path))
    ]
    if not found:
        message = f"`{entry.text}` matches no file."
        listing.faults.append(
            _unresolved(entry, message, "check the pattern; it counts from the folder of the course file")
        )
    for path in found:
        if path not in listing.nodes and path not in explicit:
            listing.paths.append(path)
            listing.nodes[path] = entry


def _inside(folder: Path, written: str) -> Path | None:
    """Return the path if it stays in the folder, symbolic links followed; else None."""
    if "\\" in written and os.sep == "/":
        written = written.replace("\\", "/")
    try:
        path = Path(os.path.normpath(folder / written))
        real = path.resolve()
        home = folder.resolve()
    except (OSError, RuntimeError, ValueError):
        return None
    return path if real.is_relative_to(home) and path.is_relative_to(folder) else None


def _neighbours(path: Path, folder: Path) -> list[str]:
    try:
        return [
            one.relative_to(folder).as_posix()
            for one in path.parent.iterdir()
            if one.suffix in {".yaml", ".yml"}
        ]
    except OSError:
        return []


def _unresolved(entry: Scalar, message: str, fix: str) -> Fault:
    return Fault(FaultKind.UNRESOLVED, message, fix, node=entry)
