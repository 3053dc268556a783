"""Which outcomes the work of a course serves, and which work serves an outcome.

Work serves the outcomes that it names. Work that names none serves the outcomes without an id around it:
those of its unit, module and course, and for the work of a whole module or course also those of the units
below. It serves besides what it belongs to: a follow-up activity what its tasks serve, a task what the
assessment it counts towards serves. A course outcome is also served through the outcomes that support it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from coursewright.design.contents import places_in
from coursewright.design.learning_types import is_acquisition
from coursewright.design.scopes import home_of, upwards
from coursewright.spec.model import Assessment, FollowUpActivity, Outcome, Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.spec.element import Scope
    from coursewright.spec.links import Links
    from coursewright.spec.model import Course

__all__ = [
    "APART",
    "Alignment",
    "Work",
    "alignment_of",
    "is_evidence",
    "is_practice",
    "may_be_evidence",
    "may_be_practice",
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
        "_practice",
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
        self._serves: dict[Work, Sequence[Outcome]] = {}
        self._served_by: dict[Outcome, list[Work]] = {}
        self._supported_by: dict[Outcome, list[Outcome]] = {}
        self._practice: dict[Outcome, Sequence[Work]] = {}
        for place in places_in(course):
            for key in place.undecided:
                self._open.add(place.scope, key)
        without_id: _Places[Outcome] = _Places()
        for outcome in course.every(Outcome):
            (self._named if outcome.id else without_id).add(outcome.scope, outcome)
            self._note_support(outcome)
        # In this order: each kind looks at what those before it serve.
        kinds: tuple[Sequence[Work], ...] = (
            course.every(Assessment),
            course.every(Task),
            course.every(FollowUpActivity),
        )
        for works in kinds:
            for work in works:
                self._note_work(work, without_id, course.links)

    def serves(self, work: Work) -> Sequence[Outcome]:
        """Return the outcomes that a task, a follow-up activity or an assessment serves."""
        return self._serves.get(work, ())

    def served_by(self, outcome: Outcome) -> Sequence[Work]:
        """Return the work that serves an outcome, directly or through the outcomes that support it."""
        if outcome not in self._supported_by:
            return self._served_by.get(outcome, ())
        return [
            work
            for supporting in self._with_supporting(outcome)
            for work in self._served_by.get(supporting, ())
        ]

    def may_serve(self, outcome: Outcome) -> Sequence[Work]:
        """Return the work of which it is not decided, or not understood, whether it serves an outcome."""
        if not self._unsettled:
            return ()
        homes = {home_of(supporting.scope) for supporting in self._with_supporting(outcome)}
        everywhere = home_of(outcome.scope).level == "course"
        return [
            work
            for work in self._unsettled
            if everywhere or (home := home_of(work.scope)) in homes or home.level == "course"
        ]

    def unlinked(self, outcome: Outcome) -> Sequence[Work]:
        """Return the work around an outcome, or below it, that names no outcome and serves none.

        It may well serve this one, and only the link is missing.
        """
        if not self._unlinked:
            return ()
        return [
            work
            for supporting in self._with_supporting(outcome)
            for work in self._unlinked.related(supporting.scope)
        ]

    def practice(self, outcome: Outcome) -> Sequence[Work]:
        """Return what may be practice of an outcome: work that serves it or may, or is linked to none."""
        found = self._practice.get(outcome)
        if found is None:
            works = (*self.served_by(outcome), *self.may_serve(outcome), *self.unlinked(outcome))
            found = self._practice[outcome] = [work for work in works if may_be_practice(work)]
        return found

    def is_open(self, outcome: Outcome, *keys: str) -> bool:
        """Whether something still open under one of the keys could name an outcome, or support it."""
        home = home_of(outcome.scope)
        if home.level == "course" and (not self._complete or self.is_open_at(home, "outcomes", "supports")):
            return True
        return self.is_open_at(home, *keys)

    def is_open_at(self, scope: Scope, *keys: str) -> bool:
        """Whether one of the keys is left open by what stands around a place, or below it."""
        return any(key in keys for key in self._open.related(scope))

    def nameable(self, work: Work) -> Sequence[Outcome]:
        """Return the outcomes that could be named here: the nearest ones that have an id."""
        home, course = home_of(work.scope), work.scope.up("course")
        near = self._named.below(home) if home.level == "module" else ()
        return self._named.at(work.scope) or near or (self._named.at(course) if course else ())

    def _note_support(self, outcome: Outcome) -> None:
        is_open = "supports" in outcome.undecided
        for ref in outcome.supports:
            if ref.target is None:
                is_open = True
            elif isinstance(ref.target, Outcome):
                self._supported_by.setdefault(ref.target, []).append(outcome)
        if is_open:
            self._open.add(outcome.scope, "supports")

    def _note_work(self, work: Work, without_id: _Places[Outcome], links: Links) -> None:
        is_open = "outcomes" in work.undecided
        found: list[Outcome] = []
        for ref in work.outcomes:
            if ref.target is None:
                is_open = True
            elif ref.target not in found:
                found.append(ref.target)
        if is_open:
            self._unsettled.append(work)
        elif not found and not work.leaves_out("outcomes"):
            found += dict.fromkeys((*without_id.related(work.scope), *self._belonging(work, links)))
            if not found and not stands_apart(work):
                self._unlinked.add(work.scope, work)
        self._serves[work] = found
        for outcome in found:
            self._served_by.setdefault(outcome, []).append(work)

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


def stands_apart(work: Work) -> bool:
    """Whether work is a task that has its own reason to be there, and no outcome is asked of it."""
    return isinstance(work, Task) and (work.optional or work.kind in APART)


def is_evidence(work: Work) -> bool:
    """Whether work shows what students can do: any assessment, and whatever is graded or has to be passed."""
    if isinstance(work, Task):
        return work.graded or work.pass_mark is not None or work.counts_towards is not None
    return isinstance(work, Assessment) or work.graded or bool(work.weight)


def may_be_evidence(work: Work) -> bool:
    """Whether work is evidence, or may become so by what is still to be decided."""
    return is_evidence(work) or work.leaves_open("graded", "weight", "pass_mark", "counts_towards")


def is_practice(work: Work) -> bool:
    """Whether students do something with what they learn before it counts, and not only take it in."""
    if isinstance(work, Task):
        return bool(work.decision_points or work.questions or work.replies) or not is_acquisition(work)
    return isinstance(work, FollowUpActivity) or work.formative


def may_be_practice(work: Work) -> bool:
    """Whether work is practice, or may become so by what is still to be decided."""
    return is_practice(work) or (bool(work.undecided) and work.leaves_open("follow_up", "formative"))


class _Places(Generic[T]):
    """Things by the course, module or unit that they stand in, sorted once somebody asks."""

    __slots__ = ("_at", "_below", "_waiting")

    def __init__(self) -> None:
        self._waiting: list[tuple[Scope, T]] = []
        self._at: dict[Scope, list[T]] = {}
        self._below: dict[Scope, list[T]] = {}

    def __bool__(self) -> bool:
        return bool(self._waiting or self._at)

    def add(self, scope: Scope, thing: T) -> None:
        self._waiting.append((scope, thing))

    def at(self, scope: Scope) -> Sequence[T]:
        """Return what stands there itself."""
        self._sort()
        return self._at.get(scope, ())

    def below(self, scope: Scope) -> Sequence[T]:
        """Return what stands there or further in."""
        self._sort()
        return self._below.get(scope, ())

    def _sort(self) -> None:
        for scope, thing in self._waiting:
            self._at.setdefault(scope, []).append(thing)
            for outer in upwards(scope):
                self._below.setdefault(outer, []).append(thing)
        self._waiting.clear()

    def related(self, scope: Scope) -> Sequence[T]:
        """Return what stands there or further in, then what stands around it."""
        found = [*self.below(scope)]
        for outer in upwards(scope):
            if outer is not scope:
                found += self.at(outer)
        return found
