"""A document in LiaScript, made ready: its header, and its sections without what runs and what moves."""

from __future__ import annotations

from typing import NamedTuple

from coursewright.importers.liascript.cleaning import Medium, effectless, media_in, without_scripts
from coursewright.importers.liascript.header import definitions_in, header_of
from coursewright.importers.liascript.macros import Macros
from coursewright.importers.markup.lines import without_comments
from coursewright.importers.markup.sections import Section, sections_of
from coursewright.importers.markup.wording import plain

__all__ = ["Document", "document_of"]

_FROM_HEADER = ("author", "version", "date", "email", "title", "comment")


class Document(NamedTuple):
    """What a document says, in order."""

    said: dict[str, str]
    title: str
    sections: list[Section]
    media: list[Medium]
    scripts: int
    spoken: int
    macros: Macros


def document_of(text: str) -> Document:
    """Return a document; the header is that of its first comment."""
    header = header_of(text)
    body, comments = without_comments(header.body)
    known = {key: header.said[key] for key in _FROM_HEADER if key in header.said}
    for comment in comments:
        known |= definitions_in(comment)[1]
    macros = Macros({**known, **header.macros})
    body = macros.expanded(body)
    body, scripts = without_scripts(body)
    body, spoken = effectless(body)
    body, media = media_in(body)
    sections = sections_of(body, header.line)
    title = header.said.get("title") or next((one.title for one in sections if one.level), "")
    return Document(header.said, plain(title) or "LiaScript", sections, media, scripts, spoken, macros)
