"""What the parts of a course name: the sessions and follow-up activities that something leads to.

What is in an agenda is not named by it: `activity: F` says the same as `session:` of F, where it takes place.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.scopes import home_of
from coursewright.spec.element import refs_of

if TYPE_CHECKING:
    from coursewright.spec.element import Element, Scope
    from coursewright.spec.model import Course, Session

__all__ = ["Pointing", "has_near", "is_used", "pointing_of"]

_COULD_NAME: dict[str, frozenset[str]] = {
    "FollowUpActivity": frozenset(
        {"follow_up", "builds_on", "tasks", "units", "sessions", "agenda", "requires", "feeds"}
    ),
    "Session": frozenset(
        {"session", "feedback", "at", "release", "due", "by", "feeds", "follow_up"}
        | {"tasks", "units", "follow_up_activities", "reflection", "announcements"}
    ),
}
"""The keys at which something still open could come to name an element of a class, or hold what does."""


class Pointing(NamedTuple):
    """What is `named`, and per class the modules (or the course) in which something open may yet name one."""

    named: frozenset[Element]
    open_in: dict[str, set[Scope]]

    def may_come(self, item: Element) -> bool:
        """Whether something still to be decided, or not understood, could point at an item."""
        places = self.open_in[type(item).__name__]
        home = home_of(item.scope)
        return home in places or any(place.level == "course" or home.level == "course" for place in places)


@lru_cache(maxsize=1)
def pointing_of(course: Course) -> Pointing:
    """Return what a course names, worked out once for as long as it is the one being looked at."""
    named: set[Element] = set()
    open_in: dict[str, set[Scope]] = {kind: set() for kind in _COULD_NAME}
    for name, elements in course.elements.items():
        for element in elements if name != "AgendaItem" else ():
            if element.undecided:
                for kind, keys in _COULD_NAME.items():
                    if not keys.isdisjoint(element.undecided):
                        open_in[kind].add(home_of(element.scope))
            for ref in refs_of(element):
                if ref.target is not None:
                    named.add(ref.target)
                for kind, places in open_in.items():
                    if ref.target is None and kind in ref.wants:
                        places.add(home_of(element.scope))
    return Pointing(frozenset(named), open_in)


def is_used(session: Session, course: Course) -> bool:
    """Whether a session has a part in the course: it says what it needs or holds, or something names it."""
    says = session.says("requires") or session.says("agenda")
    return says or session in pointing_of(course).named


def has_near(item: Element, course: Course, *kinds: type[Element]) -> bool:
    """Whether there is an element of one of the classes in the module of an item, or around it."""
    home = home_of(item.scope)
    others = (home_of(one.scope) for kind in kinds for one in course.every(kind))
    return any(other is home or "course" in {home.level, other.level} for other in others)
