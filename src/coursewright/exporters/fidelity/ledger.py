"""The account that an exporter keeps while it writes: for each entry and aspect, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Fate", "Ledger", "Note"]

Fate: TypeAlias = Literal["kept", "changed", "dropped"]


class Note(NamedTuple):
    """What became of one thing."""

    key: str
    """The key of an entry, an outcome card, a module or a unit; empty for the course as a whole."""
    aspect: str
    """What of it, as `aspects` names it, such as `due`; empty for the thing itself."""
    fate: Fate
    how: str
    """As what it is kept, how it was changed, or why it is dropped: an English clause for a table, without a
    full stop."""


class Ledger:
    """Notes in the order in which they were made; of several about one aspect, the last holds."""

    def __init__(self) -> None:
        self._notes: dict[tuple[str, str], Note] = {}

    def kept(self, key: str, aspect: str = "", how: str = "") -> None:
        """Note that something is in the package as it was meant."""
        self._put(Note(key, aspect, "kept", how))

    def changed(self, key: str, aspect: str, how: str) -> None:
        """Note that something is in the package in another form, or in part."""
        self._put(Note(key, aspect, "changed", how))

    def dropped(self, key: str, aspect: str, why: str) -> None:
        """Note that something is not in the package."""
        self._put(Note(key, aspect, "dropped", why))

    def about(self, key: str, aspect: str = "") -> Note | None:
        """Return the note about one thing."""
        return self._notes.get((key, aspect))

    def __iter__(self) -> Iterator[Note]:
        return iter(self._notes.values())

    def _put(self, note: Note) -> None:
        self._notes.pop((note.key, note.aspect), None)
        self._notes[note.key, note.aspect] = note
