"""What a package is, judged by what it holds and not by what it is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from coursewright.packages.look import Look

__all__ = ["Format", "Kind", "kind_of"]

Format: TypeAlias = Literal[
    "cartridge", "moodle", "scorm", "olx", "qti", "content package", "epub", "h5p", "cmi5", "xapi",
    "moodle 1", "olx library", "unknown",
]  # fmt: skip

_TITLES: dict[str, str] = {
    "cartridge": "Common Cartridge",
    "moodle": "Moodle backup",
    "scorm": "SCORM",
    "olx": "Open edX course",
    "qti": "QTI package",
    "content package": "IMS content package",
    "epub": "EPUB book",
    "h5p": "H5P activity",
    "cmi5": "cmi5 course",
    "xapi": "xAPI (Tin Can) package",
    "moodle 1": "backup of Moodle 1.9",
    "olx library": "Open edX library",
    "unknown": "package of an unknown kind",
}
CHECKED = frozenset({"cartridge", "moodle", "scorm", "olx"})
"""Kinds that have checks of their own."""
_CARTRIDGE = re.compile(rb"imsglobal\.org/xsd/imscc(?:v(\d)p(\d))?/imscp")
_QUESTIONS = re.compile(
    rb"""\btype\s*=\s*["'](?:imsqti_(?:xmlv1p[12]|item|test|assessment)[\w.]*|ims_qti[\w.]*)["']"""
)
_FLAGS = (
    (b"course_settings/canvas_export.txt",),
    (b"course_settings/syllabus.html", b"course_settings/course_settings.xml"),
)
"""By what its manifest names Canvas knows a package of its own."""


class Kind(NamedTuple):
    """What a package is."""

    format: Format
    version: str = ""
    """`1.1` of a cartridge, `1.2` or `2004` of SCORM; empty where it says none or has none."""
    flavour: Literal["", "canvas"] = ""
    root: str = ""
    """The folder in which everything stands, with a slash behind it; empty for the top."""

    @property
    def for_moodle(self) -> bool:
        """Of a cartridge: whether Moodle reads its version."""
        return self.version in {"", "1.0", "1.1"}

    @property
    def title(self) -> str:
        """As people call it."""
        name = " ".join(filter(None, (_TITLES[self.format], self.version)))
        return f"{name}, with what Canvas adds" if self.flavour == "canvas" else name


def kind_of(look: Look) -> Kind:
    """Return what a package is, its top folder included."""
    names = look.names
    if "moodle_backup.xml" in names:
        return Kind("moodle")
    if "imsmanifest.xml" in names:
        return _by_manifest(look, "")
    for name, kind in _BY_NAME.items():
        if name in names:
            return Kind(kind)
    if "mimetype" in names and look.text("mimetype", 64).startswith(b"application/epub+zip"):
        return Kind("epub")
    # A run may be called `course`: then its file is `course/course.xml`, beside the one at the top.
    nested = "course/course.xml" in names and "course.xml" not in names
    root = _only_folder(names) or ("course/" if nested else "")
    if f"{root}course.xml" in names:
        return Kind("olx", root=root)
    if root and f"{root}imsmanifest.xml" in names:
        return _by_manifest(look, root)
    if root and f"{root}moodle_backup.xml" in names:
        return Kind("moodle", root=root)
    if f"{root}library.xml" in names:
        return Kind("olx library", root=root)
    return Kind("unknown", root=root)


_BY_NAME: dict[str, Format] = {
    "h5p.json": "h5p",
    "cmi5.xml": "cmi5",
    "tincan.xml": "xapi",
    "moodle.xml": "moodle 1",
}


def _only_folder(names: frozenset[str]) -> str:
    """Return the folder that holds every file but the droppings of a desktop; empty where there is none."""
    tops = {name.partition("/")[0] for name in names if "/" in name} - {"__MACOSX"}
    loose = {name for name in names if "/" not in name} - {".DS_Store", "Thumbs.db"}
    return f"{tops.pop()}/" if len(tops) == 1 and not loose else ""


def _by_manifest(look: Look, root: str) -> Kind:
    data = look.text(f"{root}imsmanifest.xml")
    head = data[:20_000]
    if b"Common Cartridge" not in data and _QUESTIONS.search(data):
        return Kind("qti", "", "", root)  # Canvas writes these in the namespace of cartridges
    if found := _CARTRIDGE.search(data):
        version = f"{found[1].decode()}.{found[2].decode()}" if found[1] else "1.0"
        canvas = any(all(name in data for name in names) for names in _FLAGS)
        return Kind("cartridge", version, "canvas" if canvas else "", root)
    if b"Common Cartridge" in head:
        return Kind("cartridge", "", "", root)
    if b"adlnet.org/xsd/adlcp_v1p3" in head or re.search(rb"<schemaversion>\s*(?:2004|CAM 1\.3|1\.3)", head):
        return Kind("scorm", "2004", "", root)
    if b"adlcp_rootv1p2" in head or b"ADL SCORM" in head:
        return Kind("scorm", "1.2", "", root)
    return Kind("content package", "", "", root)
