"""Courses, modules and units: what holds the content together."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from coursewright.spec import parts as part
from coursewright.spec import prompts as p
from coursewright.spec import time_values as t
from coursewright.spec import values as v
from coursewright.spec.element import Element, Item, Ref, Scope, key
from coursewright.spec.model.content import (
    Announcement,
    Assessment,
    FollowUpActivity,
    Material,
    Outcome,
    Reflection,
    Session,
)
from coursewright.spec.model.context import Evaluation, Settings, Standard
from coursewright.spec.model.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from coursewright.spec.durations import Duration
    from coursewright.spec.faults import Fault, FaultKind
    from coursewright.spec.links import Links
    from coursewright.spec.source import Source
    from coursewright.spec.timeline import Timeline

E = TypeVar("E", bound=Element)


class Content(Item):
    """What a course, a module and a unit can all hold; each tuple has what was written at that level."""

    description: str | None = key(v.text)
    outcomes: tuple[Outcome, ...] = key(part.elements(lambda: Outcome, "statement"), default=())
    materials: tuple[Material, ...] = key(part.elements(lambda: Material), default=())
    tasks: tuple[Task, ...] = key(part.elements(lambda: Task, defaults="tasks"), default=())
    sessions: tuple[Session, ...] = key(part.elements(lambda: Session, defaults="sessions"), default=())
    follow_up_activities: tuple[FollowUpActivity, ...] = key(
        part.elements(lambda: FollowUpActivity, defaults="follow_up_activities"), default=()
    )
    reflection: Reflection | None = key(p.reflection(lambda: Reflection))
    assessments: tuple[Assessment, ...] = key(
        part.elements(lambda: Assessment, defaults="assessments"), default=()
    )
    announcements: tuple[Announcement, ...] = key(part.elements(lambda: Announcement), default=())

    @property
    def settings(self) -> Settings:
        """The circumstances in force here, inherited ones included."""
        return self.scope.settings


class Unit(Content):
    """A teaching unit: an entry of a module's `units`, or (`implicit`) what a flat module teaches in one go.

    The items of an implicit unit are the module's own, so they also stand in the module's tuples.
    """

    noun: ClassVar[str] = "unit"
    week: t.Weeks | None = key(t.weeks)
    overview: str | None = key(v.text)
    duration: Duration | None = key(t.duration)
    implicit: bool = False
    own: tuple[Element, ...] | None = None
    """Of one week of a flat module: the elements that belong to it."""

    @property
    def label(self) -> str:
        """Call an implicit unit by its module."""
        noun = "module" if self.implicit else self.noun
        name = self.title or self.id
        return f'{noun} "{name}"' if name else f"this {noun}"


class Module(Content):
    """One module file. `units` are its teaching units; a flat module has implicit ones."""

    noun: ClassVar[str] = "module"
    week: t.Weeks | None = key(t.weeks)
    prerequisites: tuple[Ref, ...] = key(part.many(part.ref("Module")), default=())
    evaluation: tuple[Evaluation, ...] = key(part.elements(lambda: Evaluation), default=())
    standards: tuple[Standard, ...] = key(part.elements(lambda: Standard), default=())
    units: tuple[Unit, ...] = key(part.many(part.scoped(lambda: Unit)), default=())
    source: Source

    @property
    def flat(self) -> bool:
        """Whether it has no `units` of its own."""
        return not self.says("units")


class Course(Content):
    """A course with its modules in teaching order, and everything that was found while reading it.

    A module file without a course is a course of one (`implicit`), which stands where the module does.
    """

    noun: ClassVar[str] = "course"
    evaluation: tuple[Evaluation, ...] = key(part.elements(lambda: Evaluation), default=())
    standards: tuple[Standard, ...] = key(part.elements(lambda: Standard), default=())
    modules: tuple[Module, ...] = ()
    implicit: bool = False
    complete: bool = True
    sources: tuple[Source, ...]
    faults: tuple[Fault, ...]
    elements: dict[str, list[Element]]
    links: Links
    timeline: Timeline

    @property
    def path(self) -> Path:
        """The file it was read from."""
        return self.sources[0].path

    def every(self, kind: type[E]) -> Sequence[E]:
        """Return all elements of one class, wherever they stand, in the order of the files."""
        return self.elements.get(kind.__name__, ())  # type: ignore[return-value]

    def within(self, place: Content, kind: type[E]) -> Iterator[E]:
        """Yield the elements of one class that a course, module or unit holds, inline ones included."""
        if isinstance(place, Unit) and place.own is not None:
            return (element for element in place.own if isinstance(element, kind))
        return (element for element in self.every(kind) if _holds(place, element))

    def faults_of(self, kind: FaultKind) -> Iterator[Fault]:
        """Yield the faults of one kind in the order they were found."""
        return (fault for fault in self.faults if fault.kind is kind)


def _holds(place: Content, element: Element) -> bool:
    scope: Scope | None = element.scope
    while scope is not None:
        if scope is place.scope:
            return True
        scope = scope.parent
    return False
