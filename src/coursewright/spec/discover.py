"""Which files to check, and which course each of them belongs to."""

# Each file of a run comes by here, and paths as plain text take half the time.
# ruff: noqa: PTH100, PTH110, PTH114

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.errors import NothingToCheckError, UnreadableInputError
from coursewright.spec.witness import was_listed, was_sought
from coursewright.spec.wording import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

COURSE_FILE = re.compile(r"(.+\.)?course\.ya?ml")
MODULE_FILE = re.compile(r"(.+\.)?module\.ya?ml")
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv"})
_ENVIRONMENT = frozenset({"pyvenv.cfg", "conda-meta"})
"""What marks a folder as a virtual environment, whatever its name."""
ROOT_MARKS = (".git", ".hg", ".svn")
"""What marks the root of a repository."""


def _nothing(_path: Path) -> bool:
    return False


class Job(NamedTuple):
    """One course to load: its file, the files whose findings are wanted, and the modules it lists."""

    file: Path
    wanted: AbstractSet[Path] = frozenset()
    listed: tuple[Path, ...] = ()


class Plan(NamedTuple):
    """The courses to check, in the order of their paths, and what could not be opened."""

    jobs: list[Job]
    errors: list[UnreadableInputError]


def plan(paths: Sequence[Path], excluded: Callable[[Path], bool] = _nothing) -> Plan:
    """Turn paths into courses to load: each file is reported through the course that owns it.

    So a module is checked alike whether it, its folder or its course was named. What is `excluded` is passed
    over unless it was named itself. Raises `NothingToCheckError` where folders hold no spec and no file was
    named.
    """
    errors: list[UnreadableInputError] = []
    files: dict[Path, None] = {}
    for path in paths:
        place = absolute(path)
        if place.is_dir():
            files.update(dict.fromkeys(find_specs(place, excluded)))
        elif os.path.lexists(place):
            files[place] = None
        else:
            message = f"{path}: there is no such file or folder."
            errors.append(UnreadableInputError(message, _nearby(place), place))
    if not files and not errors:
        shown = " or ".join("this folder" if path == Path() else f"`{path}`" for path in paths)
        hint = (
            "Specs are named course.yaml, module.yaml, NAME.course.yaml or NAME.module.yaml; "
            "a file named by its path is taken whatever its name, "
            "and what `exclude` in a coursewright.yaml names is passed over."
        )
        raise NothingToCheckError(f"There is no spec in {shown}.", hint)
    return Plan(assign(files, excluded), errors)


def assign(files: Iterable[Path], excluded: Callable[[Path], bool] = _nothing) -> list[Job]:
    """Give each file to the course that owns it, or else to itself; a second name of one is left out."""
    owners = Owners()
    wanted: dict[Path, set[Path]] = {}
    named = dict.fromkeys(files)
    for file in named:
        if os.path.islink(file) and file.exists() and Path(os.path.realpath(file)) in named:
            continue
        listed = owners.listed(file)
        belongings = [(file, file) if listed else owners.of(file)]
        for module in listed:
            if module not in named and excluded(module):
                continue
            # A course that was named may have any name, by which its modules would not find it.
            owner, name = owners.of(module)
            alone = owner == module and not COURSE_FILE.fullmatch(module.name)
            belongings.append((file if alone else owner, name))
        for owner, name in belongings:
            wanted.setdefault(owner, set()).add(name)
    jobs = (Job(owner, names, tuple(owners.listed(owner))) for owner, names in wanted.items())
    return sorted(jobs, key=lambda job: job.file.as_posix())


class Owners:
    """Finds the course of a module: the nearest course file upwards that lists it."""

    def __init__(self) -> None:
        self._listed: dict[Path, dict[Path, None]] = {}
        self._courses: dict[Path, tuple[Path, ...]] = {}

    def of(self, file: Path) -> tuple[Path, Path]:
        """Return the file of the course that a file belongs to, and the name by which it is listed there.

        A course file belongs to itself, and so does a module that no course lists.
        """
        if COURSE_FILE.fullmatch(file.name):
            return file, file
        for name in (file, Path(os.path.realpath(file))) if os.path.islink(file) else (file,):
            for course in self._above(name.parent):
                if name in self.listed(course):
                    return course, name
        return file, file

    def listed(self, file: Path) -> dict[Path, None]:
        """Return the modules that a file lists, in its order; only a course file lists any."""
        if MODULE_FILE.fullmatch(file.name):
            return {}
        if file not in self._listed:
            self._listed[file] = dict.fromkeys(_modules_of(file))
        return self._listed[file]

    def _above(self, folder: Path) -> tuple[Path, ...]:
        """Return the course files in a folder and those around it, up to the repository's root."""
        if folder not in self._courses:
            here = _courses_in(folder)
            at_root = folder == folder.parent or is_root(folder)
            self._courses[folder] = here if at_root else here + self._above(folder.parent)
        return self._courses[folder]


