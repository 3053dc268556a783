"""Keep what hand-written pages show of the tool true: run their commands and put the output below them.

In a page, a block of `console` is a session; its lines that start with `$ coursewright` are run. A comment
before a block of YAML says what the reader has just typed, so that the commands after it have a file:

    <!-- file: photo.module.yaml -->    the block is the whole file
    <!-- set in: photo.module.yaml -->  its top-level keys take the place of the file's, or go to its end
    <!-- whole: photo.module.yaml -->   the block becomes what the file is by now
    <!-- in an empty folder -->         the commands from here on run in one
    <!-- packed: canvas-export as soil.imscc -->  that course of tests/importers lies there, packed

Commands of a page without such files run in the checkout. `findings: FUP001` in such a comment says what
linting the block yields; the tests hold it to that.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(
    r"(?:<!-- (?P<said>[^\n]*?) -->\n+)?^(?P<fence>`{3,})(?P<language>\w*)\n(?P<body>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_EMPTY = "in an empty folder"
_TOP_KEY = re.compile(r"^(?=[\w\"'-][^\n]*:)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page. `notes` are the parts of the comment before it, such as `file` → its name."""

    language: str
    body: str
    notes: dict[str, str]
    start: int
    end: int
    """Where the body stands in the page."""


def blocks(page: str) -> list[Block]:
    """Return the fenced blocks of a page in their order."""
    return [
        Block(
            found["language"],
            found["body"],
            _notes(found["said"] or ""),
            found.start("body"),
            found.end("body"),
        )
        for found in BLOCK.finditer(page)
    ]


def _notes(said: str) -> dict[str, str]:
    parts = (part.partition(":") for part in said.split(";"))
    return {name.strip(): value.strip() for name, _, value in parts}


def refreshed(page: str, checkout: Path) -> str:
    """Return a page with the output of its commands as it is now."""
    pieces: list[str] = []
    done = 0
    with tempfile.TemporaryDirectory() as folder:
        here: Path | None = None
        for block in blocks(page):
            body = block.body
            if _EMPTY in block.notes:
                here = Path(tempfile.mkdtemp(dir=folder))
            if "packed" in block.notes:
                here = here or Path(folder)
                course, _, name = block.notes["packed"].partition(" as ")
                pack(checkout / "tests" / "importers" / "courses" / course, here / name)
            match block:
                case Block(language="yaml", notes={"file": name}):
                    here = here or Path(folder)
                    (here / name).write_text(body, "utf-8")
                case Block(language="yaml", notes={"set in": name}):
                    file = (here or Path(folder)) / name
                    file.write_text(with_keys(file.read_text("utf-8"), body), "utf-8")
                case Block(language="yaml", notes={"whole": name}):
                    body = (here or Path(folder)).joinpath(name).read_text("utf-8")
                case Block(language="console"):
                    body = session(body, here or checkout)
            pieces += [page[done : block.start], body]
            done = block.end
    return "".join(pieces) + page[done:]


def pack(course: Path, archive: Path) -> None:
    """Pack a folder as the platforms do: a zip, or a tar.gz with one folder in it."""
    files = [path for path in sorted(course.rglob("*")) if path.is_file()]
    if archive.name.endswith(".tar.gz"):
        with tarfile.open(archive, "w:gz") as tar:
            for path in files:
                tar.add(path, f"course/{path.relative_to(course).as_posix()}")
        return
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path in files:
            zipped.write(path, path.relative_to(course).as_posix())


def with_keys(text: str, changes: str) -> str:
    """Return a YAML text in which the top-level keys of another take the place of its own, or follow them."""
    parts = {_key(part): part for part in _TOP_KEY.split(text) if part}
    parts |= {_key(part): part for part in _TOP_KEY.split(changes) if part}
    return "".join(parts.values())


def _key(part: str) -> str:
    return part.partition(":")[0]


def session(body: str, folder: Path) -> str:
    """Run the commands of a session again. Other commands keep the output they are shown with."""
    steps = re.split(r"^(?=\$ )", body, flags=re.MULTILINE)
    return "".join(_step(step, folder) for step in steps)


def _step(step: str, folder: Path) -> str:
    command = step.partition("\n")[0]
    if not command.startswith("$ coursewright "):
        return step
    words = [sys.executable, "-m", "coursewright", *shlex.split(command)[2:]]
    plain = {name: value for name, value in os.environ.items() if name not in {"FORCE_COLOR", "COLUMNS"}}
    environment = plain | {"NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1", "COURSEWRIGHT_TRACEBACK": "1"}
    run = subprocess.run(  # noqa: S603 - our own pages say what to run
        words, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if b"Traceback (most recent" in run.stdout:
        raise RuntimeError(f"{command}\n{run.stdout.decode('utf-8')}")
    shown = run.stdout.decode("utf-8").replace("\r\n", "\n").strip("\n")
    return f"{command}\n{shown}\n"
