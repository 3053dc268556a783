"""Whether a source holds modules of Microsoft Learn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["mime_of", "recognises"]

_MIME = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,20}#{3} ?YamlMime: ?(\w{1,40})")
_HEAD = 200
_LOOKED_AT = 40


def recognises(source: Source) -> bool:
    """Say whether a source holds any: the first line of such a file says what it is."""
    names = [name for name in source.sizes if name.rpartition("/")[2] in {"index.yml", "index.yaml"}]
    nearest = sorted(names, key=lambda name: (name.count("/"), name))[:_LOOKED_AT]
    return any(mime_of(source, name) in {"Module", "LearningPath"} for name in nearest)


def mime_of(source: Source, name: str) -> str:
    """Return what the first line of a file says that it is; empty where it says nothing."""
    found = _MIME.match(source.look.text(name, _HEAD))
    return found[1].decode() if found else ""
