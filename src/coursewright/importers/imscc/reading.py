"""Reads a cartridge into a draft: what it says of itself, its outline, and what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import CourseDraft
from coursewright.importers.imscc.addresses import Addresses
from coursewright.importers.imscc.assignments import assignment_item
from coursewright.importers.imscc.canvas.reading import read_canvas
from coursewright.importers.imscc.cartridge import Build, Cartridge
from coursewright.importers.imscc.files import file_item
from coursewright.importers.imscc.folders import modules_of
from coursewright.importers.imscc.links_and_tools import link_item, tool_item
from coursewright.importers.imscc.manifest import manifest_of
from coursewright.importers.imscc.own.pages import Own
from coursewright.importers.imscc.own.settling import settled
from coursewright.importers.imscc.pages import page_item
from coursewright.importers.imscc.quizzes import bank_item, quiz_item
from coursewright.importers.imscc.shelf import Shelf
from coursewright.importers.imscc.things import plain_what, things_of
from coursewright.importers.imscc.topics import html_in, topic_item
from coursewright.importers.imscc.whole import add_rest, data_of, note_files
from coursewright.packages.reading.xml import first

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.desk import Desk
    from coursewright.importers.imscc.manifest import Resource
    from coursewright.importers.imscc.things import Thing, What
    from coursewright.importers.source import Source

__all__ = ["read"]

_BUILDS: Mapping[What, Build] = {
    "page": page_item,
    "file": file_item,
    "link": link_item,
    "tool": tool_item,
    "topic": topic_item,
    "quiz": quiz_item,
    "bank": bank_item,
    "assignment": assignment_item,
}


def read(source: Source, desk: Desk) -> CourseDraft:
    """Read a cartridge. Raises `UsageError` where its manifest cannot be read."""
    manifest = manifest_of(source)
    cartridge = Cartridge(source, manifest, Addresses(source, manifest.root), desk.account)
    if source.kind.flavour == "canvas":
        return read_canvas(cartridge, _BUILDS)
    return _Plain(cartridge).course()


class _Plain:
    """Reads one cartridge of no platform in particular."""

    def __init__(self, cartridge: Cartridge) -> None:
        self._cartridge = cartridge
        self._manifest = cartridge.manifest
        self._own = Own(cartridge, things_of(self._manifest, plain_what, self._source), self._html)
        addresses = cartridge.addresses
        for thing in self._own.things:
            addresses.by_identifier.setdefault(thing.resource.identifier, thing.source)
            if thing.what == "page":
                addresses.by_file.setdefault(thing.resource.name, thing.source)
        self._shelf = Shelf(cartridge, self._own, _BUILDS)

    def course(self) -> CourseDraft:
        cartridge = self._cartridge
        course = CourseDraft(self._manifest.identifier or "course", data_of(self._manifest.about))
        modules = modules_of(self._manifest, self._shelf, cartridge.account, course)
        self._own.tell(course)
        course.modules += (module for module in modules if settled(module, self._own, course))
        add_rest(course, self._shelf.rest(), self._own)
        note_files(cartridge, self._manifest)
        return course

    def _html(self, thing: Thing) -> tuple[str, str]:
        """Return the text of a thing, as HTML, and the file it stands in."""
        name = thing.resource.name
        if thing.what == "page":
            return self._cartridge.source.text(name), name
        if thing.what in {"topic", "assignment"}:
            return html_in(first(self._cartridge.xml(thing.resource), "text")), name
        return "", name

    def _source(self, resource: Resource, what: What) -> str:
        name = resource.name.removeprefix(self._manifest.root)
        return name if name and resource.inline is None else f"{what}:{resource.identifier}"
