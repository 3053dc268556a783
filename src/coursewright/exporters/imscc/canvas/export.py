"""The cartridge for Canvas: a plain one, and beside it the files that Canvas reads its own settings from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.imscc.about import about, overview, unused_name
from coursewright.exporters.imscc.canvas.account import account
from coursewright.exporters.imscc.canvas.addresses import InCanvas, file_path
from coursewright.exporters.imscc.canvas.gates import held_up_by, needed_modules, requirement_of
from coursewright.exporters.imscc.canvas.grading import grading_of
from coursewright.exporters.imscc.canvas.modules import CanvasModule, ModuleItem
from coursewright.exporters.imscc.canvas.things import thing_of
from coursewright.exporters.imscc.canvas.whole import settings_files
from coursewright.exporters.imscc.canvas.writing import CONTENT_TYPES, Writer
from coursewright.exporters.imscc.manifest import MANIFEST, manifest
from coursewright.exporters.imscc.parcel import Parcel
from coursewright.exporters.imscc.reading_list import reading_list, says_more
from coursewright.exporters.imscc.resources import Item
from coursewright.exporters.imscc.staff_notes import note_staff, staff_notes
from coursewright.exporters.imscc.titles import title_of
from coursewright.exporters.packing.member import Member
from coursewright.exporters.pages.body import module_body, unit_body

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.exporters.edition.model import Edition, ModulePart, UnitPart
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.exporters.imscc.canvas.things import Thing
    from coursewright.exporters.imscc.versions import Version
    from coursewright.exporters.pages.body import Body

__all__ = ["canvas_members"]


def canvas_members(
    edition: Edition, ledger: Ledger, version: Version, step: Callable[[str], None]
) -> Iterator[Member]:
    """Yield the files of a cartridge, the manifest last: only then is known which files it needs."""
    yield from _Cartridge(edition, ledger, version, step).members()


class _Cartridge:
    """One cartridge while it is written."""

    def __init__(
        self, edition: Edition, ledger: Ledger, version: Version, step: Callable[[str], None]
    ) -> None:
        self._edition = edition
        self._ledger = ledger
        self._version = version
        self._step = step
        self._things = {entry.key: thing_of(entry, edition) for entry in edition.entries}
        self._grading = grading_of(self._things.values(), edition)
        self._links = InCanvas(self._things.values())
        self._parcel = Parcel(file_path)
        self._writer = Writer(edition, version, self._parcel, self._links, self._grading)
        self._modules: list[CanvasModule] = []

    def members(self) -> Iterator[Member]:
        edition = self._edition
        opening: list[ModuleItem] = []
        title = edition.words("imscc.overview")
        name = unused_name("course-overview", edition)
        body = overview(edition, self._links)
        yield from self._overview(f"overview_{edition.id}", name, title, body, opening, front=True)
        notes = staff_notes(edition, self._links)
        if notes.html:
            name, title = unused_name("staff-notes", edition), edition.words("staff.title")
            yield from self._overview(f"staff_{edition.id}", name, title, notes, opening, published=False)
        for card in edition.outcomes:
            self._ledger.kept(card.key, "", "as an outcome")
        for module in edition.modules:
            self._step(module.title)
            yield from self._module(module, opening)
            opening = []
        note_staff(edition, self._ledger)
        yield from settings_files(
            edition, self._things.values(), self._grading, self._modules, self._links, self._parcel
        )
        yield from self._parcel.files()
        items = [_outline(module) for module in self._modules]
        yield Member(MANIFEST, manifest(self._version, about(edition), items, self._parcel.resources))

    def _module(self, module: ModulePart, opening: list[ModuleItem]) -> Iterator[Member]:
        """Yield the files of a module and append it to the modules."""
        edition, words, items = self._edition, self._edition.words, list(opening)
        held_up = held_up_by(module)
        if module.module is not None:
            title = words("imscc.about", title=module.title)
            body = module_body(module, edition, self._links)
            yield from self._overview(f"about_{module.slug}", module.slug, title, body, items)
        listed = [
            entry
            for entry in module.entries
            if self._things[entry.key].kind in {"file", "link"} and says_more(entry)
        ]
        if listed:
            name = unused_name(f"{module.slug}-materials", edition)
            body = reading_list(listed, edition, self._links)
            title = words("imscc.materials")
            yield from self._overview(f"materials_{module.slug}", name, title, body, items)
        for unit in module.units:
            yield from self._unit(unit, items, held_up)
        needed = needed_modules(module, edition)
        self._note(module, len(needed))
        self._modules.append(
            CanvasModule(
                f"module_{module.slug}",
                title_of(module.title),
                items,
                in_order=bool(held_up),
                needs=tuple((f"module_{one.slug}", title_of(one.title)) for one in needed),
            )
        )

    def _note(self, module: ModulePart, needed: int) -> None:
        self._ledger.kept(module.key, "", "as a module")
        if module.needs and needed == len(module.needs):
            self._ledger.kept(module.key, "requires", "as its prerequisites")
        elif module.needs:
            self._ledger.changed(module.key, "requires", "those that come earlier; all are said on its page")

    def _unit(self, unit: UnitPart, items: list[ModuleItem], held_up: frozenset[str]) -> Iterator[Member]:
        indent = 1 if unit.title else 0
        if unit.title:
            items.append(ModuleItem(f"unit_{unit.slug}", "ContextModuleSubHeader", title_of(unit.title)))
        if unit.title and (unit.overview or unit.outcomes):
            title = self._edition.words("imscc.about", title=unit.title)
            body = unit_body(unit, self._edition, self._links)
            yield from self._overview(f"about_{unit.slug}", unit.slug, title, body, items, indent=indent)
        for entry in unit.entries:
            thing = self._things[entry.key]
            account(thing, self._edition, self._grading, held_up, self._ledger)
            yield from self._writer.thing(thing)
            item = _item(thing, held_up, indent)
            if item is not None:
                items.append(item)

    def _overview(
        self,
        identifier: str,
        name: str,
        title: str,
        body: Body,
        items: list[ModuleItem],
        *,
        front: bool = False,
        published: bool = True,
        indent: int = 0,
    ) -> Iterator[Member]:
        """Yield a page that is no entry and append its item."""
        title = title_of(title)
        yield from self._writer.page(identifier, name, title, body, front=front, published=published)
        items.append(
            ModuleItem(
                f"item_{identifier}", "WikiPage", title, identifier, indent=indent, published=published
            )
        )


def _item(thing: Thing, held_up: frozenset[str], indent: int) -> ModuleItem | None:
    """Return the line of an entry in its module; None for what stands in none."""
    content_type = CONTENT_TYPES.get(thing.kind)
    if content_type is None:
        return None
    return ModuleItem(
        f"item_{thing.entry.slug}",
        content_type,
        thing.title,
        thing.identifier,
        url=thing.url if thing.kind == "link" else "",
        indent=indent,
        published=thing.published,
        requirement=requirement_of(thing, held_up),
    )


def _outline(module: CanvasModule) -> Item:
    """Return the same module for the manifest, whose headings hold what stands below them."""
    items: list[Item] = []
    below: list[Item] | None = None
    for item in module.items:
        if item.content_type == "ContextModuleSubHeader":
            below = []
            items.append(Item(item.identifier, item.title))
        elif item.indent and below is not None:
            below.append(Item(item.identifier, item.title, item.refers_to))
            items[-1] = items[-1]._replace(items=tuple(below))
        else:
            items.append(Item(item.identifier, item.title, item.refers_to))
    return Item(module.identifier, module.title, items=tuple(items))
