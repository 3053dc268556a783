"""A course brought back from its bare pages: their marks have to tell it all."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.exporters.pages import course_bodies
from coursewright.exporters.pages.body import course_body, entry_body, module_body, unit_body
from coursewright.importers import links
from coursewright.importers.account import Account
from coursewright.importers.draft import CourseDraft, ModuleDraft, Text, UnitDraft
from coursewright.importers.finishing.assembling import finished
from coursewright.importers.marked.model import Marked, id_of, source_of
from coursewright.importers.marked.overviews import marked_course, marked_module, marked_unit
from coursewright.importers.marked.reading import marked
from coursewright.importers.writing.yaml_text import yaml_text
from coursewright.spec.load import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition, Entry, ModulePart, UnitPart
    from coursewright.exporters.prose.assets import Asset
    from coursewright.importers.draft import Data, Item

__all__ = ["Pages", "come_back", "without_marks"]

_BODIES = (
    course_body,
    course_bodies.fit_body,
    course_bodies.how_it_runs_body,
    course_bodies.expectations_body,
    course_bodies.support_body,
    course_bodies.ai_body,
)


class Pages:
    """A platform that has a page for every entry; each page knows the way to the others."""

    def __init__(self) -> None:
        self.assets: dict[str, Asset] = {}

    def asset(self, asset: Asset) -> str:
        self.assets[asset.name] = asset
        return f"files/{asset.name}"

    def entry(self, key: str) -> str | None:
        return f"entry.html?key={key}"

    def resolve(self, address: str) -> str | None:
        """Return the way to what an address of this platform leads to."""
        if address.startswith("files/"):
            return links.to_file(address)
        if address.startswith("entry.html?key="):
            return links.to_thing(source_of(address.partition("=")[2]))
        return address


def come_back(edition: Edition, folder: Path, change: Callable[[str], str] = lambda html: html) -> Edition:
    """Return the edition that the pages of an edition tell of; `change` is done to each page."""
    draft, pages = _draft(edition, change)
    whole = finished(draft, {f"files/{name}" for name in pages.assets}, Account())
    for path, text in {**{spec.path: yaml_text(spec) for spec in whole.specs}, **whole.texts}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for path, name in whole.copies.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        content = pages.assets[name.removeprefix("files/")].content
        if isinstance(content, bytes):
            (folder / path).write_bytes(content)
        else:
            shutil.copyfile(content, folder / path)
    return edition_of(load(folder / whole.specs[0].path), Choices(drafts=True, reader=edition.choices.reader))


def without_marks(html: str) -> str:
    """Return a page as a platform leaves it that takes every `data-` attribute away."""
    return re.sub(r' data-cw-[a-z-]+="[^"]*"', "", html)


def _draft(edition: Edition, change: Callable[[str], str]) -> tuple[CourseDraft, Pages]:
    pages = Pages()
    data: Data = {"title": edition.title}
    alone = False
    outcomes: list[Item] = []
    for make in _BODIES:
        told = marked_course(change(make(edition, pages).html), pages.resolve)
        if told is None:
            continue
        if told.untitled:
            del data["title"]
        alone = alone or told.alone
        outcomes += [one for one in told.outcomes if one.source.startswith("entry:course/")]
        for key, value in told.data.items():
            known = data.get(key)
            data[key] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    draft = CourseDraft("course", data, items=[*outcomes] if not alone else [], wanted_id=edition.id)
    draft.lone_module = alone
    for part in edition.modules:
        if part.module is None:
            draft.items += [_item(entry, edition, pages, change)[0] for entry in part.entries]
        else:
            draft.modules.append(_module(part, edition, pages, change))
    tools = {
        str(tool["id"]): tool
        for part in edition.modules
        for entry in part.entries
        if (tool := _item(entry, edition, pages, change)[1].tool) is not None
    }
    if tools:
        data["tools"] = list(tools.values())
    return draft, pages


def _module(part: ModulePart, edition: Edition, pages: Pages, change: Callable[[str], str]) -> ModuleDraft:
    told = marked_module(change(module_body(part, edition, pages).html), pages.resolve)
    assert told is not None
    assert [one.key for one in told.entries] == [
        one.key for one in part.entries if not one.staff_only and one.kind != "announcement"
    ]
    named: Data = {} if told.untitled else {"title": part.title}
    made = ModuleDraft(source_of(told.key), {**named, **told.data}, wanted_id=told.key)
    in_units: set[str] = set()
    for unit in part.units:
        items = [_item(entry, edition, pages, change)[0] for entry in unit.entries]
        if unit.unit is None or unit.unit.implicit:
            made.items += items
            continue
        made_unit = _unit(unit, edition, pages, change)
        in_units |= {one.source for one in made_unit.items}
        made_unit.items += items
        made.units.append(made_unit)
    made.items[:0] = [one for one in told.outcomes if one.source not in in_units]
    return made


def _unit(unit: UnitPart, edition: Edition, pages: Pages, change: Callable[[str], str]) -> UnitDraft:
    told = marked_unit(change(unit_body(unit, edition, pages).html), pages.resolve)
    assert told is not None
    named: Data = {} if told.untitled else {"title": unit.title}
    return UnitDraft(source_of(told.key), {**named, **told.data}, list(told.outcomes), id_of(told.key))


def _item(entry: Entry, edition: Edition, pages: Pages, change: Callable[[str], str]) -> tuple[Item, Marked]:
    page = change(entry_body(entry, edition, pages).html)
    told = marked(page, pages.resolve)
    assert told is not None
    item = told.item(entry.title)
    if entry.kind == "announcement":
        item.data["text"] = getattr(entry.element, "text", None) or ""
    if entry.graded and entry.kind == "assessment":
        item.data.pop("questions", None)
    assert not any(isinstance(value, Text) and not value.markdown for value in item.data.values())
    return item, told
