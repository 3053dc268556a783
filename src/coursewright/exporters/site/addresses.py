"""Where each page of the site stands, and how pages and files are named from another page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, Entry, ModulePart, UnitPart
    from coursewright.exporters.prose.assets import Asset

__all__ = [
    "Link",
    "SiteLinks",
    "entry_path",
    "has_page",
    "is_whole",
    "module_path",
    "root_of",
    "shown_units",
    "unit_path",
]


class Link(NamedTuple):
    """A page by its path from the top of the site, and what it is called."""

    path: str
    text: str
    note: str = ""
    """What is said beside it, such as the kind of an entry."""


def entry_path(entry: Entry) -> str:
    """Return where the page of an entry stands."""
    return f"pages/{entry.slug}.html"


def module_path(part: ModulePart) -> str:
    """Return where the page of a module stands."""
    return f"modules/{part.slug}.html"


def unit_path(part: UnitPart) -> str:
    """Return where the page of a unit stands."""
    return f"units/{part.slug}.html"


def is_whole(part: ModulePart, edition: Edition) -> bool:
    """Whether a module is the whole course, so that the first page says all that its own would."""
    return len(edition.modules) == 1 and part.title == edition.title


def shown_units(part: ModulePart) -> tuple[UnitPart, ...]:
    """Return the units of a module that have pages of their own: those with a title, if there are several."""
    titled = tuple(unit for unit in part.units if unit.title)
    return titled if len(titled) > 1 else ()


def has_page(entry: Entry) -> bool:
    """Whether an entry has a page that learners may open.

    Announcements have none: their texts belong to a day, and a folder of pages has no clock.
    """
    return entry.kind != "announcement" and not entry.staff_only


def root_of(path: str) -> str:
    """Return the way from a page to the top of the site: empty, or `../` for each folder."""
    return "../" * path.count("/")


class SiteLinks:
    """How the pages at one depth write addresses; notes which files they use."""

    def __init__(self, edition: Edition, root: str, used: dict[str, Asset]) -> None:
        self._entries = edition.by_key
        self._root = root
        self._used = used

    def asset(self, asset: Asset) -> str:
        """Return the address of a file, which goes along from now on."""
        self._used[asset.name] = asset
        return f"{self._root}files/{asset.name}"

    def entry(self, key: str) -> str | None:
        """Return the address of an entry's page; None where it has none."""
        entry = self._entries.get(key)
        return f"{self._root}{entry_path(entry)}" if entry is not None and has_page(entry) else None
