"""From the headings of an outline to a course: modules, units, and what each of them holds.

Depth and words decide, and nothing else:

- A heading whose words announce something (`Outcomes`, `Tasks`, `Reading`, `Discussion`, `Reflection`,
  `Session`, `Assessment` and their like; see `words`) is about what it stands in. Items of its lists, or
  headings below it, are what it announces. A line in bold that says such a word is a heading, too.
- A single heading at the top, or a first one with nothing below it, is the title of the course.
- Of the other headings those are parts of the course that say so (`Week 3`, `Unit 2: Consent`). Where none
  says so, all are that are not about the course as such (`Office hours`, `Grading`), as soon as anything
  below one of them announces something.
- Parts within parts: the outer ones are modules and the inner ones units. Only one depth of parts: they are
  the units of one module. Headings below a unit belong to its text.
- A table whose columns are of that kind (`Week | Topic | Reading | Task`) is a plan: each row is a unit.
- Text of a part is its overview or description. Text about the course as such goes to the notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import CourseDraft, ModuleDraft, UnitDraft
from coursewright.importers.markdown.entries import without_duration
from coursewright.importers.markdown.plans import plan_of
from coursewright.importers.markdown.sections import Section
from coursewright.importers.markdown.words import said_by, week_of, words_of

if TYPE_CHECKING:
    from coursewright.importers.account import Account
    from coursewright.importers.draft import Data, Item
    from coursewright.importers.markdown.items import Items
    from coursewright.importers.markdown.plans import Row

__all__ = ["course_of", "titled"]

_ANNOUNCES = frozenset({"outcomes", "tasks", "materials", "reflection", "sessions", "assessments"})


def titled(whole: Section) -> tuple[str, Section]:
    """Return the title that an outline begins with, and the section that holds the rest of it."""
    if not whole.parts:
        return "", whole
    first = whole.parts[0]
    if _announces(first) or (said_by(first.title).role is not None and len(whole.parts) > 1):
        return "", whole
    if len(whole.parts) == 1:
        lines = [*whole.lines, *first.lines]
        return first.title, Section(first.level, first.title, lines, first.parts)
    if not first.parts:
        return first.title, Section(0, first.title, [*whole.lines, *first.lines], whole.parts[1:])
    return "", whole


def course_of(section: Section, name: str, items: Items, account: Account) -> CourseDraft:
    """Return what an outline says, without its title: one module, or a course of modules."""
    return _Reader(items, account).course(section, name)


class _Reader:
    def __init__(self, items: Items, account: Account) -> None:
        self._items = items
        self._account = account

    def course(self, section: Section, name: str) -> CourseDraft:
        parts = _parts(section)
        inner = {id(part): _parts(part) for part in parts}
        if any(inner.values()):
            course = CourseDraft(name, {})
            course.modules = [self._module(part, inner[id(part)]) for part in parts]
            rest = self._rest(section, parts, course.data, course.items, "course", "description")
            course.modules += self._planned_module(rest, section.title or name)
            return course
        module = ModuleDraft(name, {})
        module.units = [self._unit(part) for part in parts]
        rest = self._rest(section, parts, module.data, module.items, "module", "description")
        module.units += [self._planned(row) for row in rest]
        return CourseDraft(name, {}, [module], lone_module=True)

    def _module(self, section: Section, parts: list[Section]) -> ModuleDraft:
        data = self._named(section, "module")
        module = ModuleDraft(self._items.source(_words(section)), data)
        self._account.imported("part", module.source, section.title, "as a module")
        module.units = [self._unit(part) for part in parts]
        rest = self._rest(
            section, parts, module.data, module.items, _words(section), "description", part=True
        )
        module.units += [self._planned(row) for row in rest]
        return module

    def _unit(self, section: Section) -> UnitDraft:
        unit = UnitDraft(self._items.source(_words(section)), self._named(section, "unit"))
        self._account.imported("part", unit.source, section.title, "as a unit")
        self._rest(section, [], unit.data, unit.items, _words(section), "overview", part=True)
        return unit

    def _planned_module(self, rows: list[Row], title: str) -> list[ModuleDraft]:
        if not rows:
            return []
        units = [self._planned(row) for row in rows]
        return [ModuleDraft(self._items.source(title, "plan"), {"title": title}, [], units)]

    def _planned(self, row: Row) -> UnitDraft:
        """Return a row of a plan as a unit."""
        title = row.title or f"Week {row.week}"
        data: Data = {"title": title}
        if row.week:
            data["week"] = row.week
        found: list[Item] = []
        for role, head, entries in row.items:
            section = Section(6, head, [f"- {entry}" for entry in entries])
            found += self._items.of(section, role, words_of(title))
        if row.beside:
            data["overview"] = "\n\n".join(f"{head}: {self._items.prose(cell)}" for head, cell in row.beside)
        source = self._items.source(words_of(title))
        self._account.imported("row", source, title, "as a unit")
        return UnitDraft(source, data, found)

    def _named(self, section: Section, what: str) -> Data:
        """Return what the heading of a part says."""
        plain, duration = without_duration(section.title)
        data: Data = {"title": said_by(plain).subject or plain}
        if week := week_of(plain):
            data["week"] = week
        if duration:
            data["duration" if what == "unit" else "x-duration"] = duration
        return data

    def _rest(
        self,
        section: Section,
        parts: list[Section],
        data: Data,
        items: list[Item],
        where: str,
        key: str,
        *,
        part: bool = False,
    ) -> list[Row]:
        """Put what a section says beside its parts into `data` and `items`. Return the rows of its plan."""
        texts = [section.text] if section.text else []
        rows: list[Row] = []
        waiting = [one for one in reversed(section.parts) if one not in parts]
        while waiting:
            one = waiting.pop()
            role = said_by(one.title).role
            of_weeks = role is not None and role.topic in _ANNOUNCES
            plan = None if part and parts == [] and role is None else plan_of(one.text, of_weeks=of_weeks)
            if plan is not None and not rows:
                rows = plan.rows
                one = Section(one.level, one.title, plan.text.split("\n"), one.parts)
                if not one.text and not one.parts:
                    continue
            if _announces(one) and role is not None:
                items += self._items.of(one, role, where)
                continue
            inside = [each for each in one.parts if each not in parts]
            if _holds(one) or part or (role is not None and role.topic == "overview"):
                head = (
                    ""
                    if role is not None and role.topic == "overview"
                    else f"{'#' * min(one.level, 6)} {one.title}"
                )
                texts += [text for text in (head if one.text or not inside else "", one.text) if text]
                waiting += reversed(inside)
            elif text := one.whole():
                source = self._items.source(words_of(one.title))
                self._account.keep(
                    one.title, source, self._items.prose(text), "it is about the course as such"
                )
                self._account.imported("section", source, one.title, "in the notes")
        if texts and not rows and (plan := plan_of(texts[0])) is not None and not part:
            rows, texts[0] = plan.rows, plan.text
        if text := "\n\n".join(filter(None, texts)):
            data[key] = self._items.prose(text)
        return rows


def _words(section: Section) -> str:
    """Return the words of a heading that stay when its duration or its number changes."""
    return words_of(without_duration(section.title)[0])


def _announces(section: Section) -> bool:
    """Say whether a heading announces items: by its words, and by holding no heading that does so itself."""
    role = said_by(section.title).role
    return (
        role is not None and role.topic in _ANNOUNCES and not any(_announcing(one) for one in section.every())
    )


def _announcing(section: Section) -> bool:
    role = said_by(section.title).role
    return role is not None and role.topic in _ANNOUNCES


def _holds(section: Section) -> bool:
    """Say whether anything below a heading announces something."""
    return any(_announcing(one) for one in section.every())


def _says_part(section: Section) -> bool:
    role = said_by(section.title).role
    return role is not None and role.topic == "part"


def _parts(section: Section) -> list[Section]:
    """Return the parts of the course that stand right below a heading, or below one that only groups them."""
    found: list[Section] = []
    for one in section.parts:
        role = said_by(one.title).role
        if role is not None and role.topic in {"about", "overview"} and any(map(_says_part, one.parts)):
            found += [each for each in one.parts if _says_part(each)]
        elif _says_part(one) or (role is not None and role.topic in _ANNOUNCES and _holds(one)):
            found.append(one)
    if any(map(_says_part, found)):
        return [one for one in found if _says_part(one)]
    plain = [one for one in section.parts if said_by(one.title).role is None]
    if any(map(_holds, plain)) or (section.level == 0 and not any(map(_announcing, section.every()))):
        return [one for one in section.parts if one in plain or one in found]
    return []
