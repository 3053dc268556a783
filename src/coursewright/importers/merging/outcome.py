"""What a merge comes to: files to write, what was done and what was not, and conflicts."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

__all__ = ["Conflict", "Merged", "Said", "What"]

What: TypeAlias = Literal["added", "changed", "gone", "deleted", "moved"]


class Said(NamedTuple):
    """One thing that a merge did, or did not do."""

    what: What
    """`gone`: no longer in the source, and kept; `deleted`: deleted here, and not brought back; `moved`: it
    has another place in the source, and keeps its own here."""
    file: str
    line: int
    """The line in the file before the merge, from 1; 0 where there is none."""
    key: str
    source: str


class Conflict(NamedTuple):
    """A value that both sides have changed; ours stays."""

    file: str
    line: int
    key: str
    """The key; of a file as a whole it is empty."""
    source: str
    ours: str
    theirs: str


class Merged(NamedTuple):
    """What becomes of a folder."""

    texts: dict[str, str]
    """By path: texts that change or are new, the record aside."""
    copies: dict[str, str]
    """By path: files of the source that are new or newer."""
    said: tuple[Said, ...]
    conflicts: tuple[Conflict, ...]
