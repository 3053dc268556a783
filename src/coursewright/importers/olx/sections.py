"""Sections and subsections of Open edX: modules, and units of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import ModuleDraft, UnitDraft
from coursewright.importers.olx.circumstances import Circumstances, circumstances_of, settings_of
from coursewright.importers.olx.units import items_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.draft import Data
    from coursewright.importers.olx.blocks import Block
    from coursewright.importers.olx.desk import OlxDesk
    from coursewright.importers.olx.grading import Grading
    from coursewright.importers.olx.own import Own

__all__ = ["modules_of"]

_SECTIONS = frozenset({"chapter"})
_SUBSECTIONS = frozenset({"sequential", "videosequence", "problemset"})


def modules_of(course: Block, grading: Grading, own: Own, desk: OlxDesk) -> Iterator[ModuleDraft]:
    """Yield the sections of a course. What stands beside them in old courses is a module by itself."""
    for block in course.parts:
        if block.missing:
            what = "section" if block.tag in _SECTIONS else block.tag
            desk.account.left_out(what, block.source, block.title or block.name, block.missing)
        else:
            yield _module(block, grading, own, desk)


def _module(section: Block, grading: Grading, own: Own, desk: OlxDesk) -> ModuleDraft:
    title = section.title or section.name
    setting = circumstances_of(section, Circumstances())
    data: Data = {"title": title}
    if setting.hidden:
        data["x-hidden"] = True
    settings = settings_of(section)
    if setting.release:
        settings["start"] = setting.release
    if settings:
        data["x-olx"] = settings
    desk.account.imported("section", section.source, title, "as a module")
    made = ModuleDraft(section.source, data)
    parts = section.parts if section.tag in _SECTIONS else [section]
    for part in parts:
        if part.missing:
            what = "subsection" if part.tag in _SUBSECTIONS else part.tag
            desk.account.left_out(what, part.source, part.title or part.name, part.missing)
            continue
        made.units.append(_unit(part, section, setting, grading, own, desk))
    return made


def _unit(
    subsection: Block, section: Block, setting: Circumstances, grading: Grading, own: Own, desk: OlxDesk
) -> UnitDraft:
    title = subsection.title or section.title or section.name
    here = circumstances_of(subsection, setting)
    data: Data = {"title": title}
    if here.hidden and not setting.hidden:
        data |= {"status": "draft", "x-hidden": True}
    settings = settings_of(subsection)
    if here.release and here.release != setting.release:
        settings["start"] = here.release
    if settings:
        data["x-olx"] = settings
    made = UnitDraft(subsection.source, data)
    account = desk.account
    if subsection.tag in _SUBSECTIONS:
        account.imported("subsection", subsection.source, title, "as a unit")
        verticals = subsection.parts
    else:
        verticals = [subsection]
    for vertical in verticals:
        name = vertical.title or title
        known = own.items(vertical, section.name, subsection.source, name, circumstances_of(vertical, here))
        made.items += items_of(vertical, title, here, desk) if known is None else known
    work = [one for one in made.items if one.kind != "materials" and one.source not in own.unit_of]
    grading.note(here, work)
    if here.due and subsection.said("due") and all(one.kind == "materials" for one in made.items):
        account.partly(
            "subsection", subsection.source, title, f"it is due at {here.due}, with nothing to do in it"
        )
    if settings:
        how = f"its settings {', '.join(f'`{key}`' for key in settings)} are in `x-olx`"
        account.partly("subsection", subsection.source, title, how)
    return made
