"""Find what each reference means, once a whole course is read."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from coursewright.spec.element import Element, Item, Ref, Scope
from coursewright.spec.faults import Fault, FaultKind
from coursewright.spec.nodes import head_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.spec.build import Reading
    from coursewright.spec.model import Module

_ITEMS = ("Outcome", "Material", "Task", "Session", "FollowUpActivity", "Assessment", "Announcement", "Unit")
_STRAY = re.compile(r"^[\s.,;:'\"#@*(\[{<]+|[\s.,;:'\")\]}>]+$")

Names = dict[str, list[Item]]


class Namespaces:
    """Who is called what: the items of each module, those of the course, and the modules themselves."""

    def __init__(self, elements: dict[str, list[Element]], modules: Sequence[Module]) -> None:
        self.modules: Names = {}
        for module in modules:
            if module.id:
                self.modules.setdefault(module.id, []).append(module)
        self._items: dict[int, Names] = {}
        for kind in _ITEMS:
            for item in elements.get(kind, ()):
                if isinstance(item, Item) and item.id:
                    self.items(item.scope).setdefault(item.id, []).append(item)

    def items(self, scope: Scope | None) -> Names:
        """Return the items of the module that a scope is in, else those of the course."""
        home = (scope.up("module") or scope) if scope else None
        return self._items.setdefault(id(home), {})

    def reachable(self, ref: Ref) -> list[Names]:
        """Return where a reference looks, nearest first."""
        match ref.wants:
            case ("Member",):
                return [_named(ref.scope.settings.team)]
            case ("Tool",):
                return [_named(ref.scope.settings.tools)]
            case ("Slot",):
                plan = ref.scope.settings.calendar
                return [_named(plan.timetable if plan else ())]
            case ("Module",):
                return [self.modules]
        course = ref.scope.up("course")
        return [self.items(ref.scope), *([self.items(course)] if course and course is not ref.scope else [])]

    def all_names(self) -> Iterable[Names]:
        """Yield every namespace of items."""
        return self._items.values()


def resolve(reading: Reading, modules: Sequence[Module], *, of_a_course: bool) -> None:
    """Give each reference its target, and report those that have none, and ids given twice."""
    names = Namespaces(reading.elements, modules)
    for named in (*names.all_names(), names.modules):
        _report_duplicates(named, reading)
    every: list[Any] = reading.elements.get("Settings", [])
    for settings in every:
        for group in (
            settings.team,
            settings.tools,
            settings.calendar.timetable if settings.calendar else (),
        ):
            _report_duplicates(_named(group), reading)
    for ref in reading.refs:
        if ref.target is None:
            _resolve_one(ref, names, reading, of_a_course=of_a_course)


def _resolve_one(ref: Ref, names: Namespaces, reading: Reading, *, of_a_course: bool) -> None:
    spaces = names.reachable(ref)
    other_kind: Item | None = None
    for space in spaces:
        for item in space.get(ref.text, ()):
            if _fits(item, ref.wants):
                ref.target = item
                return
            other_kind = other_kind or item
    if ref.text in ref.roles or (ref.optional and other_kind is None):
        return
    if not of_a_course and (ref.wants == ("Module",) or "/" in ref.text):
        return
    if "/" in ref.text and (found := _in_another_module(ref, names)) is not None:
        ref.target = found
        return
    if other_kind is not None:
        _report(
            reading,
            ref,
            f"`{ref.text}` is {_article(other_kind.noun)}; this key takes {_wanted(ref.wants)}.",
            spaces,
        )
        return
    if (meant := _after_trimming(ref, spaces)) is not None:
        ref.target = meant
        fix = f"write `{meant.id}`"
        message = f"`{ref.text}` is not quite the id of {meant.label}."
        reading.fault(Fault(FaultKind.TYPO, message, fix, node=ref.node))
        return
    roles = " and it is no role" if ref.roles else ""
    _report(reading, ref, f"Nothing here has the id `{ref.text}`{roles}.", spaces)


def _in_another_module(ref: Ref, names: Namespaces) -> Item | None:
    module_id, _, item_id = ref.text.partition("/")
    for module in names.modules.get(module_id, ()):
        for found in names.items(module.scope).get(item_id, ()):
            if _fits(found, ref.wants):
                return found
    return None


def _after_trimming(ref: Ref, spaces: list[Names]) -> Item | None:
    bare = _bare(ref.text)
    found = {
        id(item): item
        for space in spaces
        for name, items in space.items()
        for item in items
        if _fits(item, ref.wants) and _bare(name) == bare
    }
    return next(iter(found.values())) if bare and len(found) == 1 else None


def _bare(text: str) -> str:
    trimmed = _STRAY.sub("", text).casefold()
    return re.sub(r"\.(ya?ml|md)$", "", trimmed.rpartition("/")[2])


def _report(reading: Reading, ref: Ref, message: str, spaces: list[Names]) -> None:
    known = [
        name
        for space in spaces
        for name, items in space.items()
        if any(_fits(item, ref.wants) for item in items)
    ]
    known += sorted(ref.roles) if ref.roles else []
    near = get_close_matches(ref.text, known, n=1)
    if near:
        fix = f"did you mean `{near[0]}`?"
    elif known:
        fix = (
            "there is "
            + ", ".join(f"`{name}`" for name in known[:6])
            + (" and more" if len(known) > 6 else "")
        )
    else:
        fix = f"give {_wanted(ref.wants)} this id, or delete the reference"
    reading.fault(Fault(FaultKind.UNRESOLVED, message, fix, node=ref.node))


def report_self_reference(reading: Reading, ref: Ref) -> None:
    """Report a reference to the very thing that it stands in, and drop it."""
    ref.target = None
    message = f"`{ref.text}` names the item it stands in."
    reading.fault(Fault(FaultKind.UNRESOLVED, message, "name another one, or delete it", node=ref.node))


def _report_duplicates(names: Names, reading: Reading) -> None:
    for name, items in names.items():
        for later in items[1:]:
            place, first = head_of(later.node), head_of(items[0].node)  # type: ignore[arg-type]
            if place is None or first is None or place[0] is first[0]:
                continue
            message = f"The id `{name}` is taken: {_article(items[0].noun)} has it already."
            related = ((first[0], "the first one"),)
            fix = f"give this {later.noun} an id of its own"
            reading.fault(Fault(FaultKind.DUPLICATE, message, fix, node=place[0], related=related))


def _fits(item: Element, wants: tuple[str, ...]) -> bool:
    return type(item).__name__ in wants or wants == ("Item",)


def _named(items: Iterable[Item]) -> Names:
    names: Names = {}
    for item in items:
        if item.id:
            names.setdefault(item.id, []).append(item)
    return names


def _wanted(wants: tuple[str, ...]) -> str:
    from coursewright.spec import model  # noqa: PLC0415 - only a wrong reference needs the nouns

    nouns = [getattr(model, name).noun if hasattr(model, name) else name.lower() for name in wants]
    return " or ".join(_article(noun) for noun in nouns)


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