def find_specs(folder: Path, excluded: Callable[[Path], bool] = _nothing) -> Iterator[Path]:
    """Yield the specs below a folder; hidden folders, virtual environments and their like are left out."""
    for specs, inner in walk(folder):
        yield from (spec for spec in specs if not excluded(spec))
        inner[:] = [one for one in inner if not excluded(one)]


def walk(folder: Path) -> Iterator[tuple[list[Path], list[Path]]]:
    """Yield the specs in a folder with the folders in it, then those of each of these in turn.

    Whoever takes folders out of the second list is not led there.
    """
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        was_listed(here)
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError:
            continue
        if here is not folder and not _ENVIRONMENT.isdisjoint(entry.name for entry in entries):
            continue
        specs: list[Path] = []
        inner: list[Path] = []
        for entry in entries:
            name = entry.name
            if entry.is_dir(follow_symlinks=False):
                if not name.startswith(".") and name not in _SKIPPED:
                    inner.append(Path(entry.path))
            elif (COURSE_FILE.fullmatch(name) or MODULE_FILE.fullmatch(name)) and not (
                entry.is_symlink() and _is_folder(entry.path)
            ):
                specs.append(Path(entry.path))
        yield specs, inner
        waiting += reversed(inner)


def _is_folder(path: str) -> bool:
    """Whether a name leads to a folder; a link in a circle leads nowhere."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises for such a link


def repository_root(folder: Path) -> Path | None:
    """Return the nearest folder at or above this one that holds a repository."""
    for candidate in (folder, *folder.parents):
        if is_root(candidate):
            return candidate
    return None


def is_root(folder: Path) -> bool:
    """Whether a folder is the root of a repository, at which whoever looks upwards stops."""
    for mark in ROOT_MARKS:
        was_sought(folder / mark)
    return any(os.path.exists(folder / mark) for mark in ROOT_MARKS)


def _modules_of(course: Path) -> list[Path]:
    from coursewright.spec.listing import list_modules  # noqa: PLC0415
    from coursewright.spec.nodes import Mapping  # noqa: PLC0415
    from coursewright.spec.reader import read  # noqa: PLC0415 - yaml is imported only when there is a file to read
    from coursewright.spec.salvage import salvage  # noqa: PLC0415
    from coursewright.spec.text_input import decode, read_bytes  # noqa: PLC0415

    try:
        source, fault = decode(course, read_bytes(course))
    except UnreadableInputError:
        return []
    root, _ = read(source) if fault is None else (None, [])
    if root is None:
        root = salvage(source)
    return list_modules(course, root).paths if isinstance(root, Mapping) and "course" in root.pairs else []


def _courses_in(folder: Path) -> tuple[Path, ...]:
    was_listed(folder)
    try:
        names = [
            entry.name
            for entry in os.scandir(folder)
            if COURSE_FILE.fullmatch(entry.name) and not _is_folder(entry.path)
        ]
    except OSError:
        return ()
    return tuple(folder / name for name in sorted(names, key=precedence))


def precedence(name: str) -> tuple[bool, str]:
    """Return what sorts the course files of a folder: course.yaml stands before all others."""
    return not name.startswith("course."), name


def absolute(path: str | Path) -> Path:
    """Return a path from the root, in which symbolic links stay as they were named."""
    return Path(os.path.abspath(path))


def _nearby(path: Path) -> str:
    try:
        names = [entry.name for entry in os.scandir(path.parent)]
    except OSError:
        return ""
    near = closest(path.name, names)
    return f"Did you mean {near}?" if near else ""
