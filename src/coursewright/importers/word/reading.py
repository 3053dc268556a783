"""Reading outlines in Word: from the document to Markdown, and from there as any other outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.links import to_file
from coursewright.importers.markdown.reading import draft_of
from coursewright.importers.prose import markdown_of
from coursewright.importers.word.conversion import html_of
from coursewright.importers.word.detecting import DOCUMENT
from coursewright.importers.word.parts import left_behind, small_copy
from coursewright.packages.reading.xml import text_of
from coursewright.spec.errors import UsageError
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from coursewright.importers.desk import Desk
    from coursewright.importers.draft import CourseDraft
    from coursewright.importers.source import Source

__all__ = ["read"]


def read(source: Source, desk: Desk) -> CourseDraft:
    """Read an outline. Raises `UsageError` for what is no Word document, and where mammoth is missing."""
    name = source.path.name
    if DOCUMENT not in source.sizes:
        raise UsageError(
            f"`{name}` is no Word document.", "Save it as `.docx`; older `.doc` files are not read."
        )
    html = html_of(small_copy(source), name)

    def resolve(address: str) -> str | None:
        return to_file(address) if address in source.sizes else address or None

    markdown = markdown_of(html, resolve)
    draft = draft_of(markdown, name, desk.account, lambda address: address, lambda _address: None)
    for what, count in left_behind(source).items():
        if count:
            why = (
                f"{counted(count, what)} of its makers; not for learners"
                if what == "comment"
                else "it is deleted"
            )
            desk.account.left_out(what, f"{name}#{what.replace(' ', '-')}", counted(count, what), why)
    _add_properties(source, draft)
    return draft


def _add_properties(source: Source, draft: CourseDraft) -> None:
    """Add the title and the author that the document names for itself, where its text has none."""
    root = source.xml("docProps/core.xml")
    data = draft.modules[0].data if draft.lone_module else draft.data
    if (title := text_of(root, "title")) and data.get("title") == source.path.stem:
        data["title"] = " ".join(title.split())
    if author := text_of(root, "creator"):
        data.setdefault("authors", [" ".join(author.split())])
    if language := text_of(root, "language"):
        data.setdefault("language", language)
