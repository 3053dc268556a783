"""Modules of Canvas: their lines, what completes them, and what has to come first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.draft import Item, ModuleDraft, Ref
from coursewright.importers.imscc.canvas.fields import fields_of, is_true, moment, number
from coursewright.importers.imscc.links_and_tools import is_web
from coursewright.importers.imscc.manifest import Line
from coursewright.importers.imscc.outline import arrange
from coursewright.importers.marked.model import source_of
from coursewright.packages.reading.xml import children, first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.canvas.fields import Fields
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.shelf import Shelf

__all__ = ["modules_of", "targets_of"]

_HEADING = "ContextModuleSubHeader"
_DEEPEST = 20
_WITH_STATUS = frozenset({"tasks", "assessments"})


class _Requirement(NamedTuple):
    """What completes a line."""

    type: str
    score: int | float | None
    percentage: int | float | None


def targets_of(root: _Element | None) -> Iterator[tuple[str, str]]:
    """Yield the identifier of each line of each module, and that of what it leads to."""
    for module in children(root, "module"):
        for one in children(first(module, "items"), "item"):
            target = fields_of(one).get("identifierref", "")
            if target:
                yield one.get("identifier") or "", target


def modules_of(root: _Element | None, cartridge: Cartridge, shelf: Shelf) -> Iterator[ModuleDraft]:
    """Yield the modules in their order, filled from the shelf."""
    taken: set[str] = set()
    for element in children(root, "module"):
        yield _Filler(cartridge, shelf, element, taken).module()


class _Filler:
    """Fills one module."""

    def __init__(self, cartridge: Cartridge, shelf: Shelf, element: _Element, taken: set[str]) -> None:
        """`taken` are the identifiers of modules and lines so far."""
        self._cartridge = cartridge
        self._shelf = shelf
        self._element = element
        self._fields = fields_of(element)
        self._name = _unused(element.get("identifier") or "module", taken)
        items = children(first(element, "items"), "item")
        self._lines = {_unused(one.get("identifier") or "item", taken): fields_of(one) for one in items}
        self._items: dict[str, Item] = {}

    def module(self) -> ModuleDraft:
        title = " ".join(self._fields.get("title", "").split())
        module = ModuleDraft(f"module:{self._name}", {"title": title} if title else {})
        self._cartridge.account.imported("module", module.source, title, "as a module")
        for unit in arrange(module, self._outline(), self._item):
            name = str(unit.data["title"])
            self._cartridge.account.imported("text header", unit.source, name, "as a unit")
            fields = self._lines.get(unit.source.partition(":")[2], {})
            if fields.get("workflow_state") == "unpublished":
                unit.data["x-hidden"] = True
        self._gate(module, title)
        module.data.update(self._settings())
        return module

    def _outline(self) -> list[Line]:
        """Return the lines: what follows a text header is below it, up to the next of its depth or above.

        How far an item is indented says nothing more: outside the unit, it would come before what it follows.
        """
        depth = 0
        lines: list[Line] = []
        for line in map(self._line, self._lines):
            depth = depth if line.refers_to else line.depth
            lines.append(line._replace(depth=depth))
        return lines

    def _line(self, identifier: str) -> Line:
        fields = self._lines[identifier]
        indent = number(fields, "indent")
        depth = min(max(int(indent or 0), 0), _DEEPEST)
        title = " ".join(fields.get("title", "").split())
        if fields.get("content_type") == _HEADING:
            return Line(identifier, title or "Untitled", depth)
        return Line(identifier, title, depth, fields.get("identifierref") or identifier)

    def _item(self, line: Line) -> Item | None:
        fields = self._lines[line.identifier]
        kind = fields.get("content_type", "")
        if kind == "ExternalUrl" and self._shelf.thing(line.refers_to) is None:
            item = self._linked(line, fields, "website", "web link")
        elif kind == "ContextExternalTool":
            item = self._linked(line, fields, "tool", "external tool")
        else:
            item = self._shelf.taken(line)
        if item is None:
            return None
        if fields.get("workflow_state") == "unpublished":
            if item.kind in _WITH_STATUS:
                item.data["status"] = "draft"
            if not self._shelf.was_not_open(item):
                item.data["x-hidden"] = True
        self._items[line.identifier] = item
        return item

    def _linked(self, line: Line, fields: Fields, kind: str, called: str) -> Item | None:
        url, source = fields.get("url", ""), f"item:{line.identifier}"
        account = self._cartridge.account
        if not is_web(url):
            why = f"its address, `{url}`, leads nowhere on the web" if url else "it has no address"
            account.left_out(called, source, line.title, why)
            return None
        account.imported(called, source, line.title, f"as a material of the kind {kind}")
        return Item("materials", source, {"title": line.title or url, "kind": kind, "url": url})

    def _settings(self) -> Data:
        data: Data = {}
        needed = [
            Ref(f"module:{identifier}")
            for one in children(first(self._element, "prerequisites"), "prerequisite")
            if (identifier := fields_of(one).get("identifierref"))
        ]
        if needed:
            data["prerequisites"] = needed
        ours = [one for one in self._items.values() if one.source.startswith(source_of(""))]
        was_draft = bool(ours) and all(map(self._shelf.was_not_open, ours))
        if self._fields.get("workflow_state") == "unpublished" and not was_draft:
            data["x-hidden"] = True
        kept: Data = {}
        if unlock := moment(self._fields, "unlock_at"):
            kept["unlock_at"] = unlock
        if is_true(self._fields, "require_sequential_progress"):
            kept["require_sequential_progress"] = True
        count = number(self._fields, "requirement_count")
        if count:
            kept["requirement_count"] = count
        if kept:
            data["x-canvas"] = kept
        return data

    def _requirements(self) -> dict[str, _Requirement]:
        found: dict[str, _Requirement] = {}
        for one in children(first(self._element, "completionRequirements"), "completionRequirement"):
            fields = fields_of(one)
            found[fields.get("identifierref", "")] = _Requirement(
                one.get("type") or "", number(fields, "min_score"), number(fields, "min_percentage")
            )
        return found

    def _gate(self, module: ModuleDraft, title: str) -> None:
        """Say of each item what completes it and, where the module opens in order, what comes first."""
        required = self._requirements()
        in_order = is_true(self._fields, "require_sequential_progress")
        # What is ours says itself what comes first.
        items = {key: one for key, one in self._items.items() if not one.source.startswith(source_of(""))}
        before: Item | None = None
        waits_for_reading = False
        for identifier in self._lines:
            item, requirement = items.get(identifier), required.get(identifier)
            if item is None:
                continue
            if in_order and before is not None and item.kind == "tasks":
                item.data.setdefault("requires", [Ref(before.source)])
            if requirement is None:
                continue
            _complete(item, requirement)
            before = item if item.kind == "tasks" else before
            waits_for_reading |= item.kind != "tasks"
        if in_order and waits_for_reading:
            how = "it opens in order: which materials tasks wait for is in `x-canvas`, not in `requires`"
            self._cartridge.account.partly("module", module.source, title, how)


def _unused(name: str, taken: set[str]) -> str:
    """Return an identifier, with a number behind it where it is taken, and take it."""
    found = name if name not in taken else f"{name}#{len(taken)}"
    taken.add(found)
    return found


def _complete(item: Item, requirement: _Requirement) -> None:
    """Say in an item what completes it."""
    kept: Data = {"requirement": requirement.type}
    points = item.data.get("x-points")
    if requirement.percentage is not None and item.kind == "tasks":
        item.data["pass_mark"] = requirement.percentage
    elif requirement.score is not None:
        exact = _share(requirement.score, points)
        if exact is not None and item.kind == "tasks":
            item.data["pass_mark"] = exact
        else:
            kept["min_score"] = requirement.score
    if item.kind == "materials":
        item.data["required"] = True
    already = item.data.get("x-canvas", {})
    item.data["x-canvas"] = {**already, **kept} if isinstance(already, dict) else kept


def _share(score: float, points: object) -> int | float | None:
    """Return points as a share of all in per cent, where that has no more than two decimals."""
    if not isinstance(points, int | float) or points <= 0 or score < 0:
        return None
    share = round(100 * score / points, 2)
    exact = abs(share * points / 100 - score) < 1e-9
    return None if not exact else int(share) if share == int(share) else share
