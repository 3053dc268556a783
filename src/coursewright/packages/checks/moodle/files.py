"""Files of a backup: their content, who they belong to, and what texts refer to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from coursewright.packages.reading.package import DamagedError
from coursewright.packages.reading.xml import children, local, place_of, text_of
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element

    from coursewright.packages.checks.moodle.backup import Backup
    from coursewright.packages.checks.moodle.parts import Brief, Part
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["File", "Files", "check_embedded", "check_files", "files_of"]

_EMBEDDED = re.compile(r"@@PLUGINFILE@@/([^\"'\s<>?#)]+)")
_NEVER_LISTED = ("user", "group", "grade", "question", "qtype_", "qbank_")
"""Components whose files are restored with what they belong to."""
_HASH = re.compile(r"[0-9a-f]{40}")


class File(NamedTuple):
    """A file, as `files.xml` lists it."""

    place: Place
    id: str
    hash: str
    context: str
    component: str
    name: str
    path: str
    """Where it stands in its area, with its name, without a slash before it."""

    @property
    def is_folder(self) -> bool:
        """Whether it only stands for a folder."""
        return self.name == "."


class Files(NamedTuple):
    """All files of a backup."""

    listing: str
    known: tuple[File, ...] | None
    """None where the list cannot be read."""
    paths: Mapping[str, frozenset[str]]
    """By the number of a context: the paths of its files."""


def files_of(look: Look, backup: Backup) -> Files:
    """Return what `files.xml` lists."""
    listing = f"{backup.base}files.xml"
    root = look.xml(listing)
    known = tuple(_file(one, listing) for one in children(root, "file"))
    paths: dict[str, set[str]] = {}
    for file in known:
        paths.setdefault(file.context, set()).add(file.path)
    frozen = {context: frozenset(found) for context, found in paths.items()}
    return Files(listing, None if root is None else known, frozen)


def _file(element: _Element, listing: str) -> File:
    name = text_of(element, "filename")
    return File(
        place_of(element, listing),
        element.get("id", ""),
        text_of(element, "contenthash"),
        text_of(element, "contextid"),
        text_of(element, "component"),
        name,
        f"{text_of(element, 'filepath')}{name}".lstrip("/"),
    )


def check_files(look: Look, backup: Backup, files: Files, briefs: Sequence[Brief]) -> Iterator[Said]:
    """Check that files have their content, and that activities announce theirs."""
    sums = set()
    for file in files.known or ():
        if not file.is_folder and _HASH.fullmatch(file.hash):
            content = f"{backup.base}files/{file.hash[:2]}/{file.hash}"
            sums.add(content)
            if content not in look.names:
                yield said("PKG423", file.place, name=file.name, path=content)
    for name in look.package.sizes:
        if name in sums:
            yield from _content(look, name)
    if files.known is not None:
        yield from _announced(files.known, briefs)


def _content(look: Look, name: str) -> Iterator[Said]:
    try:
        found = look.package.sha1(name)
    except DamagedError as error:
        look.unread.setdefault(name, said("PKG019", Place(name), reason=str(error)))
        return
    if found != name.rpartition("/")[2]:
        yield said("PKG424", Place(name), sum=found)


def _announced(files: tuple[File, ...], briefs: Sequence[Brief]) -> Iterator[Said]:
    known = {file.id for file in files}
    by_context = {brief.context: brief for brief in briefs if brief.context}
    for file in files:
        owner = by_context.get(file.context)
        if owner is None or file.is_folder or file.component.startswith(_NEVER_LISTED):
            continue
        if file.id not in owner.files:
            yield said("PKG422", file.place, name=file.name, id=file.id, title=owner.title)
    for brief in briefs:
        for number in sorted(brief.files - known):
            place = Place(f"{brief.folder}/inforef.xml")
            yield said("PKG421", place, what="the file", id=number, file="files.xml")


def check_embedded(part: Part, files: Files) -> Iterator[Said]:
    """Check the files that texts of an activity refer to."""
    if part.instance is None or files.known is None:
        return
    own = files.paths.get(part.context, frozenset())
    for element in part.instance.iter():
        if not local(element) or not element.text or "@@PLUGINFILE@@" not in element.text:
            continue
        for name in dict.fromkeys(_EMBEDDED.findall(element.text)):
            if unquote(name) not in own:
                yield said("PKG425", place_of(element, part.file), name=name, title=part.title)
