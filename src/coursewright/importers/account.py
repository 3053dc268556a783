"""The account that an importer keeps: what came in, what became of it, and what was left out, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Account", "Fate", "Kept", "Note"]

_MOST = 50_000
"""Notes of one import: as many as an archive may have files."""

Fate: TypeAlias = Literal["imported", "partly", "left out"]


class Note(NamedTuple):
    """What became of one thing of the source."""

    what: str
    """Its kind in the words of its system, in the singular: `assignment`, `page`, `challenge`."""
    source: str
    title: str
    fate: Fate
    how: str
    """As what it came in (`as a task of the kind discussion`), or why it did not: a clause without a full
    stop. Of `partly`: what of it is not there, or is there in another form."""


class Kept(NamedTuple):
    """A text that has no place in a plan, for the notes file."""

    title: str
    source: str
    markdown: str
    why: str


class Account:
    """Notes in the order in which they were made.

    Each thing of a source has exactly one `imported` or `left out`; any number of `partly` may follow.
    """

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.kept: list[Kept] = []

    def imported(self, what: str, source: str, title: str, how: str) -> None:
        """Note that a thing came in, and as what."""
        self._note(Note(what, source, title, "imported", how))

    def partly(self, what: str, source: str, title: str, how: str) -> None:
        """Note what of a thing that came in did not, or is there in another form."""
        self._note(Note(what, source, title, "partly", how))

    def left_out(self, what: str, source: str, title: str, why: str) -> None:
        """Note that a thing did not come in, and why."""
        self._note(Note(what, source, title, "left out", why))

    def _note(self, note: Note) -> None:
        if len(self.notes) >= _MOST:
            raise UsageError(
                f"This holds more than {_MOST:,} things to tell of, and so was not imported.",
                "No course has so many. Import a part of it, or look at what is in it.",
            )
        self.notes.append(note)

    def keep(self, title: str, source: str, markdown: str, why: str) -> None:
        """Keep a text that has no place in a plan: it goes to the notes file."""
        self.kept.append(Kept(title, source, markdown, why))

    def __iter__(self) -> Iterator[Note]:
        return iter(self.notes)
