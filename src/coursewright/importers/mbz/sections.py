"""Sections of a course page: what they say, and in which order their activities stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursewright.importers.mbz.fields import said, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.backup import Backup, Part

__all__ = ["Section", "sections_of"]

_SUBSECTION = "mod_subsection"


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A section with its activities in their order."""

    number: int
    """The same in every backup of the course."""
    place: int
    """Counted from 0, which is the one at the top of the page."""
    row: _Element | None
    """None where the file of the section is not there: then only its activities tell of it."""
    title: str
    """As Moodle keeps it, which may be HTML; empty where Moodle names it by its place."""
    activities: tuple[Activity, ...]

    @property
    def source(self) -> str:
        """What it is called in the account and in references."""
        return f"section:{self.number}"

    @property
    def is_hidden(self) -> bool:
        """Whether students do not see it."""
        return said(self.row, "visible") == "0"

    @property
    def of_subsection(self) -> int:
        """The row of the activity that it is the inside of, since Moodle 4.5; 0 for a section of its own."""
        return whole(self.row, "itemid") if said(self.row, "component") == _SUBSECTION else 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it, not even a name."""
        return not (self.title or self.activities or said(self.row, "summary"))


def sections_of(backup: Backup, activities: Sequence[Activity]) -> list[Section]:
    """Return the sections by their places; activities that no section lists stand at the end of theirs."""
    by_section: dict[int, dict[int, Activity]] = {}
    for activity in activities:
        by_section.setdefault(activity.part.section, {})[activity.part.number] = activity
    found = [_section(part, backup, by_section) for part in backup.sections]
    known = {section.number for section in found}
    for number, here in by_section.items():
        if number not in known:
            first_one = next(iter(here.values()))
            place = whole(first_one.module, "sectionnumber")
            found.append(Section(number, place, None, "", tuple(here.values())))
    return sorted(found, key=lambda section: section.place)


def _section(part: Part, backup: Backup, by_section: dict[int, dict[int, Activity]]) -> Section:
    row = backup.xml(f"{part.folder}section.xml")
    here = by_section.get(part.number, {})
    place = whole(row, "number") if row is not None else _place(here.values(), part)
    return Section(part.number, place, row, said(row, "name"), tuple(_in_order(row, here)))


def _place(activities: Iterable[Activity], part: Part) -> int:
    told = next((whole(one.module, "sectionnumber") for one in activities), 0)
    return told or (int(part.title) if part.title.isdecimal() and len(part.title) < 6 else 0)


def _in_order(row: _Element | None, here: dict[int, Activity]) -> list[Activity]:
    wanted = dict.fromkeys(
        int(one) for one in said(row, "sequence").split(",") if one.strip().isdecimal() and len(one) <= 15
    )
    listed = [here[number] for number in wanted if number in here]
    return [*listed, *(one for number, one in here.items() if number not in wanted)]
