"""Who is called what, and in which of the places that are still open somebody may yet be called so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.spec.element import Element, Item, Ref, Scope
from coursewright.spec.faults import Fault, FaultKind
from coursewright.spec.nodes import Mapping, Merged, Node, head_of
from coursewright.spec.wording import with_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.spec.build import Reading
    from coursewright.spec.model import Module, Settings

Names = dict[str, list[Item]]

_ITEMS = {
    "Outcome": "outcomes",
    "Material": "materials",
    "Task": "tasks",
    "Session": "sessions",
    "FollowUpActivity": "follow_up_activities",
    "Assessment": "assessments",
    "Announcement": "announcements",
    "Unit": "units",
}
"""The classes whose ids share a namespace, and the keys that hold them."""

_IN_SETTINGS = frozenset({("Member",), ("Tool",), ("Slot",)})
"""What is looked for among the settings in force where the reference stands."""


class Namespaces:
    """The names of the items of each module, of those of the course, and of the modules themselves."""

    def __init__(
        self, elements: dict[str, list[Element]], modules: Sequence[Module], *, complete: bool
    ) -> None:
        self.modules: Names = {}
        for module in modules:
            if module.id:
                self.modules.setdefault(module.id, []).append(module)
        self._elements = elements
        self._complete = complete and all(module.id for module in modules)
        self._items: dict[Scope, Names] = {}
        self._around: dict[Scope, Names] = {}
        self._reachable: dict[tuple[Scope, tuple[str, ...]], list[Names]] = {}
        self._settings: dict[tuple[int, str], Names] = {}
        self._open: dict[int, set[str]] | None = None
        for kind in _ITEMS:
            items: Iterable[Any] = elements.get(kind, ())
            for item in items:
                if item.id:
                    self.items(item.scope).setdefault(item.id, []).append(item)

    def items(self, scope: Scope) -> Names:
        """Return the items of the module that a scope is in, else those of the course."""
        names = self._around.get(scope)
        if names is None:
            names = self._around[scope] = self._items.setdefault(_home(scope), {})
        return names

    def all_items(self) -> Iterable[Names]:
        """Return every namespace of items."""
        return self._items.values()

    def reachable(self, ref: Ref) -> list[Names]:
        """Return where a reference looks, nearest first."""
        known = self._reachable.get((ref.scope, ref.wants))
        if known is None:
            known = self._reachable[ref.scope, ref.wants] = self._look_up(ref)
        return known

    def _look_up(self, ref: Ref) -> list[Names]:
        if ref.wants in _IN_SETTINGS:
            return [self._in_settings(ref.scope.settings, ref.wants[0])]
        if ref.wants == ("Module",):
            return [self.modules]
        course = ref.scope.up("course")
        return [self.items(ref.scope), *([self.items(course)] if course and course is not ref.scope else [])]

    def _in_settings(self, settings: Settings, kind: str) -> Names:
        known = self._settings.get((id(settings), kind))
        if known is None:
            slots = settings.calendar.timetable if settings.calendar else ()
            items = {"Member": settings.team, "Tool": settings.tools, "Slot": slots}[kind]
            known = self._settings[id(settings), kind] = named(items)
        return known

    def elsewhere(self, ref: Ref) -> list[str]:
        """Return how to name what has the id in other modules."""
        if not set(ref.wants) <= set(_ITEMS):
            return []
        return [
            f"{module_id}/{ref.text}"
            for module_id, modules in self.modules.items()
            for item in self.items(modules[0].scope).get(ref.text, ())
            if fits(item, ref.wants)
        ]

    def may_come(self, ref: Ref, module_id: str = "") -> bool:
        """Whether what a reference names may be in something that is still open or could not be read."""
        settings = ref.scope.settings
        match ref.wants:
            case ("Member",):
                return settings.leaves_open("team") or _unnamed(settings.team)
            case ("Tool",):
                return settings.leaves_open("tools") or _unnamed(settings.tools)
            case ("Slot",):
                plan = settings.calendar
                return settings.leaves_open("calendar") or (
                    plan is not None and (plan.leaves_open("timetable") or _unnamed(plan.timetable))
                )
            case ("Module",):
                return not self._complete
        if module_id:
            homes = [module.scope for module in self.modules[module_id]]
        elif "/" in ref.text and not self._complete:
            return True
        else:
            homes = [scope for scope in (ref.scope, ref.scope.up("course")) if scope is not None]
        if self._open is None:
            self._open = self._open_kinds()
        wanted = set(_ITEMS) if ref.wants == ("Item",) else set(ref.wants)
        return any(not self._open.get(id(_home(home)), set()).isdisjoint(wanted) for home in homes)

    def _open_kinds(self) -> dict[int, set[str]]:
        """Return, for each namespace, the classes of which there may be more."""
        found: dict[int, set[str]] = {}
        for kind, key in _ITEMS.items():
            for item in self._elements.get(kind, ()):
                if item.leaves_open("id"):
                    found.setdefault(id(_home(item.scope)), set()).add(kind)
            for level in ("Course", "Module", "Unit"):
                for place in self._elements.get(level, ()):
                    if place.leaves_open(key):
                        found.setdefault(id(_home(place.scope)), set()).add(kind)
        for module in self._elements.get("Module", ()):
            if module.leaves_open("units"):
                found.setdefault(id(_home(module.scope)), set()).update(_ITEMS)
        return found


def report_duplicates(names: Names, reading: Reading) -> None:
    """Report each id that a namespace has before; what is inherited in several places is one item."""
    for name, items in names.items():
        first = items[0]
        for later in items[1:]:
            if _origin(later.node) is _origin(first.node):
                continue
            message = f"The id `{name}` is taken: {with_article(first.noun)} has it already."
            fix = f"give this {later.noun} an id of its own"
            related = ((_place(first), "the first one"),)
            reading.fault(Fault(FaultKind.DUPLICATE, message, fix, node=_place(later), related=related))


def named(items: Iterable[Item]) -> Names:
    """Return items by their ids."""
    names: Names = {}
    for item in items:
        if item.id:
            names.setdefault(item.id, []).append(item)
    return names


def fits(item: Element, wants: tuple[str, ...]) -> bool:
    """Whether an item is of one of the classes wanted."""
    return type(item).__name__ in wants or wants == ("Item",)


def _home(scope: Scope) -> Scope:
    return scope.up("module") or scope


def _unnamed(items: Iterable[Item]) -> bool:
    return any(item.leaves_open("id") for item in items)


def _origin(node: Node) -> Any:
    return node.origin if isinstance(node, Merged) else node


def _place(item: Item) -> Node:
    """Return where to point: at the id, else, where an alias or a merge key repeats that, at what is here."""
    node = item.node
    if not isinstance(node, Mapping):
        return node
    pairs = [pair for pair in (head_of(node), *node.pairs.values()) if pair is not None]
    here = (key for key, _ in pairs if key.source is node.source and node.start <= key.start < node.end)
    return next(here, node)
