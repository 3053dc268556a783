"""The outline of a module that stands beside its pages, and the way through all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from coursewright.exporters.site.addresses import (
    Link,
    entry_path,
    has_page,
    is_whole,
    module_path,
    shown_units,
    unit_path,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.exporters.edition.model import Edition, ModulePart, UnitPart
    from coursewright.exporters.site.frame import Frame
    from coursewright.exporters.site.rows import Row

__all__ = ["Outlines", "Way", "way_through"]

_CURRENT = Markup(' aria-current="page"')


class Way(NamedTuple):
    """What comes before a page and after it, in teaching order."""

    before: Link | None
    after: Link | None


def way_through(edition: Edition, rows: Mapping[str, Row]) -> Mapping[str, Way]:
    """Return the way from each page of the course to its neighbours, by its path."""
    stops = list(_stops(edition, rows))
    around = [None, *stops, None]
    return {stop.path: Way(around[at], around[at + 2]) for at, stop in enumerate(stops)}


def _stops(edition: Edition, rows: Mapping[str, Row]) -> Iterator[Link]:
    yield Link("index.html", edition.title)
    for part in edition.modules:
        if not is_whole(part, edition):
            yield Link(module_path(part), part.title, edition.words("module") if part.module else "")
        pages = {unit.key for unit in shown_units(part)}
        for unit in part.units:
            if unit.key in pages:
                yield Link(unit_path(unit), unit.title)
            for entry in unit.entries:
                if has_page(entry):
                    yield Link(entry_path(entry), entry.title, rows[entry.key].kind)


class _Section(NamedTuple):
    """A unit in the outline."""

    title: str
    path: str
    """Of its page; empty where it has none."""
    rows: tuple[Row, ...]
    """What is in it, where the reader is in it or it has no page of its own."""


class Outlines:
    """Outlines of modules for pages one folder below the top.

    Each is written once for all pages of a unit, and then marked for one after the other.
    """

    def __init__(self, edition: Edition, frame: Frame, rows: Mapping[str, Row]) -> None:
        self._edition = edition
        self._frame = frame
        self._rows = rows
        self._written: dict[tuple[str, str], Markup] = {}

    def beside(self, part: ModulePart, path: str, unit: UnitPart | None = None) -> Markup:
        """Return the outline of a module with the place marked where the reader is, in `unit` unfolded."""
        key = (part.key, unit.key if unit is not None else "")
        if key not in self._written:
            self._written[key] = self._write(part, unit)
        here = Markup('href="../{}"').format(path)
        return self._written[key].replace(here, here + _CURRENT, 1)

    def _write(self, part: ModulePart, unit: UnitPart | None) -> Markup:
        pages = {one.key for one in shown_units(part)}
        sections = tuple(
            _Section(
                one.title,
                unit_path(one) if one.key in pages else "",
                self._rows_of(one) if one is unit or one.key not in pages else (),
            )
            for one in part.units
        )
        modules = self._edition.modules
        at = modules.index(part)
        # All modules would be a wall in a long course.
        near = [one for one in modules[max(at - 1, 0) : at + 2] if one is not part]
        return self._frame.piece(
            "outline",
            root="../",
            home=Link("index.html" if is_whole(part, self._edition) else module_path(part), part.title),
            sections=[section for section in sections if section.path or section.rows],
            near=[Link(module_path(one), one.title) for one in near],
        )

    def _rows_of(self, unit: UnitPart) -> tuple[Row, ...]:
        return tuple(self._rows[entry.key] for entry in unit.entries if has_page(entry))
