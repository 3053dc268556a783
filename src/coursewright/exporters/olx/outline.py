"""The tree of a course for Open edX: a chapter for each module, and in it the subsections of each unit.

What counts has a subsection of its own, for Open edX marks subsections; so a unit may be cut in several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition, Entry, ModulePart, UnitPart
    from coursewright.exporters.olx.grading import Grading
    from coursewright.exporters.words.words import Words

__all__ = ["Subsection", "subsections"]


class Subsection(NamedTuple):
    """Some entries of a unit that stand together."""

    name: str
    title: str
    entries: tuple[Entry, ...]
    unit: UnitPart
    opening: bool = False
    """Whether it begins its unit."""
    kind: str = ""
    """The type of assignment that it is; empty where it does not count."""


def subsections(module: ModulePart, edition: Edition, grading: Grading) -> Iterator[Subsection]:
    """Yield the subsections of a module in teaching order."""
    begun = False
    for unit in module.units:
        shown = [entry for entry in unit.entries if _is_shown(entry, edition)]
        says = unit.title or unit.overview or unit.outcomes
        marked_first = bool(shown) and shown[0].key in grading.type_of and (says or not begun)
        bare = not shown and bool(unit.title and (unit.overview or unit.outcomes))
        if marked_first or bare:
            # What is marked has no room for an overview beside it.
            yield Subsection(unit.slug, _title(unit, module, edition.words, 0), (), unit, opening=True)
        begun = begun or bool(shown) or bare
        for number, run in enumerate(_runs(shown, grading)):
            kind = grading.type_of.get(run[0].key, "") if run else ""
            if kind:
                yield Subsection(f"{run[0].slug}_marked", run[0].title, tuple(run), unit, kind=kind)
                continue
            title = run[0].title if number and len(run) == 1 else _title(unit, module, edition.words, number)
            name = unit.slug if number == 0 else f"{unit.slug}_{number + 1}"
            yield Subsection(name, title, tuple(run), unit, number == 0)


def _is_shown(entry: Entry, edition: Edition) -> bool:
    """Tell whether an entry has a unit: announcements and notes for staff have none among learners."""
    return edition.choices.for_staff or not (entry.staff_only or entry.kind == "announcement")


def _runs(entries: list[Entry], grading: Grading) -> Iterator[list[Entry]]:
    """Yield entries in runs: each that counts alone, and what lies between together."""
    run: list[Entry] = []
    for entry in entries:
        if entry.key not in grading.type_of:
            run.append(entry)
            continue
        if run:
            yield run
        yield [entry]
        run = []
    if run:
        yield run


def _title(unit: UnitPart, module: ModulePart, words: Words, number: int) -> str:
    title = unit.title or module.title
    return title if number == 0 else words("olx.continued", title=title)
