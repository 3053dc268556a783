"""One activity of a backup: its own record, its place in the course, and what all activities have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursewright.importers.mbz.fields import row_number, said, whole
from coursewright.importers.mbz.stored_files import Area
from coursewright.packages.reading.xml import children, first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.importers.mbz.backup import Backup, Part

__all__ = ["Activity", "activities_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Activity:
    """An activity or a resource of a course."""

    part: Part
    own: _Element
    """The row of the table of its kind, with what hangs on it."""
    module: _Element | None
    """What all kinds have: `module.xml`."""
    instance: int
    context: int
    called: str = ""
    """What it is called in references if it is of our own; else that follows from its kind and number."""

    @property
    def kind(self) -> str:
        """The kind of activity in Moodle: `forum`."""
        return self.part.kind

    @property
    def source(self) -> str:
        """What it is called in the account and in references: `forum:53`."""
        return self.called or f"{self.part.kind}:{self.part.number}"

    @property
    def name(self) -> str:
        """Its name as Moodle keeps it, which may be HTML."""
        return said(self.own, "name") or self.part.title

    @property
    def idnumber(self) -> str:
        """The id that people gave it; empty for none."""
        return said(self.module, "idnumber")

    @property
    def is_hidden(self) -> bool:
        """Whether students do not see it."""
        return self.module is not None and said(self.module, "visible") == "0"

    @property
    def is_stealthy(self) -> bool:
        """Whether students can open it but do not see it on the course page."""
        return not self.is_hidden and said(self.module, "visibleoncoursepage") == "0"

    @property
    def works_in_groups(self) -> bool:
        """Whether each group works apart from the others."""
        return whole(self.module, "groupmode") == 1

    @property
    def tags(self) -> tuple[str, ...]:
        """What it is tagged with."""
        found = (said(one, "rawname") or said(one, "name") for one in children(first(self.module, "tags")))
        return tuple(name for name in found if name)

    def area(self, area: str, item: int = 0) -> Area:
        """Return one of its areas of files."""
        return Area(self.context, f"mod_{self.part.kind}", area, item)

    def rows(self, *path: str) -> Iterator[_Element]:
        """Yield the rows in a list of its own, such as those of `options`."""
        yield from children(first(self.own, *path))


def activities_of(backup: Backup) -> tuple[list[Activity], list[Part]]:
    """Return the activities of a backup, and those whose files are not there or cannot be read."""
    found: list[Activity] = []
    broken: list[Part] = []
    for part in backup.activities:
        root = backup.xml(f"{part.folder}{part.kind}.xml")
        own = first(root, part.kind) if part.kind else None
        if root is None or own is None:
            broken.append(part)
            continue
        module = backup.xml(f"{part.folder}module.xml")
        found.append(Activity(part, own, module, row_number(root), row_number(root, "contextid")))
    return found, broken
