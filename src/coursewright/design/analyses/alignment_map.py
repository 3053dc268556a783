"""The alignment map: which work introduces, practises and assesses each outcome, and what links to nothing.

Constructive alignment (Biggs and Tang, Teaching for Quality Learning at University, 2011) asks that students
practise what an outcome says, and that the assessment asks for the same. Work is linked as in
`design.alignment`, and what is missing is what the rules report (`design.alignment_gaps`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.alignment import (
    Work,
    alignment_of,
    is_evidence,
    is_practice,
    may_be_evidence,
    may_be_practice,
)
from coursewright.design.alignment_gaps import (
    assesses_nothing,
    follows_nothing,
    goes_without_assessments,
    is_left_to_sessions,
    is_not_assessed,
    is_not_practised,
    task_serves_nothing,
)
from coursewright.design.learning_types import is_acquisition, learning_type
from coursewright.design.scopes import related
from coursewright.spec.model import Assessment, FollowUpActivity, Material, Outcome, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.spec.element import Item
    from coursewright.spec.model import Course

__all__ = ["ROLES", "Aligned", "Link", "Loose", "Role", "Standing", "State", "aligned", "loose_ends"]

Role: TypeAlias = Literal["introduced", "practised", "assessed"]
ROLES: tuple[Role, ...] = ("introduced", "practised", "assessed")

State: TypeAlias = Literal["there", "missing", "purpose", "unknown", "none"]
"""How an outcome stands in one respect; `none` is absent where nothing says that it should be there."""

Way: TypeAlias = Literal["named", "unnamed", "supports", "task", "assessment", "open"]
"""How work comes to serve an outcome: it names it; it names none, as the outcome without an id around it
allows; it serves one that supports it; it is the follow-up of a task, or counts towards an assessment, that
does. `open`: what it serves is still to be decided."""

Reason: TypeAlias = Literal["", "work", "unlinked", "open", "sessions", "elsewhere", "assessments"]
"""Why something is unknown: of work it is not decided, work around it serves no outcome, lists are still
open, only sessions without an agenda are planned; or why it is left out: it is assessed elsewhere, or the
place goes without assessments."""


class Link(NamedTuple):
    """A piece of work that serves an outcome, or may.

    `via` is the supporting outcome, the task or the assessment by way of which it does. `roles` are what it
    does for the outcome, `maybe` what it may do, as far as that is decided.
    """

    outcome: Outcome
    work: Work
    way: Way
    via: Item | None
    roles: tuple[Role, ...]
    maybe: tuple[Role, ...]


class Standing(NamedTuple):
    """How an outcome stands in one respect; `said` is the author's reason where it is left out on purpose."""

    state: State
    reason: Reason = ""
    said: str = ""


class Aligned(NamedTuple):
    """An outcome with all work that serves it, each piece once, and how it stands in each respect.

    `unlinked` is the work around it that serves no outcome at all, and may well serve this one.
    """

    outcome: Outcome
    links: tuple[Link, ...]
    introduced: Standing
    practised: Standing
    assessed: Standing
    unlinked: tuple[Work, ...]

    def standing(self, role: Role) -> Standing:
        """Return how it stands in one respect."""
        found: Standing = getattr(self, role)
        return found

    def doing(self, role: Role) -> Sequence[Link]:
        """Return the links to the work that does this for the outcome."""
        return [link for link in self.links if role in link.roles]

    def may_do(self, role: Role) -> Sequence[Link]:
        """Return the links to the work that may do it."""
        return [link for link in self.links if role in link.maybe]

    def could_do(self, role: Role) -> Sequence[Work]:
        """Return the unlinked work that would do this for an outcome, or might, if it served one."""
        return _that_could(self.unlinked, role)


class Loose(NamedTuple):
    """Work that is linked to nothing: it serves no `outcome`, or follows no `task`; `said` is the reason."""

    work: Work
    lacks: Literal["outcome", "task"]
    state: Literal["missing", "purpose", "unknown"]
    said: str = ""


def aligned(course: Course) -> Sequence[Aligned]:
    """Return the outcomes of a course in the order of its files, each with what serves it."""
    return [_aligned(outcome, course) for outcome in course.every(Outcome)]


def loose_ends(course: Course) -> Sequence[Loose]:
    """Return the work that serves no outcome or follows nothing, where it should, might or need not."""
    return [*_without_outcome(course), *_without_task(course)]


def _aligned(outcome: Outcome, course: Course) -> Aligned:
    links = tuple(_links(outcome, course))
    doing = {role for link in links for role in link.roles}
    maybe = {role for link in links for role in link.maybe}
    unlinked = tuple(dict.fromkeys(alignment_of(course).unlinked(outcome)))
    return Aligned(
        outcome,
        links,
        _introduced(outcome, course, unlinked, there="introduced" in doing, maybe="introduced" in maybe),
        _practised(outcome, course, unlinked, there="practised" in doing, maybe="practised" in maybe),
        _assessed(outcome, course, unlinked, there="assessed" in doing, maybe="assessed" in maybe),
        unlinked,
    )


def _that_could(works: Iterable[Work], role: Role) -> Sequence[Work]:
    return [work for work in works if _does(work, role) or _may_do(work, role)]


def _introduced(
    outcome: Outcome, course: Course, unlinked: Sequence[Work], *, there: bool, maybe: bool
) -> Standing:
    """Nothing says that a task has to introduce an outcome: a session may, or those who took it before."""
    if there:
        return Standing("there")
    if maybe:
        return Standing("unknown", "work")
    if _that_could(unlinked, "introduced"):
        return Standing("unknown", "unlinked")
    may_come = alignment_of(course).is_open(outcome, "tasks", "units") or outcome.leaves_open("id")
    return Standing("unknown", "open") if may_come else Standing("none")


