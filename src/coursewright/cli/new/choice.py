"""Which of several files and places a part goes to: asked on a terminal, and an error elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.cli.new.files import only
from coursewright.cli.new.part import only_place
from coursewright.cli.new.wizard import choose_place
from coursewright.reporters.shared.measure import flat
from coursewright.reporters.shared.paths import from_here
from coursewright.scaffold.insertion_holders import mappings, text_of
from coursewright.scaffold.insertion_places import NOUNS

if TYPE_CHECKING:
    from collections.abc import Sequence as List

    from coursewright.scaffold.insertion_places import Place


def chosen_file(
    files: list[Path], part: str, before: Path | None, *, asks: bool, returns: bool
) -> Path | None:
    """Return the file that a part goes into; None where the person leaves.

    `before` is what they chose before. With `returns`, a page came before, which `Returning` asks for.
    """
    if len(files) == 1 or not asks:
        return only(files, part)
    here = Path.cwd()
    listed = [(str(number), from_here(path, here), "") for number, path in enumerate(files)]
    lit = str(files.index(before)) if before is not None else None
    taken = choose_place(_title(part), "Which file does it go into?", listed, lit, returns=returns)
    return None if taken is None else files[int(taken)]


def chosen_place(
    places: List[Place], part: str, before: Place | None, *, asks: bool, returns: bool
) -> Place | None:
    """Return the place that a part goes to; None where the person leaves. The rest is as for files."""
    if len(places) == 1 or not asks:
        return only_place(places, part)
    at_tasks = places[0].owner.noun == "task" or places[0].beside is not None
    taken = choose_place(
        _title(part),
        "Which task does it belong to?" if at_tasks else "Which unit does it go into?",
        [(str(number), flat(_called(one)), _there(one)) for number, one in enumerate(places)],
        str(places.index(before)) if before is not None else None,
        returns=returns,
    )
    return None if taken is None else places[int(taken)]


def _title(part: str) -> str:
    return f"A new {NOUNS[part]}"


def _called(place: Place) -> str:
    named = place.beside or place.owner
    return named.title or named.id or named.label


def _there(place: Place) -> str:
    """Say of a task in which unit it is, and of a unit what it holds already."""
    if place.beside is not None or place.owner.noun == "task":
        around = (place.beside or place.owner).around
        return flat(f"In {text_of(around, 'title') or text_of(around, 'id') or 'this file'}")
    there = mappings(place.owner.node.value(place.key))
    if not there:
        return "It has none yet."
    titles = [title for one in there if (title := text_of(one, "title") or text_of(one, "id"))]
    return flat(f"It has {len(there)} already{': ' if titles else ''}{'; '.join(titles)}")
