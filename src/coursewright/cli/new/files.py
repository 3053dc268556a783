"""The file or folder that something new goes into, by what was named or by what is there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.cli.fence import Fence
from coursewright.reporters.shared.paths import folder_from_here, from_here
from coursewright.scaffold.insertion_holders import is_called
from coursewright.scaffold.insertion_places import KEYS, NOUNS
from coursewright.spec.discover import COURSE_FILE, MODULE_FILE, Owners, absolute
from coursewright.spec.documents import read_document
from coursewright.spec.errors import CoursewrightError, UsageError
from coursewright.spec.load import load_documents
from coursewright.spec.wording import as_hint, closest, listed

if TYPE_CHECKING:
    from coursewright.spec.documents import Document
    from coursewright.spec.faults import Fault
    from coursewright.spec.model import Course


def candidates(into: Path | None, part: str) -> list[Path]:
    """Return the files that a part may go into: the one that is named, else those of a folder.

    A course is stood for by the modules that it lists. What a link finds elsewhere is not among them. Raises
    `CoursewrightError` where there is none.
    """
    if into is not None and not into.is_dir():
        return [_existing(into)]
    folder = absolute(into or Path())
    specs = sorted(one for one in folder.iterdir() if _is_spec(one))
    owners = Owners()
    courses = [one for one in specs if COURSE_FILE.fullmatch(one.name)]
    modules = dict.fromkeys(one for one in specs if one not in courses)
    for course in courses:
        modules.update(dict.fromkeys(one for one in owners.listed(course) if one.is_file()))
    found = [*modules] or courses
    if part in {"assessment", "outcome"}:  # which a course may hold itself
        found = [one for one in courses if one not in found and _has(one, KEYS[part])] + found
    if not found:
        where = folder_from_here(folder, Path.cwd())
        raise UsageError(
            f"There is no course or module in {where} that {_article(part)} could go into.",
            "Name the file with `--into FILE`, or make one with `coursewright new module`.",
        )
    fence = Fence((folder,))
    inside = [one for one in found if fence.holds(one)]
    if not inside:
        fence.check(found[0])
    return inside


def with_name(files: list[Path], word: str) -> list[Path]:
    """Return the files in which something is called `word`; all of them where it is in none."""
    if len(files) < 2 or not word:
        return files
    named = [one for one in files if (document := read_document(one)).root and is_called(document, word)]
    return named or files


def only(files: list[Path], part: str) -> Path:
    """Return the one file there is. Raise `UsageError` with the names of several."""
    if len(files) == 1:
        return files[0]
    names = [f"`--into {from_here(one, Path.cwd())}`" for one in files]
    raise UsageError(
        f"There are {len(files)} files that {_article(part)} could go into.", f"Say {listed(names, 'or')}."
    )


def read_whole(path: Path) -> Document:
    """Read a file that something goes into. Raise `CoursewrightError`, with its place, for a broken one."""
    document = read_document(path)
    if document.root is None or document.kind is None or document.salvaged:
        raise _unread(document, document.faults[0])
    return document


def course_around(document: Document) -> Course:
    """Return the course that a file belongs to; of a module that no course lists, the course of one."""
    path = document.source.path
    owner, name = Owners().of(path)
    if owner == path:
        return load_documents(document)
    return load_documents(read_document(owner), known={name: document})


def refuse_special(place: Path) -> None:
    """Raise `UsageError` for a pipe, a device and their like, and for a link that leads nowhere."""
    if not os.path.lexists(place) or place.is_file():
        return
    what = "no ordinary file" if place.exists() else "a link that leads nowhere"
    shown = from_here(place, Path.cwd())
    raise UsageError(f"--into: {shown} is {what}.", "Name the file of a course or a module.")


def _unread(document: Document, fault: Fault) -> CoursewrightError:
    source = fault.source or document.source
    place = fault.node.span.start if fault.node is not None else source.position(fault.at[0])
    where = f"{from_here(source.path, Path.cwd())}:{place.line}:{place.column}"
    return CoursewrightError(f"{where}: {fault.message}", as_hint(fault.fix))


def _existing(path: Path) -> Path:
    place = absolute(path)
    if place.is_file():
        return place
    refuse_special(place)
    names = [one.name for one in place.parent.iterdir()] if place.parent.is_dir() else []
    near = closest(place.name, names)
    shown = from_here(place, Path.cwd())
    raise UsageError(
        f"--into: there is no file {shown}.", f"Did you mean {near}?" if near else "Check the path."
    )


def _has(path: Path, key: str) -> bool:
    root = read_document(path).root
    return root is not None and key in root.pairs


def _is_spec(path: Path) -> bool:
    return bool(COURSE_FILE.fullmatch(path.name) or MODULE_FILE.fullmatch(path.name)) and path.is_file()


def _article(part: str) -> str:
    noun = NOUNS[part]
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"