def _practised(
    outcome: Outcome, course: Course, unlinked: Sequence[Work], *, there: bool, maybe: bool
) -> Standing:
    if there:
        return Standing("there")
    if is_not_practised(outcome, course):
        return Standing("missing")
    if maybe:
        return Standing("unknown", "work")
    if is_left_to_sessions(outcome, course):
        return Standing("unknown", "sessions")
    return Standing("unknown", "unlinked" if _that_could(unlinked, "practised") else "open")


def _assessed(
    outcome: Outcome, course: Course, unlinked: Sequence[Work], *, there: bool, maybe: bool
) -> Standing:
    if there:
        return Standing("there")
    if outcome.assessed_elsewhere:
        return Standing("purpose", "elsewhere", outcome.assessed_elsewhere)
    why = goes_without_assessments(outcome.scope)
    if why is not None:
        return Standing("purpose", "assessments", why)
    if is_not_assessed(outcome, course):
        return Standing("missing")
    if maybe:
        return Standing("unknown", "work")
    works = [work for work in unlinked if not isinstance(work, Assessment)]
    return Standing("unknown", "unlinked" if _that_could(works, "assessed") else "open")


def _links(outcome: Outcome, course: Course) -> Iterator[Link]:
    alignment = alignment_of(course)
    for work in dict.fromkeys(alignment.served_by(outcome)):
        way, via = _way(outcome, work, course)
        roles = tuple(role for role in ROLES if _does(work, role))
        maybe = tuple(role for role in ROLES if role not in roles and _may_do(work, role))
        yield Link(outcome, work, way, via, roles, maybe)
    for work in dict.fromkeys(alignment.may_serve(outcome)):
        if outcome not in alignment.serves(work) and not _served_through(outcome, work, course):
            maybe = tuple(role for role in ROLES if _does(work, role) or _may_do(work, role))
            yield Link(outcome, work, "open", None, (), maybe)


def _does(work: Work, role: Role) -> bool:
    match role:
        case "introduced":
            return isinstance(work, Task) and (is_acquisition(work) or _has_required_material(work))
        case "practised":
            return is_practice(work) and not _may_only_take_in(work)
        case "assessed":
            return is_evidence(work)


def _may_do(work: Work, role: Role) -> bool:
    match role:
        case "introduced":
            return isinstance(work, Task) and (
                _type_is_open(work)
                or work.leaves_open("materials")
                or any(ref.target is None for ref in work.materials)
            )
        case "practised":
            return may_be_practice(work)
        case "assessed":
            return may_be_evidence(work)


def _has_required_material(task: Task) -> bool:
    return any(isinstance(ref.target, Material) and ref.target.required for ref in task.materials)


def _type_is_open(task: Task) -> bool:
    return learning_type(task) is None and task.leaves_open("kind", "learning_type")


def _may_only_take_in(work: Work) -> bool:
    """Whether it is open what kind of task it is, and nothing else makes it practice."""
    if not isinstance(work, Task) or work.decision_points or work.questions or work.replies:
        return False
    return _type_is_open(work)


def _way(outcome: Outcome, work: Work, course: Course) -> tuple[Way, Item | None]:
    if any(ref.target is outcome for ref in work.outcomes):
        return "named", None
    if outcome not in alignment_of(course).serves(work):
        return "supports", _served_through(outcome, work, course)
    if not outcome.id and related(outcome.scope, work.scope):
        return "unnamed", None
    if isinstance(work, Task):
        return "assessment", work.counts_towards.target if work.counts_towards is not None else None
    tasks = course.links.builds_on.get(work, ()) if isinstance(work, FollowUpActivity) else ()
    return "task", next((task for task in tasks if outcome in alignment_of(course).serves(task)), None)


def _served_through(outcome: Outcome, work: Work, course: Course) -> Outcome | None:
    """Return the first outcome that work serves and that supports another, however far up."""
    return next((one for one in alignment_of(course).serves(work) if _supports(one, outcome)), None)


def _supports(one: Outcome, other: Outcome) -> bool:
    found = [one]
    for outcome in found:
        for ref in outcome.supports:
            if ref.target is other and outcome is not other:
                return True
            if isinstance(ref.target, Outcome) and ref.target not in found:
                found.append(ref.target)
    return False


def _without_outcome(course: Course) -> Iterator[Loose]:
    works: tuple[Work, ...] = (
        *course.every(Task),
        *course.every(FollowUpActivity),
        *course.every(Assessment),
    )
    for work in works:
        if alignment_of(course).serves(work):
            continue
        if work.leaves_out("outcomes"):
            yield Loose(work, "outcome", "purpose", work.on_purpose["outcomes"].reason)
        elif work.leaves_open("outcomes"):
            yield Loose(work, "outcome", "unknown")
        elif _should_serve(work, course):
            yield Loose(work, "outcome", "missing")


def _should_serve(work: Work, course: Course) -> bool:
    match work:
        case Task():
            return task_serves_nothing(work, course)
        case Assessment():
            return assesses_nothing(work, course)
    return False


def _without_task(course: Course) -> Iterator[Loose]:
    for activity in course.every(FollowUpActivity):
        if follows_nothing(activity, course):
            yield Loose(activity, "task", "missing")
