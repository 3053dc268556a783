"""What a merge comes to: files to write, what was done and what was not, and conflicts."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from coursewright.importers.merging.subjects import NOBODY, Subject

__all__ = ["Conflict", "Merged", "Said", "What"]

What: TypeAlias = Literal["added", "changed", "gone", "deleted", "moved", "unplaced"]


class Said(NamedTuple):
    """One thing that a merge did, or did not do."""

    what: What
    """`gone`: no longer in the source, and kept; `deleted`: deleted here, and not brought back; `moved`: it
    has another place in the source, and keeps its own here; `unplaced`: new there, in a part that is not
    here, and not brought in."""
    file: str
    line: int
    """The line in the file before the merge, from 1; 0 where there is none."""
    key: str
    source: str
    """Of the element; of a file as a whole it is the path."""
    about: Subject = NOBODY
    missing: str = ""
    """Of what is `unplaced`: the part that is not here, such as `module "Week 2"`."""


class Conflict(NamedTuple):
    """A value that both sides have changed; ours stays."""

    file: str
    line: int
    key: str
    """The key; of a file as a whole it is empty."""
    source: str
    ours: str
    """As the plan writes it; empty for what is not here."""
    theirs: str
    about: Subject = NOBODY
    differs: str = ""
    """In which entries two lists or mappings differ, as clauses; empty for what has none."""


class Merged(NamedTuple):
    """What becomes of a folder."""

    texts: dict[str, str]
    """By path: texts that change or are new, the record aside."""
    copies: dict[str, str]
    """By path: files of the source that are new or newer."""
    said: tuple[Said, ...]
    conflicts: tuple[Conflict, ...]
