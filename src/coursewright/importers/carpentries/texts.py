"""The boxes of a lesson as plain Markdown: for learners, for the notes, and for solutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.links import to_thing
from coursewright.importers.markup.addresses import resolved, with_definitions
from coursewright.importers.markup.blocks import Block, quoted, written
from coursewright.importers.markup.words import said_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.carpentries.episode import Episode
    from coursewright.importers.markup.addresses import Resolve

__all__ = ["APART", "Writer", "is_hidden"]

APART = frozenset({"objectives", "questions", "keypoints"})
"""Boxes that have places of their own."""
_HIDDEN = frozenset({"solution", "instructor", "instructor-note"})
_FLAT = frozenset({"tab", "group-tab", "language-r", "language-python"})


def is_hidden(box: Block) -> bool:
    """Whether a box is not for learners, or not before they have tried."""
    return box.kind in _HIDDEN


class Writer:
    """Writes the texts of one page. `tasks` are the sources of the boxes that are tasks, by their lines."""

    def __init__(self, page: Episode, resolve: Resolve, language: str, tasks: Mapping[int, str]) -> None:
        self._page = page
        self._resolve = resolve
        self._language = language
        self._tasks = tasks

    def for_learners(self, block: Block) -> str:
        """Return the text of a box or a page without what is hidden and what has its own place."""
        return self._finished(written(block, self._shown))

    def whole(self, block: Block) -> str:
        """Return the text of a hidden box with everything in it."""
        return self._finished(written(block, self._quoted))

    def finished(self, markdown: str) -> str:
        """Return Markdown with its addresses resolved, and with the definitions that it needs."""
        return self._finished(markdown)

    def _finished(self, markdown: str) -> str:
        return resolved(with_definitions(markdown, self._page.references), self._resolve).strip("\n")

    def _shown(self, box: Block) -> str:
        if box.kind in APART or is_hidden(box):
            return ""
        if box.line in self._tasks:
            word = said_in(self._language, "discussion" if box.kind == "discussion" else "challenge")
            title = box.title if box.title.lower() != word.lower() else ""
            link = f"[{title or word}]({to_thing(self._tasks[box.line])})"
            return f"**{word}: {link}**" if title else f"**{link}**"
        return self._box(box, written(box, self._shown))

    def _quoted(self, box: Block) -> str:
        return self._box(box, written(box, self._quoted))

    def _box(self, box: Block, text: str) -> str:
        if box.kind in _FLAT:
            return text
        title = box.title or (said_in(self._language, "hint") if box.kind == "hint" else "")
        return quoted(text, title)
