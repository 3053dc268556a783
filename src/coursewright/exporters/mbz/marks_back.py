"""Marks for programs that read a backup again: what the author said and Moodle's columns do not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from coursewright.exporters.edition.forms import votes_on
from coursewright.exporters.mbz.grading import graded_by
from coursewright.exporters.mbz.kinds import asked
from coursewright.exporters.mbz.marks import criteria_of
from coursewright.exporters.mbz.records import clip
from coursewright.exporters.pages.course_marks import facts_of_unit
from coursewright.exporters.pages.marks import attributes, marked, several
from coursewright.spec.model import Material, Task

if TYPE_CHECKING:
    from coursewright.exporters.mbz.outline import Activity, Section
    from coursewright.exporters.pages.marks import Fact
    from coursewright.spec.model import Criterion

__all__ = ["with_marks", "with_marks_of_course", "with_marks_of_section"]

_OTHERWISE = frozenset("<>|\n")
_OPENED = frozenset({"resource", "url"})
_ENTRY, _COURSE = '<div class="cw-entry ', '<div class="cw-course"'


def with_marks(html: str, activity: Activity) -> str:
    """Return the text of an entry with what its activity cannot say: a title that was cut, and criteria."""
    entry = activity.entry
    if entry is None or not html.startswith(_ENTRY):
        return html
    criteria = criteria_of(entry.element) if graded_by(activity) else ()
    facts: dict[str, Fact] = {
        "title": _changed(entry.title),
        "criteria": " ".join(_said_of(one) for one in criteria),
        "asked": " ".join(one.type for one in asked(entry)) if activity.kind == "feedback" else "",
        "written": _written(activity),
        "alt": _alt(entry.element) if activity.kind in _OPENED else "",
    }
    return f"<div{attributes(facts)}{html.removeprefix('<div')}"


def with_marks_of_course(html: str, title: str) -> str:
    """Return the page about a course with its title, where that is otherwise in Moodle."""
    if not html.startswith(_COURSE):
        return html
    return f"<div{attributes({'title': _changed(title, 254)})}{html.removeprefix('<div')}"


def with_marks_of_section(html: str, section: Section) -> str:
    """Return the summary of a section with which module or unit it is."""
    module, units = section.module, section.units
    if module is None or module.module is None:
        return html
    if len(units) == 1 and units[0].unit is not None and not units[0].unit.implicit:
        unit = units[0]
        outcomes = several(card.key for card in unit.outcomes)
        named: dict[str, Fact] = {"title": unit.title, "of": module.title}
        facts: dict[str, Fact] = {**facts_of_unit(unit), "outcomes": outcomes, **named}
        return marked("cw-unit", facts, html)
    facts = {"key": section.key, "module": module.key, "title": _changed(module.title)}
    return marked("cw-section", facts, html)


def _written(activity: Activity) -> str:
    """Return, as a list in JSON, texts with signs for which names in Moodle have others."""
    entry = activity.entry
    if entry is None:
        return ""
    texts = [text for one in criteria_of(entry.element) for text in (one.name or "", *one.levels)]
    for question in asked(entry):
        texts += [question.prompt, *(answer.text for answer in question.answers)]
        texts += [pair.right for pair in question.pairs]
    if isinstance(entry.element, Task) and (vote := votes_on(entry.element)) is not None:
        texts += vote[1]
    found = [text for text in dict.fromkeys(texts) if _OTHERWISE & set(text)]
    return json.dumps(found, ensure_ascii=False) if found else ""


def _alt(element: object) -> str:
    """Return what an image says to those who cannot see it: the file that opens has no place for it."""
    return element.alt or "" if isinstance(element, Material) else ""


def _changed(title: str, longest: int = 255) -> str:
    """Return a title that has another form as the name of something in Moodle; else nothing."""
    return "" if clip(title, longest) == title else title


def _said_of(criterion: Criterion) -> str:
    """Return what an author said of a criterion: points, levels, both or neither; a single level as it is."""
    points = "p" if criterion.points else ""
    if len(criterion.levels) == 1:
        return f"{points}={quote(criterion.levels[0], safe='')}"
    return f"{points}{'l' if criterion.levels else ''}" or "-"
