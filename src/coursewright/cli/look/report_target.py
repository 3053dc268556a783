"""Where a design report goes: its form, its file or folder; files appear all together or not at all."""

from __future__ import annotations

import os
import re
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.lint.outputs import refuse_spec
from coursewright.cli.report_file import ReportFile
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coursewright.reporters.views.portrait import Portrait

__all__ = ["Files", "Names", "Target", "target_of"]

ENDINGS = {
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".csv": "csv",
    ".svg": "svg",
    ".md": "markdown",
    ".markdown": "markdown",
    ".pdf": "pdf",
}
FOLDERS = ("csv", "svg")
"""Forms of which one course may take several files."""
_STDOUT = ("", "-", "/dev/stdout")
_OTHER = re.compile(r"[^\w.-]+|_+")
_LONGEST = 60


class Target(NamedTuple):
    """Where a report goes: its form, and a file or a folder; without a path, standard output."""

    form: str
    path: Path | None = None
    is_folder: bool = False


def target_of(output: str, form: str) -> Target:
    """Return where a report goes that `-o` and `--format` ask for.

    What has no ending, or is a folder already, is a folder where the form may take several files. Raises
    `UsageError` where the form is not known, and for a file that could be a spec.
    """
    if output in _STDOUT:
        return Target(form or "html")
    path = Path(os.path.expanduser(output))  # noqa: PTH111 - it never fails
    refuse_spec(path)
    said = ENDINGS.get(path.suffix.lower())
    folder = path.is_dir() or output.endswith("/") or (form in FOLDERS and not path.suffix)
    if not form and (said is None or folder):
        raise UsageError(
            f"What form shall `{output}` have?",
            "Add `--format csv` or `--format svg`, which fill a folder." if folder else _endings(),
        )
    if folder and (form not in FOLDERS):
        raise UsageError(f"`{output}` is a folder.", f"Name a file in it, such as `{output}/report.html`.")
    return Target(form or said or "html", path, folder)


def _endings() -> str:
    return "Give it an ending such as `.html`, `.json`, `.csv`, `.svg`, `.md` or `.pdf`, or say `--format`."


class Names:
    """Gives courses names that any file system takes, each of its own."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, portrait: Portrait) -> str:
        """Return a name for a course: its id, else its title, with a number where another one has it."""
        text = unicodedata.normalize("NFC", portrait.id or portrait.title)
        name = _OTHER.sub("-", text).strip("-.")[:_LONGEST].rstrip("-.") or portrait.kind
        free, number = name, 1
        while free.casefold() in self._given:
            number += 1
            free = f"{name}-{number}"
        self._given.add(free.casefold())
        return free


class Files:
    """The files of one report, which take their places together when all of them are whole."""

    def __init__(self) -> None:
        self.paths: list[Path] = []
        self._waiting: list[ReportFile] = []
        self._made: list[tuple[Path, Path]] = []

    def write(self, path: Path, text: Iterable[str]) -> None:
        """Write a file that waits to be put in its place."""
        refuse_spec(path)
        file = ReportFile(path)
        self._waiting.append(file)
        self.paths.append(path)
        file.stream.writelines(text)

    def make(self, path: Path, make: Callable[[Path], None]) -> None:
        """Have a file written by somebody else, under a name for the meantime."""
        refuse_spec(path)
        shown, path = path, Path(os.path.realpath(path))
        if path.exists() and not path.is_file():  # a pipe or a device, which must not be replaced
            raise UsageError(f"`{path.as_posix()}` is no file.", "Name another one.")
        waiting = path.with_name(f".coursewright-{os.getpid()}-{len(self._made)}{path.suffix}")
        self._made.append((waiting, path))
        self.paths.append(shown)
        path.parent.mkdir(parents=True, exist_ok=True)
        make(waiting)

    def finish(self) -> None:
        """Put all files in their places."""
        for file in self._waiting:
            file.finish()
        for waiting, path in self._made:
            waiting.replace(path)

    def abandon(self) -> None:
        """Leave everything as it was."""
        for file in self._waiting:
            file.abandon()
        for waiting, _ in self._made:
            with suppress(OSError):
                waiting.unlink(missing_ok=True)
