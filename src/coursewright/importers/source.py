"""What is imported: a file, a folder or an archive, read in memory and under guard."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from coursewright.importers.lone_file import FilePackage
from coursewright.importers.plain_yaml import Plain, yaml_plain
from coursewright.packages.kinds import kind_of
from coursewright.packages.look import Look
from coursewright.packages.reading.folders import FolderPackage
from coursewright.packages.reading.limits import megabytes
from coursewright.packages.reading.opening import opened
from coursewright.packages.reading.zips import ZIP_STARTS
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lxml.etree import _Element

    from coursewright.packages.kinds import Kind
    from coursewright.packages.reading.package import Package

__all__ = ["Plain", "Source", "decoded", "open_source", "yaml_plain"]

_ARCHIVES = (".imscc", ".mbz", ".zip", ".gz", ".tgz", ".tar")

_PAGE = 8 << 20
"""Bytes of a text."""


class Source:
    """Files by name: relative, with forward slashes. What cannot be read is in `look.unread`, once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.look = Look(package)

    @property
    def path(self) -> Path:
        """The file or folder itself."""
        return self.package.path

    @property
    def sizes(self) -> Mapping[str, int]:
        """The size of each file in bytes, in the order of the archive; of a folder, sorted."""
        return self.package.sizes

    @property
    def is_folder(self) -> bool:
        """Whether it lies unpacked."""
        return self.package.container == "folder"

    @property
    def is_file(self) -> bool:
        """Whether it is a single file that is no archive; its name is the only one."""
        return isinstance(self.package, FilePackage)

    @cached_property
    def kind(self) -> Kind:
        """What it is as a package of a learning platform, and in which folder that stands."""
        return kind_of(self.look)

    def names(self, ending: str = "", below: str = "") -> list[str]:
        """Return the files with an ending, in a folder (written with its slash), sorted."""
        return sorted(one for one in self.sizes if one.startswith(below) and one.lower().endswith(ending))

    def data(self, name: str) -> bytes:
        """Return what a file holds; nothing where it is not there or cannot be read."""
        return self.look.text(name)

    def text(self, name: str) -> str:
        """Return the text of a file, each line end a line feed; empty where it is not there or is no text.

        UTF-8, or UTF-16 with its mark; what is neither is read as Windows-1252, as old exports are. One that
        is larger than any page, talk or table is left unread, and `look.unread` says so.
        """
        size = self.sizes.get(name, 0)
        if size > _PAGE:
            told = said("PKG020", Place(name), size=megabytes(size), most=megabytes(_PAGE))
            self.look.unread.setdefault(name, told)
            return ""
        return decoded(self.data(name))

    def xml(self, name: str) -> _Element | None:
        """Return the root of an XML file; None where it is not there, broken, or unsafe to read."""
        return self.look.xml(name)

    def yaml(self, name: str) -> Plain:
        """Return what a YAML or JSON file holds, all scalars as texts; empty where there is nothing.

        Raises `UsageError` with the place where it is broken, or grows by its aliases beyond measure.
        """
        return yaml_plain(self.text(name), name)


def open_source(path: Path) -> Source:
    """Open what is to be imported. Raises `RefusedError` and `UnreadableInputError`."""
    return Source(_package(path))


def _package(path: Path) -> Package:
    if path.is_dir():
        return FolderPackage(path, hidden=False)
    if path.suffix.lower() in _ARCHIVES or not path.is_file():
        return opened(path)
    with path.open("rb") as file:
        head = file.read(4)
    packed = head in ZIP_STARTS or head[:2] == b"\x1f\x8b"
    return opened(path) if packed else FilePackage(path)


def decoded(data: bytes) -> str:
    """Return bytes as text, each line end a line feed, without a byte order mark and without NUL."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
