"""Putting parts into files for a test, and looking at what came of it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import coursewright
from coursewright.cli.new.files import course_around
from coursewright.scaffold import gallery
from coursewright.scaffold.answers import Answers
from coursewright.scaffold.insertion_part import NewPart
from coursewright.scaffold.insertion_places import places
from coursewright.spec.discover import Owners
from coursewright.spec.documents import read_document
from coursewright.spec.load import load_documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.lint.findings import Finding
    from coursewright.scaffold.insertion_part import MadePart
    from coursewright.scaffold.insertion_places import Place
    from coursewright.spec.documents import Document

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(
    path for pattern in ("*module.yaml", "course.yaml") for path in (ROOT / "examples").rglob(pattern)
)
REAL = [
    ROOT.parent / "shared" / "real" / name
    for name in ("learn-to-cloud/course.yaml", "git-novice/git-novice.module.yaml")
]
HERE = Path("/nowhere/consent.module.yaml")


def document_of(text: str | bytes, path: Path = HERE) -> Document:
    return read_document(path, text.encode() if isinstance(text, str) else text)


def part_of(document: Document, kind: str, place: Place) -> NewPart:
    return NewPart(document, course_around(document), place, gallery.part(kind))


def given_for(part: NewPart, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the least that a part needs: what its place says, and where an outcome is practised."""
    asked = {key: value for key, value in (more or {}).items() if part.template.question(key)}
    given = {**part.given, **asked}
    if part.template.question("practised_in") is not None and part.known.items["tasks"]:
        given.setdefault("practised_in", [*part.known.items["tasks"]][-1])
    return given


def made(part: NewPart, more: Mapping[str, str] | None = None) -> MadePart:
    return part.made(Answers(part.template, part.known, given_for(part, more)))


def put(text: str, kind: str, at: int = 0, **answers: str) -> str:
    """Return a text with a part at one of the places that take it."""
    document = document_of(text)
    part = part_of(document, kind, places(document, kind)[at])
    return made(part, answers).text


@lru_cache(maxsize=64)
def findings(path: Path, text: str) -> tuple[Finding, ...]:
    """Return what lint finds in the course of a file, were this its text."""
    owner, name = Owners().of(path)
    document = document_of(text, path)
    top = document if owner == path else read_document(owner)
    course = load_documents(top, known={name: document})
    return tuple(coursewright.lint(course, isolated=True).findings)


def new_lines(before: str, after: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text that another did not have, with their numbers from 0.

    Fails where a line of the other is missing.
    """
    old = iter(before.splitlines())
    waiting = next(old, None)
    for number, line in enumerate(after.splitlines()):
        if line == waiting:
            waiting = next(old, None)
        else:
            yield number, line
    assert waiting is None, f"the line {waiting!r} is gone"
