"""Which item of one design is which of the other: by id, else by its name, else by the likeness of that."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from coursewright.design.comparison.alike import MOVED, REWORDED, SAME_BUT_RENAMED, closest_pairs
from coursewright.design.comparison.wording import name_of
from coursewright.spec.element import Element, Item, Ref
from coursewright.spec.model import (
    Announcement,
    Assessment,
    Content,
    Course,
    FollowUpActivity,
    Material,
    Module,
    Outcome,
    Session,
    Task,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from coursewright.spec.element import Scope

__all__ = ["KINDS", "Pairs", "paired_entries", "same_link"]

E = TypeVar("E", bound=Element)

KINDS: tuple[type[Item], ...] = (
    Outcome,
    Task,
    Session,
    FollowUpActivity,
    Assessment,
    Material,
    Announcement,
)
"""The items that are paired over the whole course, wherever they stand."""


class Pairs:
    """The items of two designs of a course, each with its counterpart.

    `excluded` says which files are not compared; what stands in them has no counterpart and is in `left`.
    """

    def __init__(self, old: Course, new: Course, excluded: Callable[[Element], bool]) -> None:
        self._excluded = excluded
        self.of_old: dict[Element, Element] = {}
        self.of_new: dict[Element, Element] = {}
        self.kept: list[tuple[Item, Item]] = []
        self.dropped: list[Item] = []
        self.added: list[Item] = []
        self.left: list[Item] = []
        if not (excluded(old) or excluded(new)):
            self._put(old, new)
            if not (old.implicit or new.implicit):
                self.kept.append((old, new))
        if old.implicit and new.implicit and old.modules and new.modules:
            self._pair(old.modules[:1], new.modules[:1], together=True)
        else:
            self._pair(old.modules, new.modules)
        self._pair(_units(old), _units(new))
        for kind in KINDS:
            self._pair(old.every(kind), new.every(kind))

    def same(self, old: object, new: object) -> bool:
        """Whether two references mean the same, whatever its id is now; else whether two values are equal."""
        if isinstance(old, Ref) and isinstance(new, Ref):
            one, other = old.target, new.target
            if one in self.of_old or other in self.of_new:
                return self.of_old.get(one) is other
            return old.text == new.text
        return old == new

    def _put(self, old: Element, new: Element) -> None:
        self.of_old[old] = new
        self.of_new[new] = old

    def _pair(self, old: Sequence[Item], new: Sequence[Item], *, together: bool = False) -> None:
        """Pair the items of two lists; those that are known to go `together` are not asked for more."""
        olds, news = self._open(old), self._open(new)
        if together:
            self._join(olds, news, lambda _: "")
        for key in (self._id_at_home, self._name_in_place, self._name_at_home, _name):
            self._join(olds, news, key)
            olds = [one for one in olds if one not in self.of_old]
            news = [one for one in news if one not in self.of_new]
        self._join_alike(olds, news)
        olds = [one for one in olds if one not in self.of_old]
        news = [one for one in news if one not in self.of_new]
        self._join(olds, news, self._nameless)
        self.kept += [(one, mine) for one in old if isinstance(mine := self.of_old.get(one), Item)]
        self.dropped += [one for one in olds if one not in self.of_old]
        self.added += [one for one in news if one not in self.of_new]

    def _open(self, items: Sequence[Item]) -> list[Item]:
        """Return the items that are compared, and note the others."""
        compared: list[Item] = []
        for one in items:
            (self.left if self._excluded(one) else compared).append(one)
        return compared

    def _join(self, old: Iterable[Item], new: Iterable[Item], key: Callable[[Item], Hashable | None]) -> None:
        """Pair items of which a key says the same; of several, the first with the first."""
        waiting: dict[Hashable, list[Item]] = defaultdict(list)
        for one in new:
            if (said := key(one)) is not None:
                waiting[said].append(one)
        for item in old:
            said = key(item)
            if said is not None and waiting.get(said):
                self._put(item, waiting[said].pop(0))

    def _join_alike(self, old: list[Item], new: list[Item]) -> None:
        least = {(at, to): _least(one, other) for at, one in enumerate(old) for to, other in enumerate(new)}
        for at, to in closest_pairs([_wording(one) for one in old], [_wording(one) for one in new], least):
            self._put(old[at], new[to])

    def _home(self, item: Item) -> Hashable:
        """Return the module of an item; that of the old design, if it has a counterpart."""
        return self._as_old(_element(item.scope.up("module")))

    def _place(self, item: Item) -> Hashable:
        return self._as_old(_element(item.scope.parent if isinstance(item, Content) else item.scope))

    def _as_old(self, place: Element | None) -> Hashable:
        return self.of_new.get(place, place) if place is not None else None

    def _id_at_home(self, item: Item) -> Hashable | None:
        return (None if isinstance(item, Module) else self._home(item), item.id) if item.id else None

    def _name_in_place(self, item: Item) -> Hashable | None:
        return (self._place(item), name) if (name := _wording(item)) else None

    def _name_at_home(self, item: Item) -> Hashable | None:
        return (self._home(item), name) if (name := _wording(item)) else None

    def _nameless(self, item: Item) -> Hashable | None:
        """Items that neither has a name nor an id are told apart by their place and what they belong to."""
        if item.id or _wording(item):
            return None
        owner = getattr(item, "source", None)
        return (self._place(item), type(item).__name__, owner.path.name if owner is not None else "")


def paired_entries(
    old: Sequence[E], new: Sequence[E], same: Callable[[Any, Any], bool]
) -> tuple[list[tuple[E, E]], list[E], list[E]]:
    """Pair the entries of two lists within an item: those that go together, those gone, those that came."""
    names = [[name_of(one) for one in side] for side in (old, new)]
    taken: dict[int, int] = {}
    for at, one in enumerate(old):
        for to, other in enumerate(new):
            if to in taken.values():
                continue
            mine, theirs = getattr(one, "id", None), getattr(other, "id", None)
            named = names[0][at] == names[1][to] != ""
            if (mine and mine == theirs) or (named and not (mine and theirs)) or same_link(one, other, same):
                taken[at] = to
                break
    olds = [at for at in range(len(old)) if at not in taken]
    news = [to for to in range(len(new)) if to not in taken.values()]
    nameless = [[at for at in olds if not names[0][at]], [to for to in news if not names[1][to]]]
    taken |= dict(zip(*nameless, strict=False))
    least = {(at, to): REWORDED for at in range(len(olds)) for to in range(len(news))}
    found = closest_pairs([names[0][at] for at in olds], [names[1][to] for to in news], least)
    taken |= {olds[at]: news[to] for at, to in found}
    gone = [one for at, one in enumerate(old) if at not in taken]
    come = [one for to, one in enumerate(new) if to not in taken.values()]
    return [(old[at], new[to]) for at, to in sorted(taken.items())], gone, come


def same_link(one: Element, other: Element, same: Callable[[Any, Any], bool]) -> bool:
    """Whether two points of an agenda are about the same task or activity."""
    for key in ("feedback", "activity", "answer_key"):
        mine, theirs = getattr(one, key, None), getattr(other, key, None)
        if isinstance(mine, Ref) and isinstance(theirs, Ref) and same(mine, theirs):
            return True
    return False


def _units(course: Course) -> Sequence[Unit]:
    return [unit for unit in course.every(Unit) if not unit.implicit]


def _element(scope: Scope | None) -> Element | None:
    return scope.element if scope is not None else None


def _least(one: Item, other: Item) -> float:
    """Return how alike the wordings of two items must be; the same id in another module may be a chance."""
    if one.id and one.id == other.id:
        return MOVED
    return SAME_BUT_RENAMED if one.id and other.id else REWORDED


def _name(item: Item) -> Hashable | None:
    return _wording(item) or None


def _wording(item: Item) -> str:
    """Return the words of an item; its id is no wording."""
    name = name_of(item)
    return "" if name == (item.id or "") and not item.title else name
