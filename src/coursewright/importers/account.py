"""The account that an importer keeps: what came in, what became of it, and what was left out, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Account", "Fate", "Kept", "Note"]

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
        self.notes.append(Note(what, source, title, "imported", how))

    def partly(self, what: str, source: str, title: str, how: str) -> None:
        """Note what of a thing that came in did not, or is there in another form."""
        self.notes.append(Note(what, source, title, "partly", how))

    def left_out(self, what: str, source: str, title: str, why: str) -> None:
        """Note that a thing did not come in, and why."""
        self.notes.append(Note(what, source, title, "left out", why))

    def keep(self, title: str, source: str, markdown: str, why: str) -> None:
        """Keep a text that has no place in a plan: it goes to the notes file."""
        self.kept.append(Kept(title, source, markdown, why))

    def __iter__(self) -> Iterator[Note]:
        return iter(self.notes)
