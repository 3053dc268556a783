"""The things of a cartridge, each made into an item once: where the outline names it, or at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import ModuleDraft
from coursewright.importers.imscc.files import is_document
from coursewright.importers.imscc.pages import page_text, page_title
from coursewright.importers.imscc.things import NAMES, is_web_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.draft import Item
    from coursewright.importers.imscc.cartridge import Build, Cartridge
    from coursewright.importers.imscc.manifest import Line
    from coursewright.importers.imscc.own.pages import Own
    from coursewright.importers.imscc.things import Thing, What

__all__ = ["OUTSIDE", "Shelf"]

OUTSIDE = "outside-the-modules"
_TITLE = "Outside the modules"
_LAST = {"bank": 1, "file": 2}
_SILENT = frozenset({"part", "fallback"})
"""What is read with something else."""


class Shelf:
    """Gives out things by identifier, each once."""

    def __init__(self, cartridge: Cartridge, own: Own, builds: Mapping[What, Build]) -> None:
        """`own` has all things, and knows which of them are ours."""
        self._cartridge = cartridge
        self._own = own
        self._things = tuple(own.things)
        self._builds = builds
        self._by_identifier: dict[str, Thing] = {}
        for thing in self._things:
            self._by_identifier.setdefault(thing.resource.identifier, thing)
        for thing in self._things:
            better = self._by_identifier.get(thing.resource.stands_for)
            if thing.what == "fallback" and better is not None and better.what != "fallback":
                self._by_identifier[thing.resource.identifier] = better
        self._given: dict[str, Item | None] = {}

    def also(self, identifier: str, thing: Thing) -> None:
        """Let a thing be asked for by another identifier too."""
        self._by_identifier.setdefault(identifier, thing)

    def thing(self, identifier: str) -> Thing | None:
        """Return the thing with an identifier; None where there is none."""
        return self._by_identifier.get(identifier)

    def taken(self, line: Line) -> Item | None:
        """Return what a line of the outline refers to, made now; None where there is nothing to put there."""
        thing = self._by_identifier.get(line.refers_to)
        account, source = self._cartridge.account, f"item:{line.identifier}"
        material = self._own.material(
            line, thing, self._builds.get(thing.what) if thing is not None else None
        )
        if material is not None and thing is not None:
            self._given[thing.source] = material
            return material
        if thing is None or thing.what == "part":
            account.left_out("line of the outline", source, line.title, "it leads to nothing in the package")
            return None
        if thing.source in self._given:
            why = f"it leads once more to `{thing.source}`, which a plan holds once"
            account.left_out("line of the outline", source, line.title, why)
            return None
        return self._made(thing, line.title)

    def was_not_open(self, item: Item) -> bool:
        """Whether an item is ours, and was a draft or for staff when it was exported."""
        return item.source in self._own.not_open

    def claimed(self, thing: Thing) -> bool:
        """Take a thing away to make something else of it; whether it was still there."""
        if thing.source in self._given:
            return False
        self._given[thing.source] = None
        return True

    def unless_given(self, thing: Thing) -> Item | None:
        """Return a thing, made now; None where it has been given out, or there is nothing to put anywhere."""
        return None if thing.source in self._given else self._made(thing, "")

    def rest(self) -> ModuleDraft:
        """Return a module of what no line refers to; note what is left out even there."""
        module = ModuleDraft(OUTSIDE, {"title": _TITLE})
        left = [one for one in self._things if one.source not in self._given and one.what not in _SILENT]
        # What banks have is known when all quizzes are, and which files are linked when all texts are.
        for thing in sorted(left, key=lambda one: _LAST.get(one.what, 0)):
            item = self._file(thing) if thing.what == "file" else self._made(thing, "")
            if item is not None:
                module.items.append(item)
        return module

    def _file(self, thing: Thing) -> Item | None:
        """Return a file that no line refers to, unless texts link to it, or nobody was to open it."""
        name, account = thing.resource.name, self._cartridge.account
        if name and name in self._cartridge.addresses.used:
            account.imported("file", thing.source, name, "with the texts that link to it")
            return None
        if name and not is_document(name):
            account.left_out("file", thing.source, name, "nothing in the course names it or links to it")
            return None
        return self._made(thing, "")

    def _made(self, thing: Thing, title: str) -> Item | None:
        item = self._given[thing.source] = self._built(thing, title)
        if item is not None and thing.resource.standards:
            item.data["x-standards"] = list(thing.resource.standards)
        return item

    def _built(self, thing: Thing, title: str) -> Item | None:
        resource, account = thing.resource, self._cartridge.account
        before = len(account.notes)
        item = self._item(thing, title)
        if item is None and len(account.notes) == before:
            why = f"its file `{resource.opens}` is not there or cannot be read"
            title = title or resource.opens
            account.left_out(
                NAMES[thing.what], thing.source, title, why if resource.opens else "it has no file"
            )
        return item

    def _item(self, thing: Thing, title: str) -> Item | None:
        resource, build = thing.resource, self._builds.get(thing.what)
        tag = self._own.tag(thing)
        if tag is not None:
            return self._own.built(thing, tag, title, build)
        if self._own.completes(thing, title, build):
            return None
        if resource.for_staff or resource.use == "lessonplan":
            self._keep(thing, title)
        elif build is not None:
            return build(self._cartridge, thing, title)
        else:
            why = f"`{resource.type}` has no place in a plan"
            self._cartridge.account.left_out(NAMES[thing.what], thing.source, title, why)
        return None

    def _keep(self, thing: Thing, title: str) -> None:
        """Keep what is for those who teach out of what learners read."""
        cartridge, name = self._cartridge, thing.resource.name
        if is_web_page(name):
            html = cartridge.source.text(name)
            title = title or page_title(html, name)
            text = page_text(cartridge, html, name, title)
            cartridge.account.keep(title, thing.source, text, "it is for those who teach")
            why = "it is for those who teach: its text is in the notes"
        else:
            why = "it is for those who teach, and stays in the package"
        cartridge.account.left_out(NAMES[thing.what], thing.source, title or name, why)
