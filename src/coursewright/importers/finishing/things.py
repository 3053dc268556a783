"""What a draft holds, by source: the id of each thing, whose it is, and where its page or file lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.draft import File, Text
from coursewright.importers.finishing.known import Place
from coursewright.spec.slugs import unused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.importers.draft import CourseDraft, Item, ModuleDraft, UnitDraft
    from coursewright.importers.finishing.ids import Names

__all__ = ["FILES", "Thing", "made_distinct", "page_path", "things_of"]

FILES = "files"
_PAGES = "pages"


class Thing(NamedTuple):
    """A module, unit or item."""

    id: str
    home: str
    """The id of its module; empty for what is the course's own, and for modules."""
    address: str = ""
    """A path from the top of the folder, or a web address; empty where there is no page to open."""

    def named_from(self, home: str) -> str:
        """Return how a reference in a module, or for an empty text in the course, names it."""
        return self.id if self.home in {"", home} else f"{self.home}/{self.id}"


def made_distinct(draft: CourseDraft) -> None:
    """Give what has the source of something else a source of its own, in the order of the draft."""
    seen: set[str] = set()
    for one in _all(draft):
        if one.source in seen:
            one.source = unused(one.source, seen)
        seen.add(one.source)


def _all(draft: CourseDraft) -> Iterator[CourseDraft | ModuleDraft | UnitDraft | Item]:
    if not draft.lone_module:
        yield draft
    yield from draft.items
    for module in draft.modules:
        yield module
        yield from module.items
        for unit in module.units:
            yield unit
            yield from unit.items


def things_of(
    draft: CourseDraft, names: Names, file_names: Mapping[str, str], places: Mapping[Place, str]
) -> dict[str, Thing]:
    """Return everything that can be referred to or linked, by source; `places` are paths that are known."""
    found: dict[str, Thing] = {}

    def add(items: list[Item], ids: Mapping[str, str], home: str) -> None:
        for item in items:
            if item.source in ids:
                identity = ids[item.source]
                page = places.get(Place(item.source, "path")) or page_path(home, identity)
                found[item.source] = Thing(identity, home, _address(item, page, file_names))

    if not draft.lone_module:
        add(draft.items, names.items[""], "")
    for number, module in enumerate(draft.modules):
        home, ids = names.modules[module.source], names.items[module.source]
        found[module.source] = Thing(home, "")
        add(module.items, ids, home)
        if draft.lone_module and number == 0:
            add(draft.items, ids, home)
        for unit in module.units:
            found[unit.source] = Thing(ids[unit.source], home)
            add(unit.items, ids, home)
    return found


def page_path(home: str, identity: str) -> str:
    """Return where the page of a material goes."""
    return "/".join(filter(None, (_PAGES, home, f"{identity}.md")))


def _address(item: Item, page: str, file_names: Mapping[str, str]) -> str:
    match item.data.get("path"):
        case Text():
            return page
        case File(name) if name in file_names:
            return f"{FILES}/{file_names[name]}"
    url = item.data.get("url")
    return url if isinstance(url, str) else ""
