"""Whether a source is a package of QTI questions, or a file of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["holds_qti", "recognises"]

_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:questestinterop|(?:qti-)?assessment-?(?:[iI]tem|[tT]est))\b")
_HEAD = 16_384
_LOOKED_AT = 5
_TEXTS = (".md", ".html", ".htm", ".yaml", ".yml", ".json", ".py", ".js", ".java", ".rb", ".php", ".txt")


def recognises(source: Source) -> bool:
    """Say whether a source is one: a package by its manifest, else XML files that are QTI one and all."""
    if source.kind.format == "qti":
        return True
    if source.kind.format not in {"unknown", "content package"}:
        return False
    documents = [*source.names(".xml"), *source.names(".qti")]
    if not documents or len(documents) < sum(name.lower().endswith(_TEXTS) for name in source.sizes):
        return False
    looked_at = [name for name in documents if not name.endswith("imsmanifest.xml")][:_LOOKED_AT]
    return bool(looked_at) and all(holds_qti(source, name) for name in looked_at)


def holds_qti(source: Source, name: str) -> bool:
    """Say whether a file begins like a document of QTI."""
    return _ROOT.search(source.look.text(name, _HEAD)) is not None
