"""Which module files a course lists, in teaching order."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from coursewright.spec.faults import Fault, FaultKind, Mend
from coursewright.spec.nodes import Invalid, Mapping, Scalar, Sequence, Todo
from coursewright.spec.witness import was_listed
from coursewright.spec.wording import closest, quoted

_WILD = re.compile(r"[*?\[]")
_FROM_HERE = "it counts from the folder of the course file"


@dataclass(slots=True)
class Listing:
    """The files, where each is listed, and what is wrong with the list; `settled` if none is left open."""

    paths: list[Path] = field(default_factory=list)
    nodes: dict[Path, Scalar] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    settled: bool = True

    @property
    def complete(self) -> bool:
        """Whether every module that is or will be listed is there; one listed twice is there."""
        return self.settled and all(fault.kind is FaultKind.DUPLICATE for fault in self.faults)


def list_modules(course_file: Path, root: Mapping) -> Listing:
    """Read `modules:`; explicit entries keep their place, a glob adds what nothing else lists, by path."""
    written = root.value("modules")
    entries = written.items if isinstance(written, Sequence) else [written]
    return _Lister(course_file).read(
        [entry for entry in entries if isinstance(entry, Scalar)],
        settled=not any(isinstance(entry, (Todo, Invalid)) for entry in entries),
    )


def is_pattern(text: str) -> bool:
    """Whether a path is a pattern, which may stand for several files."""
    return _WILD.search(text) is not None


def files_matching(folder: Path, pattern: str) -> list[Path]:
    """Return the files that a pattern stands for, counted from a folder, in no order.

    What cannot be a pattern matches none, and whoever asks says that there is none.
    """
    try:
        return [path for path in folder.glob(pattern) if path.is_file()]
    except (ValueError, OSError, NotImplementedError):
        # In this order: `**` beside other letters, what the system refuses (a name that is too long, a folder
        # that may not be entered), and a path from the root.
        return []


class _Lister:
    """Finds the files of one course; two names of one file, by way of a symbolic link, are one module."""

    def __init__(self, course_file: Path) -> None:
        self._course_file = course_file
        self._folder = course_file.parent
        self._home = _real(self._folder)
        self._listing = Listing()
        self._listed: dict[Path, Scalar] = {}
        self._written: list[Scalar] = []

    def read(self, entries: list[Scalar], *, settled: bool) -> Listing:
        self._listing.settled = settled
        self._written = entries
        wild = [entry for entry in entries if is_pattern(entry.text)]
        # Only a glob asks what is listed by name, and finding real paths takes most of the time here.
        by_name = [entry for entry in entries if entry not in wild] if wild else []
        explicit = {real for entry in by_name for _, real in self._inside(entry.text)}
        for entry in entries:
            if entry in wild:
                self._add_glob(entry, explicit)
            else:
                self._add(entry)
        return self._listing

    def _add(self, entry: Scalar) -> None:
        written = quoted(entry.text)
        for path, real in self._inside(entry.text):
            if real in self._listed:
                first = ((self._listed[real], "the first time"),)
                fault = Fault(
                    FaultKind.DUPLICATE, f"{written} is listed twice.", "keep it once", entry, related=first
                )
                self._listing.faults.append(fault)
            elif path == self._course_file:
                self._report(entry, f"{written} is the course itself.", "list its modules")
            elif path.is_file():
                self._take(path, real, entry)
            else:
                neighbours = self._neighbours(path)
                listed = {other.text for other in self._written}
                near = closest(entry.text, [one for one in neighbours if one not in listed])
                fix = f"did you mean `{near}`?" if near else f"check the path; {_FROM_HERE}"
                self._report(entry, f"There is no file {written}.", fix, self._mend(entry, near, neighbours))
            return
        self._report(
            entry, f"{written} lies outside the course's folder.", "move the module below the course file"
        )

    @staticmethod
    def _mend(entry: Scalar, near: str, neighbours: list[str]) -> Mend | None:
        """Return the mend where one file is meant."""
        from coursewright.spec.likeness import likeness  # noqa: PLC0415 - only for a word that is wrong

        return Mend(entry, near) if near and likeness(entry.text, near, neighbours) != "none" else None

    def _add_glob(self, entry: Scalar, explicit: set[Path]) -> None:
        pattern = PurePosixPath(entry.text)
        if pattern.is_absolute() or ".." in pattern.parts:
            message = f"{quoted(entry.text)} looks outside the course's folder."
            self._report(entry, message, "use a pattern below the course file")
            return
        matches = files_matching(self._folder, entry.text)
        found = sorted(
            (path for path in matches if path != self._course_file),
            key=lambda path: path.relative_to(self._folder).as_posix(),
        )
        if not found:
            self._report(entry, f"{quoted(entry.text)} matches no file.", f"check the pattern; {_FROM_HERE}")
        for match in found:
            for path, real in self._inside(str(match)):
                if real not in self._listed and real not in explicit:
                    self._take(path, real, entry)

    def _take(self, path: Path, real: Path, entry: Scalar) -> None:
        self._listed[real] = entry
        self._listing.paths.append(path)
        self._listing.nodes[path] = entry

    def _inside(self, written: str) -> list[tuple[Path, Path]]:
        """Return the path, and where symbolic links take it, if it stays in the folder; else nothing."""
        if os.sep == "/":
            written = written.replace("\\", "/")
        path = Path(os.path.normpath(self._folder / written))
        real = _real(path)
        if real is None or self._home is None:
            return []
        return [(path, real)] if real.is_relative_to(self._home) and path.is_relative_to(self._folder) else []

    def _neighbours(self, path: Path) -> list[str]:
        was_listed(path.parent)
        try:
            names = [one for one in path.parent.iterdir() if one.suffix in {".yaml", ".yml"}]
        except OSError:
            return []
        # `.` is the folder of the course, and what stands beside that cannot be meant.
        return [
            one.relative_to(self._folder).as_posix()
            for one in names
            if self._folder in one.parents and one != self._course_file
        ]

    def _report(self, entry: Scalar, message: str, fix: str, mend: Mend | None = None) -> None:
        self._listing.faults.append(Fault(FaultKind.UNRESOLVED, message, fix, node=entry, mend=mend))


def _real(path: Path) -> Path | None:
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return None
