"""The parts of a Word document that are read, each looked at first: a small archive of its own."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from coursewright.importers.word.detecting import DOCUMENT
from coursewright.packages.reading.xml import local
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.importers.source import Source

__all__ = ["left_behind", "small_copy"]

_TAGS = 70_000
"""Tags of all parts together: some seventy pages, which take two seconds."""
_NEEDED = frozenset(
    {
        "[Content_Types].xml",
        "_rels/.rels",
        DOCUMENT,
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
        "word/_rels/footnotes.xml.rels",
        "word/endnotes.xml",
        "word/_rels/endnotes.xml.rels",
    }
)
_MEDIA = "word/media/"


def small_copy(source: Source) -> io.BytesIO:
    """Return the parts that a converter needs, as an archive; pictures in it hold their names, and no more.

    Raises `UsageError` where a part cannot be read, or there is too much of it.
    """
    made = io.BytesIO()
    tags = 0
    with zipfile.ZipFile(made, "w") as archive:
        for name in source.sizes:
            if name.startswith(_MEDIA):
                archive.writestr(name, name.encode())
            elif name in _NEEDED:
                if source.xml(name) is None:
                    reason = "it is damaged, or unsafe to read"
                    raise UsageError(f"`{source.path.name}` cannot be read: {reason} (`{name}`).", _HINT)
                data = source.data(name)
                tags += data.count(b"<")
                archive.writestr(name, data)
    if tags > _TAGS:
        raise UsageError(
            f"`{source.path.name}` is too long to be read as an outline.",
            "Save the part of it that is the outline as a document of its own.",
        )
    made.seek(0)
    return made


_HINT = "Open it in Word and save it anew."


def left_behind(source: Source) -> dict[str, int]:
    """Return how many comments, and changes that delete or move text, a document holds."""
    root, comments = source.xml(DOCUMENT), source.xml("word/comments.xml")
    deleted = sum(1 for one in _named(root, "del", "moveFrom") if _has_text(one))
    return {
        "comment": sum(1 for _ in _named(comments, "comment")),
        "deleted text": deleted,
    }


def _named(root: _Element | None, *names: str) -> Iterator[_Element]:
    if root is not None:
        yield from (one for one in root.iter() if local(one) in names)


def _has_text(change: _Element) -> bool:
    return any(local(one) in {"delText", "t"} for one in change.iter())
