"""Which files to check, and which course each of them belongs to."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.spec.errors import NothingToCheckError, UnreadableInputError
from coursewright.spec.listing import list_modules
from coursewright.spec.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

COURSE_FILE = re.compile(r"(.+\.)?course\.ya?ml")
MODULE_FILE = re.compile(r"(.+\.)?module\.ya?ml")
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "env"})
_ROOT_MARKS = (".git", ".hg", ".svn")


@dataclass(slots=True)
class Job:
    """One course to load: its file, and the files whose findings are wanted."""

    file: Path
    wanted: set[Path] = field(default_factory=set)


@dataclass(slots=True)
class Plan:
    """The courses to check, in the order of their paths, and what could not be opened."""

    jobs: list[Job]
    errors: list[UnreadableInputError]


def plan(paths: Sequence[Path]) -> Plan:
    """Turn paths into courses to load: each file is reported through the course that owns it.

    So a module is checked alike whether it, its folder or its course was named. Raises `NothingToCheckError`
    where folders hold no spec and no file was named.
    """
    errors: list[UnreadableInputError] = []
    files: dict[Path, None] = {}
    for path in paths:
        absolute = _absolute(path)
        if absolute.is_dir():
            files.update(dict.fromkeys(find_specs(absolute)))
        elif os.path.lexists(absolute):
            files[absolute] = None
        else:
            message = f"{path}: there is no such file or folder."
            errors.append(UnreadableInputError(message, _nearby(absolute), absolute))
    if not files and not errors:
        shown = ", ".join(str(path) for path in paths)
        hint = (
            "Specs are named course.yaml, module.yaml, NAME.course.yaml or NAME.module.yaml; "
            "a file named by its path is taken whatever its name."
        )
        raise NothingToCheckError(f"There is no spec in {shown}.", hint)
    return Plan(assign(files), errors)


def assign(files: Iterable[Path]) -> list[Job]:
    """Give each file to the course that owns it, or else to itself."""
    owners = Owners()
    jobs: dict[Path, Job] = {}
    for file in files:
        for wanted in (file, *owners.listed(file)) if COURSE_FILE.fullmatch(file.name) else (file,):
            owner = owners.of(wanted)
            jobs.setdefault(owner, Job(owner)).wanted.add(wanted)
    return sorted(jobs.values(), key=lambda job: job.file.as_posix())


class Owners:
    """Finds the course of a module: the nearest course file upwards that lists it."""

    def __init__(self) -> None:
        self._listed: dict[Path, frozenset[Path]] = {}
        self._order: dict[Path, tuple[Path, ...]] = {}
        self._courses: dict[Path, tuple[Path, ...]] = {}

    def of(self, file: Path) -> Path:
        """Return the file of the course that a file belongs to; a course file belongs to itself."""
        if COURSE_FILE.fullmatch(file.name):
            return file
        for course in self._above(file.parent):
            if course not in self._listed:
                self._listed[course] = frozenset(self.listed(course))
            if file in self._listed[course]:
                return course
        return file

    def listed(self, course: Path) -> tuple[Path, ...]:
        """Return the modules that a course file lists, in its order."""
        if course not in self._order:
            self._order[course] = _modules_of(course)
        return self._order[course]

    def _above(self, folder: Path) -> tuple[Path, ...]:
        """Return the course files in a folder and those around it, up to the repository's root."""
        if folder not in self._courses:
            here = _courses_in(folder)
            at_root = folder == folder.parent or any((folder / mark).exists() for mark in _ROOT_MARKS)
            self._courses[folder] = here if at_root else here + self._above(folder.parent)
        return self._courses[folder]


def find_specs(folder: Path) -> Iterator[Path]:
    """Yield the specs below a folder; hidden folders, virtual environments and their like are left out."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    folders = []
    for entry in entries:
        name = entry.name
        if entry.is_dir(follow_symlinks=False):
            if not name.startswith(".") and name not in _SKIPPED:
                folders.append(Path(entry.path))
        elif (COURSE_FILE.fullmatch(name) or MODULE_FILE.fullmatch(name)) and not _is_folder(entry.path):
            yield Path(entry.path)
    for inner in folders:
        if not (inner / "pyvenv.cfg").exists():
            yield from find_specs(inner)


def _is_folder(path: str) -> bool:
    """Whether a name leads to a folder; a link in a circle leads nowhere."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises for such a link


def repository_root(folder: Path) -> Path | None:
    """Return the nearest folder at or above this one that holds a repository."""
    for candidate in (folder, *folder.parents):
        if any((candidate / mark).exists() for mark in _ROOT_MARKS):
            return candidate
    return None


def _modules_of(course: Path) -> tuple[Path, ...]:
    from coursewright.spec.reader import read  # noqa: PLC0415 - yaml is imported only when there is a file to read
    from coursewright.spec.text_input import decode, read_bytes  # noqa: PLC0415

    try:
        source, fault = decode(course, read_bytes(course))
    except UnreadableInputError:
        return ()
    root, _ = read(source) if fault is None else (None, [])
    return tuple(list_modules(course, root).paths) if isinstance(root, Mapping) else ()


def _courses_in(folder: Path) -> tuple[Path, ...]:
    try:
        names = [
            entry.name
            for entry in os.scandir(folder)
            if COURSE_FILE.fullmatch(entry.name) and not _is_folder(entry.path)
        ]
    except OSError:
        return ()
    return tuple(
        folder / name for name in sorted(names, key=lambda name: (not name.startswith("course."), name))
    )


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - symbolic links stay as they were named


def _nearby(path: Path) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a path that is not there

    try:
        names = [entry.name for entry in os.scandir(path.parent)]
    except OSError:
        return ""
    near = get_close_matches(path.name, names, n=1)
    return f"Did you mean {near[0]}?" if near else ""
