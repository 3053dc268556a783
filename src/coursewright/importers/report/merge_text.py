"""What a merge did, in lines: which things came in, changed, went or stayed, and what both sides changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.merging.conflicts import CONFLICTS
from coursewright.spec.wording import counted, listed, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.merging.outcome import Conflict, Merged, Said, What
    from coursewright.importers.merging.subjects import Subject

__all__ = ["merge_lines"]

_HEADINGS: tuple[tuple[What, str], ...] = (
    ("added", "New in the source, and added"),
    ("changed", "Changed in the source, and brought in"),
    ("gone", "No longer in the source, and kept here"),
    ("deleted", "Deleted here, and not brought back though the source has changed it"),
    ("unplaced", "New in the source, in a part that is not here, and not brought in"),
    ("moved", "Has another place in the source, and keeps its own here"),
)


def merge_lines(merged: Merged, *, dry_run: bool, most: int | None = None) -> Iterator[str]:
    """Yield every conflict, what was done, and what was left; at most so many lines of a kind."""
    if merged.conflicts:
        yield f"Changed on both sides, where yours stays ({len(merged.conflicts):,})"
        for conflict in merged.conflicts:
            yield f"  {_conflict(conflict)}"
        yield f"  {CONFLICTS} {'would keep' if dry_run else 'keeps'} what the source says."
    for what, heading in _HEADINGS:
        lines = [*_lines([one for one in merged.said if one.what == what])]
        if lines:
            yield f"{heading} ({len(lines):,})"
            yield from (f"  {line}" for line in lines[:most])
        if most is not None and len(lines) > most:
            yield f"  and {counted(len(lines) - most, 'other')}: --report - prints all of it"


def _lines(some: list[Said]) -> Iterator[str]:
    """Yield a line for each thing; the text of one that is told as a whole is not told again."""
    whole = {one.about for one in some if one.source != one.file and (one.what == "added" or not one.key)}
    things: dict[tuple[str, str], list[Said]] = {}
    for one in some:
        if one.source != one.file or one.about not in whole:
            things.setdefault((one.source, one.file), []).append(one)
    yield from map(_line, things.values())


def _line(same: list[Said]) -> str:
    first = same[0]
    if first.about.thing == "file":
        return first.file
    named = _named(first.about) or first.source
    if first.what == "unplaced":
        about = first.about._replace(module="") if first.missing.startswith("module ") else first.about
        return f"{_named(about)}, in {first.missing}, which is not here"
    keys = [] if first.what == "added" else [f"`{one.key}`" for one in same if one.key]
    if first.source == first.file:
        keys = ["its text"]
    changed = f": {listed(keys)}" if keys else ""
    return f"{named}{changed}{_at(first.file, min(one.line for one in same))}"


def _conflict(one: Conflict) -> str:
    named = f"{_named(one.about) or one.source}{_at(one.file, one.line)}"
    if one.about.thing == "file":
        named = one.file
    if not one.key:
        return f"{named}: edited here, and another in the source"
    if one.differs:
        return f"{named}: `{one.key}`: {one.differs}"
    return f"{named}: `{one.key}` is {_value(one.ours)} here, and {_value(one.theirs)} in the source"


def _named(about: Subject) -> str:
    """Return how people know a thing: `task "Dig" (Week 2)`."""
    title = f'"{shortened(about.title)}"' if about.title else ""
    module = f"({shortened(about.module)})" if about.module else ""
    return " ".join(filter(None, (about.thing, title, module)))


def _at(file: str, line: int) -> str:
    if not file:
        return ""
    return f", {file}:{line}" if line else f", {file}"


def _value(text: str) -> str:
    return f"`{shortened(text)}`" if text else "not there"
