"""Files of a course that a package takes along, under names that every platform can live with."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from coursewright.design.local_files import local_file
from coursewright.exporters.edition.hiding import hidden_files
from coursewright.exporters.prose.tame import tamed
from coursewright.spec.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.model import Course

__all__ = ["Asset", "asset_of"]

_PLAIN = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
"""A name that can stay: joined to others by two hyphens, it can be taken apart again."""
_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 100
_SPECS = re.compile(r"(?:.+\.)?(?:course|module)\.ya?ml|\.?coursewright\.ya?ml", re.IGNORECASE)


class Asset(NamedTuple):
    """A file inside the folder of the course."""

    path: Path
    name: str
    """Its name in every package: `[a-z0-9._-]`, the same in every build, and no other file's."""

    @property
    def content(self) -> bytes | Path:
        """What goes into a package: the file, or its bytes where something in it would run. See `tamed`."""
        return tamed(self.path)


def asset_of(written: str, source: Source, course: Course) -> Asset | None:
    """Return the file that a path or a relative link in `source` names.

    None where it is missing, a folder, a spec, hidden, outside the folder of the course, or the file of an
    item that is hidden from students.
    """
    return _found(written, source.path.parent, course)


@lru_cache(maxsize=4096)  # several pages name one file, and a package asks for each page more than once
def _found(written: str, folder: Path, course: Course) -> Asset | None:
    home = course.path.parent
    source = Source(folder / "any", "")
    path = local_file(written, source, home)
    if path is None:
        bare = unquote(written.partition("#")[0].partition("?")[0])
        path = local_file(bare, source, home) if bare and bare != written else None
    if path is None:
        return None
    parts = path.relative_to(home.resolve()).parts
    if any(part.startswith(".") for part in parts) or _SPECS.fullmatch(path.name) or path in _specs(course):
        return None
    if path in hidden_files(course):
        return None
    return Asset(path, _name(parts))


@lru_cache(maxsize=4)
def _specs(course: Course) -> frozenset[Path]:
    """Return the files that a course was read from, whatever they are called."""
    return frozenset(source.path.resolve() for source in course.sources)


@lru_cache(maxsize=1024)
def _name(parts: tuple[str, ...]) -> str:
    joined = "--".join(parts)
    if len(joined) <= _LONGEST and all(_PLAIN.fullmatch(part) for part in parts):
        return joined
    # Three hyphens, so that no plain name can be the same.
    stem, dot, ending = parts[-1].rpartition(".")
    if not dot or not stem:
        stem, ending = parts[-1], ""
    digest = hashlib.sha256("/".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:10]
    suffix = _slug(ending)[:12]
    return f"{_slug(stem)[:60].strip('-') or 'file'}---{digest}" + (f".{suffix}" if suffix else "")


def _slug(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _OTHER.sub("-", ascii_only.lower()).strip("-")
