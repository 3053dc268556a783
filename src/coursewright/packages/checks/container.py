"""Checks of the archive, whatever is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.said import Place, said
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.kinds import Kind
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["MANIFESTS", "check_container"]

MANIFESTS = ("imsmanifest.xml", "moodle_backup.xml", "course.xml")
"""The files by which a platform knows what a package is."""
_ARCHIVES = (".imscc", ".mbz", ".zip", ".tar.gz", ".tgz", ".tar")
_DROPPINGS = (".DS_Store", "Thumbs.db", "desktop.ini")


def check_container(look: Look, kind: Kind) -> Iterator[Said]:
    """Check how a package is packed, and whether a platform finds what it looks for first."""
    if kind.format == "unknown":
        yield from _nothing_known(look)
    elif kind.root and kind.format not in {"olx", "olx library"}:
        manifest = next(name for name in MANIFESTS if f"{kind.root}{name}" in look.names)
        yield said("PKG015", folder=kind.root.rstrip("/"), file=manifest)
    yield from _packed_as_expected(look, kind)
    dropped = [name for name in look.package.sizes if _is_dropping(name)]
    if dropped:
        yield said("PKG018", files=counted(len(dropped), "file"), example=dropped[0])
    if kind.format == "h5p" and look.package.container == "zip" and look.package.folders:
        entries = counted(len(look.package.folders), "entry", "entries")
        yield said("PKG021", entries=entries, example=min(look.package.folders))


def _is_dropping(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] in _DROPPINGS


def _nothing_known(look: Look) -> Iterator[Said]:
    files = [name for name in look.package.sizes if not _is_dropping(name)]
    if len(files) == 1 and files[0].lower().endswith(_ARCHIVES):
        yield said("PKG016", Place(files[0]), inner=files[0])
        return
    near = next((name for name in files if name.rpartition("/")[2].lower() in MANIFESTS), "")
    yield said("PKG017", near=f", but there is `{near}`" if near else "")


def _packed_as_expected(look: Look, kind: Kind) -> Iterator[Said]:
    container = look.package.container
    if container == "folder":
        return
    match kind.format:
        case "olx" | "olx library" if container != "tar.gz":
            expected = "a .tar.gz archive"
        case "cartridge" | "scorm" | "qti" | "h5p" | "epub" if container != "zip":
            expected = "a zip archive"
        case _:
            return
    yield said("PKG022", container=container, kind=kind.title, expected=expected)
