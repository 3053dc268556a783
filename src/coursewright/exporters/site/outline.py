"""The outline of a module that stands beside its pages, and the way through all of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from coursewright.exporters.site.addresses import (
    Link,
    entry_path,
    has_page,
    module_path,
    shown_units,
    unit_path,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.exporters.edition.model import Edition, ModulePart
    from coursewright.exporters.site.rows import Row

__all__ = ["Outlines", "Way", "way_through"]

_CURRENT = Markup(' aria-current="page"')


class Way(NamedTuple):
    """What comes before a page and after it, in teaching order."""

    before: Link | None
    after: Link | None


def way_through(edition: Edition, rows: Mapping[str, Row]) -> Mapping[str, Way]:
    """Return the way from each page of the course to its neighbours, by its path. It begins on the first page."""
    stops = list(_stops(edition, rows))
    around = [None, *stops, None]
    return {stop.path: Way(around[at], around[at + 2]) for at, stop in enumerate(stops)}


def _stops(edition: Edition, rows: Mapping[str, Row]) -> Iterator[Link]:
    yield Link("index.html", edition.title)
    for part in edition.modules:
        yield Link(module_path(part), part.title, edition.words("module") if part.module else "")
        pages = {unit.key for unit in shown_units(part)}
        for unit in part.units:
            if unit.key in pages:
                yield Link(unit_path(unit), unit.title)
            for entry in unit.entries:
                if has_page(entry):
                    yield Link(entry_path(entry), entry.title, rows[entry.key].kind)


class Outlines:
    """Outlines of modules, each written once and then marked for one page after the other.

    They are for pages one folder below the top.
    """

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._written = cache(self._write)

    def beside(self, part: ModulePart, path: str) -> Markup:
        """Return the outline of a module with the place marked where the reader is."""
        text = self._written(part.key)
        here = f'href="../{path}"'
        return Markup(text.replace(here, here + _CURRENT, 1))  # noqa: S704 - escaped when it was written

    def _write(self, key: str) -> str:
        part = next(one for one in self._edition.modules if one.key == key)
        words = self._edition.words
        lines = [f'<nav class="cw-outline" aria-label="{escape(words("site.outline"))}">']
        lines.append(f'<h2><a href="../{module_path(part)}">{escape(part.title)}</a></h2>')
        pages = {unit.key for unit in shown_units(part)}
        for unit in part.units:
            if unit.key in pages:
                lines.append(f'<h3><a href="../{unit_path(unit)}">{escape(unit.title)}</a></h3>')
            elif unit.title:
                lines.append(f"<h3>{escape(unit.title)}</h3>")
            items = [
                f'<li class="cw-k cw-k-{entry.kind} cw-f-{entry.form}" data-cw-entry-item="{escape(entry.key)}">'
                f'<a href="../{entry_path(entry)}"><span class="cw-icon"></span> <span>{escape(entry.title)}</span></a></li>'
                for entry in unit.entries
                if has_page(entry)
            ]
            if items:
                lines += ["<ol>", *items, "</ol>"]
        lines += self._others(part)
        lines.append("</nav>")
        return "\n".join(lines)

    def _others(self, part: ModulePart) -> list[str]:
        """Return links to the modules before and after this one; all of them would be a wall in a long course."""
        modules = self._edition.modules
        if len(modules) < 2:
            return []
        at = modules.index(part)
        near = modules[max(at - 1, 0) : at + 2]
        links = [f'<li><a href="../{module_path(one)}">{escape(one.title)}</a></li>' for one in near if one is not part]
        return [
            f'<div class="cw-modules"><h2>{escape(self._edition.words("site.modules.near"))}</h2>',
            "<ol>",
            *links,
            "</ol></div>",
        ]
