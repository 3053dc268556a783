"""Find what each reference means, once a whole course is read."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from coursewright.spec.faults import Fault, FaultKind, Mend
from coursewright.spec.namespaces import Names, Namespaces, fits, named, report_duplicates
from coursewright.spec.nodes import Part
from coursewright.spec.wording import closest, quoted, with_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.build import Reading
    from coursewright.spec.element import Element, Item, Ref
    from coursewright.spec.model import Module
    from coursewright.spec.nodes import Node

_STRAY = re.compile(r"^[\s.,;:'\"#@*(\[{<]+|[\s.,;:'\")\]}>]+$")
_MOST_GUESSES = 50
"""Beyond so many unresolved references in one course we no longer look for what each may have meant."""


def resolve(reading: Reading, modules: Sequence[Module], *, of_a_course: bool, complete: bool) -> None:
    """Give each reference its target, and report those that have none, and ids given twice.

    A module without its course cannot know what is outside it, nor can a course that is not `complete`.
    """
    names = Namespaces(reading.elements, modules, complete=complete)
    for space in (*names.all_items(), names.modules):
        report_duplicates(space, reading)
    every: list[Any] = reading.elements.get("Settings", [])
    for settings in every:
        for group in (
            settings.team,
            settings.tools,
            settings.calendar.timetable if settings.calendar else (),
        ):
            if len(group) > 1:
                report_duplicates(named(group), reading)
    resolver = _Resolver(reading, names, of_a_course=of_a_course)
    for ref in reading.refs:
        resolver.resolve(ref)


class _Resolver:
    def __init__(self, reading: Reading, names: Namespaces, *, of_a_course: bool) -> None:
        self._reading = reading
        self._names = names
        self._of_a_course = of_a_course
        self._guesses = 0
        self._bare: dict[int, dict[str, list[Item]]] = {}
        self._uses: Counter[int] = Counter()

    def resolve(self, ref: Ref) -> None:
        """Find what a reference means; what could mend a wrong one is looked for last."""
        spaces = self._names.reachable(ref)
        other_kind: Item | None = None
        for space in spaces:
            for item in space.get(ref.text, ()):
                if fits(item, ref.wants):
                    ref.target = item
                    return
                other_kind = other_kind or item
        module_id, slash, item_id = ref.text.partition("/")
        if ref.text in ref.roles:
            return
        if ref.optional and other_kind is None:
            if slash and module_id in self._names.modules:
                ref.target = self._found_in(ref, module_id, item_id)
            return
        if not self._of_a_course and (ref.wants == ("Module",) or slash):
            return
        if slash and module_id in self._names.modules:
            self._in_another_module(ref, module_id, item_id)
        elif other_kind is not None:
            message = (
                f"{quoted(ref.text)} is {with_article(other_kind.noun)}; this key takes {_wanted(ref.wants)}."
            )
            self._report(ref, message, spaces)
        elif not self._mended(ref, spaces) and not self._names.may_come(ref):
            roles = " and it is no role" if ref.roles else ""
            self._report(ref, f"Nothing here has the id {quoted(ref.text)}{roles}.", spaces)

    def _in_another_module(self, ref: Ref, module_id: str, item_id: str) -> None:
        ref.target = self._found_in(ref, module_id, item_id)
        if ref.target is None and not self._names.may_come(ref, module_id):
            spaces = [self._names.items(module.scope) for module in self._names.modules[module_id]]
            nouns = " or ".join(_nouns(ref.wants))
            message = f"The module `{module_id}` has no {nouns} with the id {quoted(item_id)}."
            self._report(ref, message, spaces, f"{module_id}/")

    def _found_in(self, ref: Ref, module_id: str, item_id: str) -> Item | None:
        """Return the item of another module that a reference may mean."""
        for module in self._names.modules[module_id]:
            for found in self._names.items(module.scope).get(item_id, ()):
                if fits(found, ref.wants):
                    return found
        return None

    def _mended(self, ref: Ref, spaces: list[Names]) -> bool:
        """Report a reference that is right but for its case, a path or stray punctuation."""
        bare = _bare(ref.text)
        items = [
            item
            for space in spaces
            for item in self._like(space, bare)
            if fits(item, ref.wants) and not _stands_in(ref, item)
        ]
        roles = [role for role in ref.roles if role == bare]
        if not bare or len(items) + len(roles) != 1:
            return False
        if items:
            ref.target, meant, label = items[0], items[0].id, f"the id of {items[0].label}"
        else:
            ref.text = meant = roles[0]
            label = "the name of a role"
        message = f"{quoted(ref.written)} is not quite {label}."
        mend = Mend(ref.node, str(meant), safe=True) if self._used_once(ref) else None
        self._reading.fault(Fault(FaultKind.TYPO, message, f"write `{meant}`", node=ref.node, mend=mend))
        return True

    def _used_once(self, ref: Ref) -> bool:
        """Whether a reference is read in one place: one that is inherited may mean something else in each."""
        if not self._uses:
            self._uses.update(id(_whole(one.node)) for one in self._reading.refs)
        return self._uses[id(_whole(ref.node))] == 1

    def _like(self, space: Names, bare: str) -> list[Item]:
        """Return the items of a namespace whose ids differ from a text in case at most."""
        if id(space) not in self._bare:
            table = self._bare[id(space)] = {}
            for name, items in space.items():
                table.setdefault(_bare(name), []).append(items[0])
        return self._bare[id(space)].get(bare, [])

    def _report(self, ref: Ref, message: str, spaces: list[Names], prefix: str = "") -> None:
        self._guesses += 1
        fix = f"give {_wanted(ref.wants)} this id, or delete the reference"
        meant = ""
        if self._guesses <= _MOST_GUESSES:
            guess, meant = self._guess(ref, spaces, prefix)
            fix = guess or fix
        mend = Mend(ref.node, meant) if meant and self._used_once(ref) else None
        self._reading.fault(Fault(FaultKind.UNRESOLVED, message, fix, node=ref.node, mend=mend))

    def _guess(self, ref: Ref, spaces: list[Names], prefix: str) -> tuple[str, str]:
        """Return what to say of what may be meant, and the one thing that is, if it is one."""
        if not prefix and (elsewhere := self._names.elsewhere(ref)):
            said = f"write `{elsewhere[0]}`, if the one in that module is meant"
            return said, elsewhere[0] if len(elsewhere) == 1 else ""
        found: dict[str, Item] = {}
        for space in spaces:
            for name, items in space.items():
                if any(fits(item, ref.wants) for item in items):
                    found.setdefault(prefix + name, items[0])
        known = [*found, *sorted(ref.roles)]
        if near := closest(ref.text, known):
            from coursewright.spec.likeness import likeness  # noqa: PLC0415 - only for a word that is wrong

            alone = likeness(ref.text, near, known) != "none"
            return f"did you mean `{near}`?", near if alone and not _stands_in(ref, found.get(near)) else ""
        more = " and more" if len(known) > 6 else ""
        return "there is " + ", ".join(f"`{name}`" for name in known[:6]) + more if known else "", ""


def report_self_reference(reading: Reading, ref: Ref) -> None:
    """Report a reference to the very thing that it stands in, and drop it."""
    ref.target = None
    message = f"{quoted(ref.text)} names the item it stands in."
    reading.fault(Fault(FaultKind.UNRESOLVED, message, "name another one, or delete it", node=ref.node))


def _whole(node: Node) -> Node:
    return node.whole if isinstance(node, Part) else node


def _stands_in(ref: Ref, item: Item | None) -> bool:
    """Whether a reference stands in an item, which it cannot mean then."""
    if item is None or item.node.source is not ref.node.source:
        return False
    return item.node.start <= ref.node.start < item.node.end


def _bare(text: str) -> str:
    trimmed = _STRAY.sub("", text).casefold()
    return re.sub(r"(\.module)?\.(ya?ml|md)$", "", trimmed.rpartition("/")[2])


def _nouns(wants: tuple[str, ...]) -> list[str]:
    from coursewright.spec import model  # noqa: PLC0415 - only a wrong reference needs the nouns

    kinds: list[type[Element]] = [getattr(model, name) for name in wants]
    return [kind.noun for kind in kinds]


def _wanted(wants: tuple[str, ...]) -> str:
    return " or ".join(with_article(noun) for noun in _nouns(wants))
