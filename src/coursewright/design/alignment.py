"""Which outcomes the work of a course serves, and which work serves an outcome.

Work serves the outcomes that it names. Work that names none serves the outcomes without an id around it:
those of its unit, module and course, and for the work of a whole module or course also those of the units
below. It serves besides what it belongs to: a follow-up activity what its tasks serve, a task what the
assessment it counts towards serves. A course outcome is also served through the outcomes that support it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from coursewright.design.learning_types import is_acquisition
from coursewright.spec.model import Assessment, FollowUpActivity, Outcome, Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.spec.element import Scope
    from coursewright.spec.links import Links
    from coursewright.spec.model import Content, Course

__all__ = [
    "APART",
    "Alignment",
    "Work",
    "alignment_of",
    "is_evidence",
    "is_practice",
    "may_be_evidence",
    "may_be_practice",
    "related",
    "stands_apart",
]

Work: TypeAlias = Task | FollowUpActivity | Assessment
T = TypeVar("T")

APART = frozenset({"onboarding", "social", "survey"})
"""Kinds of task that prepare the ground or gather people: they need no outcome, decision or follow-up."""


@lru_cache(maxsize=1)
def alignment_of(course: Course) -> Alignment:
    """Return the alignment of a course, worked out once for as long as it is the one being looked at."""
    return Alignment(course)


class Alignment:
    """The tables of one course, both ways."""

    __slots__ = (
        "_complete",
        "_named",
        "_open",
        "_served_by",
        "_serves",
        "_supported_by",
        "_unlinked",
        "_unsettled",
    )

    def __init__(self, course: Course) -> None:
        self._complete = course.complete
        self._open: _Places[str] = _Places()
        self._named: _Places[Outcome] = _Places()
        self._unlinked: _Places[Work] = _Places()
        self._unsettled: list[Work] = []
        self._serves: dict[Work, tuple[Outcome, ...]] = {}
        self._served_by: dict[Outcome, list[Work]] = defaultdict(list)
        self._supported_by: dict[Outcome, list[Outcome]] = defaultdict(list)
        for place in _contents(course):
            for key in place.undecided:
                self._open.add(place.scope, key)
        without_id: _Places[Outcome] = _Places()
        for outcome in course.every(Outcome):
            (self._named if outcome.id else without_id).add(outcome.scope, outcome)
            self._note_support(outcome)
        # In this order: each kind looks at what those before it serve.
        assessments, tasks, activities = (
            course.every(Assessment),
            course.every(Task),
            course.every(FollowUpActivity),
        )
        works: tuple[Work, ...] = (*assessments, *tasks, *activities)
        for work in works:
            self._note_work(work, without_id, course.links)

    def serves(self, work: Work) -> Sequence[Outcome]:
        """Return the outcomes that a task, a follow-up activity or an assessment serves."""
        return self._serves.get(work, ())

    def served_by(self, outcome: Outcome) -> Iterator[Work]:
        """Yield the work that serves an outcome, directly or through the outcomes that support it."""
        for supporting in self._with_supporting(outcome):
            yield from self._served_by.get(supporting, ())

    def may_serve(self, outcome: Outcome) -> Iterator[Work]:
        """Yield the work of which it is not decided, or not understood, whether it serves an outcome."""
        homes = {_home(supporting.scope) for supporting in self._with_supporting(outcome)}
        everywhere = _home(outcome.scope).level == "course"
        for work in self._unsettled:
            home = _home(work.scope)
            if everywhere or home in homes or home.level == "course":
                yield work

    def unlinked(self, outcome: Outcome) -> Iterator[Work]:
        """Yield the work around an outcome, or below it, that names no outcome and serves none.

        It may well serve this one, and only the link is missing.
        """
        for supporting in self._with_supporting(outcome):
            yield from self._unlinked.related(supporting.scope)

    def is_open(self, outcome: Outcome, *keys: str) -> bool:
        """Whether something still open under one of the keys could name an outcome, or support it."""
        home = _home(outcome.scope)
        if home.level == "course" and (not self._complete or self.is_open_at(home, "outcomes", "supports")):
            return True
        return self.is_open_at(home, *keys)

    def is_open_at(self, scope: Scope, *keys: str) -> bool:
        """Whether one of the keys is left open by what stands around a place, or below it."""
        return any(key in keys for key in self._open.related(scope))

    def nameable(self, work: Work) -> Sequence[Outcome]:
        """Return the outcomes that could be named here: the nearest ones that have an id."""
        home, course = _home(work.scope), work.scope.up("course")
        near = self._named.below(home) if home.level == "module" else ()
        return self._named.at(work.scope) or near or (self._named.at(course) if course else ())

    def _note_support(self, outcome: Outcome) -> None:
        for ref in outcome.supports:
            if isinstance(ref.target, Outcome):
                self._supported_by[ref.target].append(outcome)
        if outcome.leaves_open("supports") or any(ref.target is None for ref in outcome.supports):
            self._open.add(outcome.scope, "supports")

    def _note_work(self, work: Work, without_id: _Places[Outcome], links: Links) -> None:
        if work.leaves_open("outcomes") or any(ref.target is None for ref in work.outcomes):
            self._unsettled.append(work)
        found = [ref.target for ref in work.outcomes if isinstance(ref.target, Outcome)]
        if not work.outcomes and not work.leaves_open("outcomes") and not work.leaves_out("outcomes"):
            found = [*without_id.related(work.scope), *self._belonging(work, links)]
            if not found and not (isinstance(work, Task) and stands_apart(work)):
                self._unlinked.add(work.scope, work)
        self._serves[work] = served = tuple(dict.fromkeys(found))
        for outcome in served:
            self._served_by[outcome].append(work)

    def _belonging(self, work: Work, links: Links) -> Iterator[Outcome]:
        """Yield what work serves by what it belongs to."""
        match work:
            case FollowUpActivity():
                for task in links.builds_on.get(work, ()):
                    yield from self.serves(task)
            case Task() if work.counts_towards is not None and isinstance(
                work.counts_towards.target, Assessment
            ):
                yield from self.serves(work.counts_towards.target)

    def _with_supporting(self, outcome: Outcome) -> Sequence[Outcome]:
        """Return an outcome and all that support it, however far down."""
        if outcome not in self._supported_by:
            return (outcome,)
        found = [outcome]
        for one in found:
            found += [other for other in self._supported_by.get(one, ()) if other not in found]
        return found


def stands_apart(task: Task) -> bool:
    """Whether a task has its own reason to be there, and no outcome is asked of it."""
    return task.optional or task.kind in APART


def is_evidence(work: Work) -> bool:
    """Whether work shows what students can do: any assessment, and whatever is graded or has to be passed."""
    match work:
        case Assessment():
            return True
        case Task():
            return work.graded or work.pass_mark is not None or work.counts_towards is not None
        case FollowUpActivity():
            return work.graded or bool(work.weight)


def may_be_evidence(work: Work) -> bool:
    """Whether work is evidence, or may become so by what is still to be decided."""
    return is_evidence(work) or work.leaves_open("graded", "weight", "pass_mark", "counts_towards")


def is_practice(work: Work) -> bool:
    """Whether students do something with what they learn before it counts, and not only take it in."""
    match work:
        case Assessment():
            return work.formative
        case Task():
            return not is_acquisition(work) or bool(work.questions or work.decision_points or work.replies)
        case FollowUpActivity():
            return True


def may_be_practice(work: Work) -> bool:
    """Whether work is practice, or may become so by what is still to be decided."""
    return is_practice(work) or work.leaves_open("follow_up", "formative")


class _Places(Generic[T]):
    """Things by the course, module or unit that they stand in."""

    __slots__ = ("_at", "_below")

    def __init__(self) -> None:
        self._at: dict[Scope, list[T]] = defaultdict(list)
        self._below: dict[Scope, list[T]] = defaultdict(list)

    def add(self, scope: Scope, thing: T) -> None:
        self._at[scope].append(thing)
        for outer in _upwards(scope):
            self._below[outer].append(thing)

    def at(self, scope: Scope) -> Sequence[T]:
        """Return what stands there itself."""
        return self._at.get(scope, ())

    def below(self, scope: Scope) -> Sequence[T]:
        """Return what stands there or further in."""
        return self._below.get(scope, ())

    def related(self, scope: Scope) -> Iterator[T]:
        """Yield what stands there or further in, then what stands around it."""
        yield from self.below(scope)
        for outer in _upwards(scope):
            if outer is not scope:
                yield from self.at(outer)


def _contents(course: Course) -> Iterator[Content]:
    """Yield the course, its modules and their units, as far as they were written."""
    if not course.implicit:
        yield course
    for module in course.modules:
        yield module
        yield from (unit for unit in module.units if not unit.implicit)


def _home(scope: Scope) -> Scope:
    """Return the module a place is in, or the course."""
    return scope.up("module") or scope


def related(one: Scope, other: Scope) -> bool:
    """Whether one place holds the other, or is the same."""
    return any(scope is one for scope in _upwards(other)) or any(scope is other for scope in _upwards(one))


def _upwards(scope: Scope) -> Iterator[Scope]:
    """Yield a scope and those around it."""
    inner: Scope | None = scope
    while inner is not None:
        yield inner
        inner = inner.parent
