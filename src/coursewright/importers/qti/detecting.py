"""Whether a source is a package of QTI questions, or a file of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.questions.qti2_names import as_second

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["qti_root", "recognises"]

_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?(questestinterop|(?:qti-)?assessment-?(?:[iI]tem|[tT]est))\b")
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
    return bool(looked_at) and all(qti_root(source, name) for name in looked_at)


def qti_root(source: Source, name: str) -> str:
    """Return the name of the root of a document of QTI, as QTI 2 has it; empty for what is none."""
    found = _ROOT.search(source.look.text(name, _HEAD))
    return as_second(found[1].decode()) if found else ""
