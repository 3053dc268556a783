"""What a page of our own says: an entry, a module, a unit or the course, in the words of the spec format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from coursewright.importers.draft import Data, Item, ListKey, Ref

__all__ = [
    "Listed",
    "Marked",
    "MarkedCourse",
    "MarkedModule",
    "MarkedUnit",
    "file_name_of",
    "id_of",
    "module_of",
    "ref_to",
    "source_of",
]


def source_of(key: str) -> str:
    """Return the `source` of a thing of our own by its key in the edition that was exported.

    Entries, outcomes, modules and units have one key each, and no two things share one.
    """
    return f"entry:{key}"


def ref_to(key: str) -> Ref:
    """Return a reference to a thing of our own by its key."""
    return Ref(source_of(key))


def id_of(key: str) -> str:
    """Return the id that gives a thing its key again: `consent/rule-on-cases` → `rule-on-cases`."""
    return key.partition("/")[2] or key


def module_of(key: str) -> str:
    """Return the key of the module that a thing stands in: `consent/rule-on-cases` → `consent`."""
    return key.partition("/")[0]


def file_name_of(key: str) -> str:
    """Return what files and identifiers in a package are called after, unless `Marked.name` is another."""
    return key.replace("/", "-")


@dataclass(frozen=True, slots=True)
class Marked:
    """An entry."""

    kind: ListKey
    key: str
    """Its key in the edition, `consent/rule-on-cases`.

    Empty where a platform took the marks away: then `data` holds what the texts and class names tell, and
    times and links as far as they stand there."""
    data: Data
    """Without a title, which is that of the thing on the platform."""
    untitled: bool = False
    """Whether its author gave it no title but an id, of which the exporter made the platform's."""
    draft: bool = False
    """Whether it was a draft when it was exported, by itself or as part of one."""
    name: str = ""
    """What files and identifiers of it in the package are called after, `consent-rule-on-cases`."""
    unit: str = ""
    """The key of the unit it stood in; empty in a flat module, beside the units, and for the course's own."""
    tool: Data | None = None
    """The tool that `data` names, as an entry of `tools`."""
    decisions: tuple[str, ...] = ()
    """The names of its decision points in order, where there are several: blocks may play some of them."""
    told: tuple[str, ...] = ()
    """The names of those that the page tells of, and `data` has."""
    added: str = ""
    """Markdown of what stands on the page and is not ours: somebody added it on the platform."""

    def item(self, title: str, **known: object) -> Item:
        """Return the item that it becomes; `known` is what the platform says itself, which goes before."""
        data: Data = {} if self.untitled or not title or self.kind == "reflection" else {"title": title}
        data |= self.data
        data |= known  # type: ignore[arg-type]
        wanted = "" if self.kind == "reflection" else id_of(self.key)
        return Item(self.kind, source_of(self.key), data, wanted)


class Listed(NamedTuple):
    """An entry in the plan of its module or unit, in teaching order."""

    kind: ListKey
    key: str
    name: str
    unit: str
    """As of `Marked`."""
    entry: Marked | None
    """Of a material that is a file or a link, all that is marked of it: it may have no page of its own."""


@dataclass(frozen=True, slots=True)
class MarkedUnit:
    """What the page of a unit says."""

    key: str
    data: Data
    outcomes: tuple[Item, ...] = ()
    untitled: bool = False
    """Here and below: whether its title was made of its id, so that it has none."""


@dataclass(frozen=True, slots=True)
class MarkedModule:
    """What the page of a module says."""

    key: str
    data: Data
    outcomes: tuple[Item, ...] = ()
    """Those of its units among them: an outcome of a unit stands on the page of the unit as well."""
    entries: tuple[Listed, ...] = ()
    """What there is in it, but for announcements and what is for staff."""
    units: tuple[MarkedUnit, ...] = ()
    """Its units as far as they hold such entries, without overviews and outcomes: not each has a page."""
    untitled: bool = False


@dataclass(frozen=True, slots=True)
class MarkedCourse:
    """What the pages about the course say; of several pages, each says a part of it."""

    key: str
    data: Data
    outcomes: tuple[Item, ...] = ()
    """The course's own; without any, those of its modules."""
    alone: bool = False
    """Whether it is one module and no course: `data` is then the module's."""
    untitled: bool = False
    modules: tuple[str, ...] = field(default=())
    """The titles of its modules in order, where it lists them."""
