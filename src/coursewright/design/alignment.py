"""Which outcomes the work of a course serves, and which work serves an outcome.

Work serves the outcomes that it names. Work that names none serves the outcomes without an id around it: those of
its unit, module and course, and for the work of a whole module or course also those of the units below. It serves
besides what it belongs to: a follow-up activity what its tasks serve, a task what the assessment it counts towards
serves. A course outcome is also served through the outcomes that support it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from coursewright.design.learning_types import is_acquisition
from coursewright.spec.model import Assessment, FollowUpActivity, Outcome, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from coursewright.spec.element import Scope
    from coursewright.spec.model import Content, Course

__all__ = [
    "Alignment",
    "Work",
    "alignment_of",
    "is_evidence",
    "is_practice",
    "may_be_evidence",
    "may_be_practice",
]

Work: TypeAlias = Task | FollowUpActivity | Assessment


@lru_cache(maxsize=1)
def alignment_of(course: Course) -> Alignment:
    """Return the alignment of a course, worked out once for as long as it is the one being looked at."""
    return Alignment(course)


class Alignment:
    """The tables of one course, both ways."""

    __slots__ = ("_course", "_open_at", "_open_below", "_served_by", "_serves", "_supported_by", "_unsettled")

    def __init__(self, course: Course) -> None:
        self._course = course
        self._open_at: dict[Scope, frozenset[str]] = {}
        self._open_below: dict[Scope, set[str]] = defaultdict(set)
        self._unsettled: list[Work] = []
        self._serves: dict[Work, tuple[Outcome, ...]] = {}
        self._served_by: dict[Outcome, list[Work]] = defaultdict(list)
        self._supported_by: dict[Outcome, list[Outcome]] = defaultdict(list)
        for place in _places(course):
            self._open_at[place.scope] = place.undecided
            for scope in _upwards(place.scope):
                self._open_below[scope] |= place.undecided
        for outcome in course.every(Outcome):
            for ref in outcome.supports:
                if isinstance(ref.target, Outcome):
                    self._supported_by[ref.target].append(outcome)
        self._fill(course)

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
        return (work for work in self._unsettled if everywhere or _home(work.scope) in homes)

    def is_open(self, outcome: Outcome, *keys: str) -> bool:
        """Whether something still to be decided under one of the keys could name an outcome, or support it."""
        home = _home(outcome.scope)
        if home.level == "course":
            if not self._course.complete or "outcomes" in self._open_below[home]:
                return True
            if any(other.leaves_open("supports") for other in self._course.every(Outcome)):
                return True
        return not self.open_around(home).isdisjoint(keys)

    def open_around(self, scope: Scope) -> AbstractSet[str]:
        """Return the keys left open by what stands around a place, or below it."""
        return self._open_below[scope].union(*(self._open_at.get(outer, ()) for outer in _upwards(scope)))

    def nameable(self, work: Work) -> Sequence[Outcome]:
        """Return the outcomes that could be named here: those of the nearest place that has any with an id."""
        home = _home(work.scope)
        named = [outcome for outcome in self._course.every(Outcome) if outcome.id]
        own = [outcome for outcome in named if outcome.scope is work.scope]
        near = [outcome for outcome in named if _home(outcome.scope) is home]
        return own or near or [outcome for outcome in named if outcome.scope.level == "course"]

    def _fill(self, course: Course) -> None:
        at, below = _without_id(course.every(Outcome))
        for kind in (
            Assessment,
            Task,
            FollowUpActivity,
        ):  # in this order: each looks at what those before serve
            for work in course.every(kind):
                if work.leaves_open("outcomes") or any(ref.target is None for ref in work.outcomes):
                    self._unsettled.append(work)
                found = [ref.target for ref in work.outcomes if isinstance(ref.target, Outcome)]
                if not work.outcomes and not work.leaves_open("outcomes") and not work.leaves_out("outcomes"):
                    around = (outcome for scope in _upwards(work.scope) for outcome in at.get(scope, ()))
                    found = [*below.get(work.scope, ()), *around, *self._belonging(work)]
                served = tuple(dict.fromkeys(found))
                self._serves[work] = served
                for outcome in served:
                    self._served_by[outcome].append(work)

    def _belonging(self, work: Work) -> Iterator[Outcome]:
        """Yield what work serves by what it belongs to."""
        match work:
            case FollowUpActivity():
                for task in self._course.links.builds_on.get(work, ()):
                    yield from self.serves(task)
            case Task() if work.counts_towards is not None and isinstance(
                work.counts_towards.target, Assessment
            ):
                yield from self.serves(work.counts_towards.target)

    def _with_supporting(self, outcome: Outcome) -> Sequence[Outcome]:
        """Return an outcome and all that support it, however far down."""
        found = [outcome]
        for one in found:
            found += [other for other in self._supported_by.get(one, ()) if other not in found]
        return found


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
    """Whether students do something with what they learn before it counts; only taking it in is not enough."""
    match work:
        case Assessment():
            return work.formative
        case Task():
            return not is_acquisition(work)
        case FollowUpActivity():
            return True


def may_be_practice(work: Work) -> bool:
    """Whether work is practice, or may become so by what is still to be decided."""
    return is_practice(work) or work.leaves_open("follow_up", "formative")


def _places(course: Course) -> Iterator[Content]:
    """Yield the course, its modules and their units, as far as they were written."""
    if not course.implicit:
        yield course
    for module in course.modules:
        yield module
        yield from (unit for unit in module.units if not unit.implicit)


def _without_id(outcomes: Iterable[Outcome]) -> tuple[dict[Scope, list[Outcome]], dict[Scope, list[Outcome]]]:
    """Sort the outcomes without an id by where they stand, and by every place around that."""
    at: dict[Scope, list[Outcome]] = defaultdict(list)
    below: dict[Scope, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.id is None:
            at[outcome.scope].append(outcome)
            for scope in _upwards(outcome.scope):
                below[scope].append(outcome)
    return at, below


def _home(scope: Scope) -> Scope:
    """Return the module a place is in, or the course."""
    return scope.up("module") or scope


def _upwards(scope: Scope) -> Iterator[Scope]:
    """Yield a scope and those around it."""
    inner: Scope | None = scope
    while inner is not None:
        yield inner
        inner = inner.parent
