"""Files of a backup: their content, who they belong to, and what texts refer to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from coursewright.packages.checks.moodle.parts import value_of
from coursewright.packages.reading.package import DamagedError
from coursewright.packages.reading.xml import children, local, place_of, text_of
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.packages.checks.moodle.backup import Backup
    from coursewright.packages.checks.moodle.parts import Part
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_files"]

_EMBEDDED = re.compile(r"@@PLUGINFILE@@/([^\"'\s<>?#)]+)")
_NEVER_LISTED = ("user", "group", "grade", "question", "qtype_", "qbank_")
"""Components whose files are restored with what they belong to."""
_HASH = re.compile(r"[0-9a-f]{40}")


class _File(NamedTuple):
    element: _Element
    id: str
    hash: str
    context: str
    component: str
    name: str
    path: str
    """Where it stands in its area, with its name, without a slash before it."""

    @property
    def is_folder(self) -> bool:
        return self.name == "."


def check_files(look: Look, backup: Backup, parts: tuple[Part, ...]) -> Iterator[Said]:
    """Check `files.xml`, the folder `files`, and references of texts to them."""
    listing = f"{backup.base}files.xml"
    root = look.xml(listing)
    files = tuple(_file(one) for one in children(root, "file"))
    sums = set()
    for file in files:
        if not file.is_folder and _HASH.fullmatch(file.hash):
            content = f"{backup.base}files/{file.hash[:2]}/{file.hash}"
            sums.add(content)
            if content not in look.names:
                yield said("PKG423", place_of(file.element, listing), name=file.name, path=content)
    for name in look.package.sizes:
        if name in sums:
            yield from _content(look, name)
    if root is not None:
        yield from _announced(files, parts, listing)
        for part in parts:
            yield from _embedded(part, files)


def _file(element: _Element) -> _File:
    name = text_of(element, "filename")
    path = f"{text_of(element, 'filepath')}{name}".lstrip("/")
    return _File(
        element,
        element.get("id", ""),
        text_of(element, "contenthash"),
        text_of(element, "contextid"),
        text_of(element, "component"),
        name,
        path,
    )


def _content(look: Look, name: str) -> Iterator[Said]:
    try:
        found = look.package.sha1(name)
    except DamagedError as error:
        look.unread.setdefault(name, said("PKG019", Place(name), reason=str(error)))
        return
    if found != name.rpartition("/")[2]:
        yield said("PKG424", Place(name), sum=found)


def _announced(files: tuple[_File, ...], parts: tuple[Part, ...], listing: str) -> Iterator[Said]:
    known = {file.id for file in files}
    by_context = {part.context: part for part in parts if part.context}
    listed = {part.context: part.listed("fileref", "file") for part in parts}
    for file in files:
        part = by_context.get(file.context)
        if (
            part
            and not file.is_folder
            and not file.component.startswith(_NEVER_LISTED)
            and file.id not in listed[part.context]
        ):
            yield said(
                "PKG422", place_of(file.element, listing), name=file.name, id=file.id, title=part.title
            )
    for part in parts:
        for number in sorted(listed[part.context] - known):
            place = Place(f"{part.activity.folder}/inforef.xml")
            yield said("PKG421", place, what="the file", id=number, file="files.xml")


def _embedded(part: Part, files: tuple[_File, ...]) -> Iterator[Said]:
    if part.instance is None:
        return
    own = {file.path for file in files if file.context == part.context}
    for element in part.instance.iter():
        if not local(element) or not element.text or "@@PLUGINFILE@@" not in element.text:
            continue
        for name in dict.fromkeys(_EMBEDDED.findall(element.text)):
            if unquote(name) not in own and value_of(element):
                yield said("PKG425", place_of(element, part.file), name=name, title=part.title)
