"""Courses that our own exporter wrote: its pages say in marks what each unit was in the plan."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from coursewright.importers.draft import Text
from coursewright.importers.marked.overviews import marked_course, marked_module, marked_unit
from coursewright.importers.marked.reading import marked
from coursewright.importers.olx.blocks import leaves
from coursewright.importers.olx.own_blocks import Answered
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from coursewright.importers.draft import Data, Item
    from coursewright.importers.marked.model import Marked, MarkedCourse, MarkedModule, MarkedUnit
    from coursewright.importers.olx.blocks import Block
    from coursewright.importers.olx.circumstances import Circumstances
    from coursewright.importers.olx.desk import OlxDesk

__all__ = ["Own"]

_OURS = re.compile(r"\bcw-(?:entry-[a-z-]+|module|unit|course)\b")
_WORK = frozenset({"tasks", "follow_up_activities", "assessments"})


class Own:
    """Gathers what pages of our own say, while a course is gone through."""

    def __init__(self, desk: OlxDesk) -> None:
        self._desk = desk
        self.course: list[MarkedCourse] = []
        self.modules: dict[str, MarkedModule] = {}
        """By the name of the section."""
        self.units: dict[str, MarkedUnit] = {}
        """By its key."""
        self.unit_pages: dict[str, str] = {}
        """By the source of a subsection: the key of the unit whose page stands in it."""
        self.unit_of: dict[str, str] = {}
        """By the source of an item: the key of the unit it stood in; empty for none."""
        self.places: dict[str, str] = {}
        """By the name of a block: the source of what it has become."""
        self.tools: dict[str, Data] = {}

    def items(
        self, unit: Block, section: str, subsection: str, title: str, setting: Circumstances
    ) -> list[Item] | None:
        """Return what a unit of ours was; None where it is not ours.

        `section` and `subsection` are the name and the source of what it stands in.
        """
        page = next((one for one, _ in leaves(unit) if one.tag == "html" and not one.missing), None)
        html = self._desk.page(page) if page is not None else None
        if page is None or html is None or "cw-" not in html:
            return None
        if _OURS.search(html) is None and not unit.name.startswith("about__"):
            return None
        resolve = self._desk.addresses.resolve
        told = self._overview(html, section, subsection)
        if unit.name.startswith("about__"):
            told = "the course"
        if told:
            self._desk.account.imported("unit", unit.source, title, f"as what the plan says of {told}")
            return []
        entry = marked(html, resolve)
        if entry is None or not entry.key:
            return None
        item = self._entry(unit, page, entry, title, setting)
        return [item]

    def _overview(self, html: str, section: str, subsection: str) -> str:
        """Take in a page about a module, a unit or the course; say which it is, or nothing."""
        resolve = self._desk.addresses.resolve
        if (module := marked_module(html, resolve)) is not None:
            self.modules[section] = module
            return "its module"
        if (unit := marked_unit(html, resolve)) is not None:
            self.units[unit.key] = unit
            self.unit_pages[subsection] = unit.key
            return "its unit"
        if (course := marked_course(html, resolve)) is not None:
            self.course.append(course)
            return "the course"
        return ""

    def _entry(self, unit: Block, page: Block, entry: Marked, title: str, setting: Circumstances) -> Item:
        desk = self._desk
        answered = Answered(unit, entry, desk)
        for block, _ in leaves(unit):
            if block is not page:
                answered.add(block)
        item = entry.item(title, **answered.data())
        for key, said in (("release", setting.release), ("due", setting.due)):
            if said and entry.kind in _WORK and not same_time(item.data.get(key), said):
                item.data[key] = said
        if entry.kind == "follow_up_activities":
            item.data.pop("release", None)
        self._add(item, [entry.added, *answered.added], title)
        self.unit_of[item.source] = entry.unit
        self.places[unit.name] = item.source
        if entry.tool is not None:
            self.tools.setdefault(str(entry.tool["id"]), entry.tool)
        blocks = counted(sum(1 for _ in leaves(unit)), "block")
        desk.account.imported("unit", unit.source, title, f"as what it was in the plan, out of its {blocks}")
        return item

    def _add(self, item: Item, added: list[str], title: str) -> None:
        """Put in what stands in a unit of ours and was not there when it was exported."""
        texts = [text for text in added if text]
        if not texts:
            return
        if item.kind not in _WORK:
            self._desk.account.keep(title, item.source, "\n\n".join(texts), "it was added to its unit")
            return
        before = item.data.get("instructions", "")
        said = before.markdown if isinstance(before, Text) else before if isinstance(before, str) else ""
        item.data["instructions"] = Text("\n\n".join(filter(None, [said, *texts])))


def same_time(written: object, said: str) -> bool:
    """Whether a time of a plan is the moment that the platform says; one without a zone is read as UTC."""
    if not isinstance(written, str):
        return False
    try:
        one, other = (dt.datetime.fromisoformat(text) for text in (written, said))
    except ValueError:
        return bool(written)  # a time that is counted from something: the platform has what it came to
    one, other = (when if when.tzinfo else when.replace(tzinfo=dt.UTC) for when in (one, other))
    return one == other or (len(written) == 10 and other.date() == one.date())
