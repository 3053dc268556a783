"""Names of copied files: their own, as far as every file system takes them, and each its own."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from coursewright.importers.finishing.marks import told_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["file_names", "safe_name"]

_LONGEST = 100
_LONGEST_ENDING = 12
_UNSAFE = re.compile(
    r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*#%&\'`()\[\]\s\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]+'
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)
_SPECS = re.compile(r"(?:^|\.)(?:course|module)(?=\.ya?ml$)", re.IGNORECASE)
"""What makes a file a spec for everybody who goes through the folder."""


def file_names(files: Iterable[str], called: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Return the name under which each file of a source is copied, all in one folder.

    `called` are names that people know, where those of the source say nothing; `known` are those of an
    earlier import. They differ even where case and the ways of writing an accent do not count.
    """
    wanted = {file: safe_name(called.get(file) or file) for file in files}
    return told_apart(wanted, _marked, known=known)


def safe_name(path: str) -> str:
    """Return the last part of a path as a name that every file system takes; it keeps its ending."""
    name = unicodedata.normalize("NFC", re.split(r"[\\/]", path)[-1])
    name = name.encode("utf-8", "replace").decode()
    name = _UNSAFE.sub("-", name).strip("-. ")
    name = _SPECS.sub(lambda found: f"{found[0]}-file".replace(".", "-"), name)
    if _RESERVED.match(name):
        name = f"file-{name}"
    stem, ending = _split(name)
    return _cut(stem, _LONGEST - len(ending.encode())) + ending if stem else f"file{ending}"


def _marked(name: str, mark: str) -> str:
    stem, ending = _split(name)
    return f"{_cut(stem, _LONGEST - len(ending.encode()) - len(mark) - 1)}-{mark}{ending}"


def _split(name: str) -> tuple[str, str]:
    ending = PurePosixPath(name).suffix
    if not ending[1:].isalnum() or len(ending) > _LONGEST_ENDING:
        return name, ""
    return name.removesuffix(ending), ending


def _cut(text: str, longest: int) -> str:
    """Return as much of a text as takes so many bytes."""
    return text.encode()[:longest].decode("utf-8", "ignore").rstrip("-. ")
