"""The sections and activities that a course becomes in Moodle, each with its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from coursewright.exporters.mbz.kinds import kind_of
from coursewright.exporters.mbz.records import clip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition, Entry, ModulePart, UnitPart
    from coursewright.exporters.mbz.ids import Ids
    from coursewright.exporters.mbz.kinds import Kind
    from coursewright.spec.model import Evaluation

__all__ = ["Activity", "Outline", "Part", "Section", "measured_as_a_whole", "outline_of"]

Part: TypeAlias = Literal["entry", "course", "module", "staff"]
"""What an activity shows: an entry, the course or a module as a whole, or what only staff should see."""


_NOTED = frozenset({"task", "follow-up", "assessment", "announcement"})
"""What staff have notes about."""


@dataclass(frozen=True, slots=True, eq=False)
class Activity:
    """One activity or resource of a Moodle course."""

    key: str
    """Of its entry; else `about:` or `staff:` before the key of what it is about, as no entry is called."""
    kind: Kind
    title: str
    part: Part
    number: int
    """What Moodle calls the course module; restrictions and links name it."""
    instance: int
    """The row of the activity in the table of its kind."""
    context: int
    """What files belong to."""
    idnumber: str
    """The stable id that a teacher sees, and that a gradebook formula can use."""
    hidden: bool = False
    entry: Entry | None = None
    module: ModulePart | None = None

    @property
    def folder(self) -> str:
        """Where its files stand in the backup."""
        return f"activities/{self.kind}_{self.number}"


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """One section of the course page."""

    key: str
    title: str
    """Empty for the one at the top, which Moodle names."""
    place: int
    """Counted from 0, the one at the top."""
    number: int
    activities: tuple[Activity, ...]
    module: ModulePart | None = None
    units: tuple[UnitPart, ...] = ()
    hidden: bool = False

    @property
    def folder(self) -> str:
        """Where its files stand in the backup."""
        return f"sections/section_{self.number}"

    @property
    def opens_module(self) -> bool:
        """Whether a module begins with it."""
        return self.module is not None and self.key == self.module.key


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """All of a course as Moodle arranges it."""

    sections: tuple[Section, ...]
    by_key: dict[str, Activity]
    course: int
    context: int

    @property
    def activities(self) -> Iterator[Activity]:
        """Every activity in the order of the course page."""
        return (activity for section in self.sections for activity in section.activities)


def outline_of(edition: Edition, ids: Ids) -> Outline:
    """Return the outline of an edition."""
    return _Planner(edition, ids).outline()


def measured_as_a_whole(edition: Edition) -> tuple[Evaluation, ...]:
    """Return how it is known that the course as a whole worked; a module that stands alone says it itself."""
    return () if edition.course.implicit else edition.course.evaluation


def _is_evaluated(module: ModulePart) -> bool:
    """Whether a module says how it is known that it worked."""
    return module.module is not None and bool(module.module.evaluation)


class _Planner:
    def __init__(self, edition: Edition, ids: Ids) -> None:
        self._edition = edition
        self._ids = ids
        self._sections: list[Section] = []

    def outline(self) -> Outline:
        words, edition = self._edition.words, self._edition
        about = self._about("course", "course", words("mbz.about_course"))
        self._add("", "", (about,))
        for module in edition.modules:
            self._module(module)
        if edition.choices.for_staff:
            self._for_staff()
        sections = tuple(self._sections)
        return Outline(
            sections,
            {one.key: one for section in sections for one in section.activities},
            course=self._ids("course", edition.id),
            context=self._ids("context", f"course {edition.id}"),
        )

    def _module(self, module: ModulePart) -> None:
        """Add a module: first what stands beside its units, with an overview, then its units and the rest."""
        opening: list[UnitPart] = []
        units = list(module.units)
        while units and not units[0].title:
            opening.append(units.pop(0))
        # A module that stands alone is what the page about the course is about.
        told = module.module is None or self._edition.course.implicit
        about = () if told else (self._about("module", module.key, "", module),)
        self._add(module.key, module.title, about, module, tuple(opening))
        for unit in units:
            title = unit.title or self._edition.words("mbz.closing", title=module.title)
            if unit.title and len(self._edition.modules) > 1:
                title = self._edition.words("mbz.unit", module=module.title, unit=unit.title)
            self._add(unit.key, title, (), module, (unit,))

    def _for_staff(self) -> None:
        """Add a hidden section with a page for each module and what only staff should see."""
        words = self._edition.words
        pages = tuple(
            self._made(f"staff:{module.key}", "page", module.title, "staff", module=module, hidden=True)
            for module in self._edition.modules
            if any(entry.kind in _NOTED for entry in module.entries) or _is_evaluated(module)
        )
        if measured_as_a_whole(self._edition):
            title = words("mbz.staff.evaluation")
            pages += (self._made("staff:/evaluation", "page", title, "staff", hidden=True),)
        hidden = tuple(self._of(entry) for entry in self._edition.entries if entry.staff_only)
        self._sections.append(self._section("staff:", words("mbz.staff"), (*pages, *hidden), hidden=True))

    def _about(self, part: Part, key: str, title: str, module: ModulePart | None = None) -> Activity:
        named = title or self._edition.words("mbz.about_module")
        return self._made(f"about:{key}", "page", named, part, module=module)

    def _add(
        self,
        key: str,
        title: str,
        about: tuple[Activity, ...],
        module: ModulePart | None = None,
        units: tuple[UnitPart, ...] = (),
    ) -> None:
        entries = tuple(self._of(entry) for unit in units for entry in unit.entries if not entry.staff_only)
        # What holds nothing but what is for staff would be an empty section.
        if about or entries or any(unit.overview or unit.outcomes for unit in units):
            self._sections.append(self._section(key, title, (*about, *entries), module, units))

    def _section(
        self,
        key: str,
        title: str,
        activities: tuple[Activity, ...],
        module: ModulePart | None = None,
        units: tuple[UnitPart, ...] = (),
        *,
        hidden: bool = False,
    ) -> Section:
        number = self._ids("section", key)
        return Section(key, clip(title), len(self._sections), number, activities, module, units, hidden)

    def _of(self, entry: Entry) -> Activity:
        kind = kind_of(entry, self._edition)
        # An announcement that has no time yet waits for a teacher to show it.
        waiting = entry.kind == "announcement" and (entry.opens is None or entry.opens.date is None)
        return self._made(
            entry.key, kind, entry.title, "entry", entry=entry, hidden=entry.staff_only or waiting
        )

    def _made(
        self,
        key: str,
        kind: Kind,
        title: str,
        part: Part,
        *,
        entry: Entry | None = None,
        module: ModulePart | None = None,
        hidden: bool = False,
    ) -> Activity:
        return Activity(
            key=key,
            kind=kind,
            title=clip(title),
            part=part,
            number=self._ids("module", key),
            instance=self._ids(kind, key),
            context=self._ids("context", key),
            idnumber=key if len(key) <= 100 else entry.slug if entry is not None else "",
            hidden=hidden,
            entry=entry,
            module=module,
        )
