"""Tests of QTI 2 and 3: which items they ask in which order, and what they say of all of them."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from coursewright.importers.questions.markup import markdown_words
from coursewright.importers.questions.numbers import decimal_in, plain_number
from coursewright.importers.questions.qti2_body import choice_html
from coursewright.importers.questions.qti2_names import attribute, inside, named, one_of
from coursewright.packages.reading.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.prose import Resolve
    from coursewright.importers.source import Source

__all__ = ["Listed", "Test", "test_of"]

_PARTS = frozenset({"testPart", "assessmentSection", "assessmentSectionRef", "assessmentItemRef"})
_SECTIONS = 2_000


class Listed(NamedTuple):
    """An item as a test lists it."""

    name: str
    """Its identifier in the test."""
    path: str
    """Its file; where it is not in the package, what the test calls it."""
    extra: Data
    """What the test says of it: its weight, and the group of which some are picked."""


class Test(NamedTuple):
    """A test, before its items are read."""

    name: str
    title: str
    items: tuple[Listed, ...]
    description: str
    """What its parts say before their items, in Markdown."""
    minutes: float | None
    attempts: int | None
    remarks: tuple[str, ...]
    """What is otherwise in its order, as clauses."""


def test_of(root: _Element, path: str, source: Source, resolve: Resolve) -> Test:
    """Return the test of a document; `path` is where it stands."""
    items: list[Listed] = []
    introductions: list[str] = []
    titles: list[str] = []
    remarks: list[str] = []
    entered = {path}
    waiting: list[tuple[_Element, str, Data]] = [(root, path, {})]
    while waiting:
        one, file, group = waiting.pop()
        match named(one):
            case "assessmentItemRef":
                items.append(_listed(one, file, group, source))
            case "assessmentSectionRef":
                target = _target(attribute(one, "href"), file, source)
                section = source.xml(target) if target not in entered and len(entered) < _SECTIONS else None
                entered.add(target)
                if section is not None:
                    waiting.append((section, target, group))
                else:
                    remarks.append(f"the section {attribute(one, 'identifier')} is not there")
            case name:
                if name == "assessmentSection":
                    group = _group(one, group, remarks)
                    if (title := attribute(one, "title")) and attribute(one, "visible") != "false":
                        titles.append(title)
                introductions += [
                    markdown_words(choice_html(rubric), resolve)
                    for rubric in inside(one, "rubricBlock")
                    if "candidate" in attribute(rubric, "view").split()
                ]
                waiting += [(child, file, group) for child in reversed(one) if named(child) in _PARTS]
    if len(titles) > 1:
        remarks.append(f"its {len(titles)} sections are one list of questions")
    return Test(
        attribute(root, "identifier"),
        " ".join(attribute(root, "title").split()),
        tuple(items),
        "\n\n".join(filter(None, introductions)),
        _minutes(root),
        _attempts(root),
        tuple(remarks),
    )


def _listed(element: _Element, file: str, group: Data, source: Source) -> Listed:
    weight = decimal_in(attribute(next(inside(element, "weight"), element), "value"))
    extra = {**group, "weight": plain_number(weight)} if weight is not None and weight != 1 else group
    return Listed(attribute(element, "identifier"), _target(attribute(element, "href"), file, source), extra)


def _target(href: str, file: str, source: Source) -> str:
    """Return the file that a reference names; itself where there is none."""
    for written in (href, unquote(href)):
        name = posixpath.normpath(posixpath.join(posixpath.dirname(file), written))
        if name in source.sizes:
            return name
    return href


def _group(section: _Element, group: Data, remarks: list[str]) -> Data:
    select = attribute(next(inside(section, "selection"), section), "select")
    inner = sum(1 for one in section if named(one) in _PARTS)
    if not select.isdigit() or len(select) > 6 or int(select) >= inner:
        return group
    title = attribute(section, "title") or attribute(section, "identifier")
    remarks.append(f'each learner is asked {int(select)} of the {inner} questions of "{title}"')
    return {"group": title, "pick": int(select)}


def _minutes(root: _Element) -> float | None:
    limits = next((one for one in root if local(one).endswith(("timeLimits", "time-limits"))), None)
    seconds = None if limits is None else decimal_in(attribute(limits, "maxTime"))
    return float(seconds) / 60 if seconds is not None and seconds > 0 else None


def _attempts(root: _Element) -> int | None:
    control = one_of(root, "testPart", "itemSessionControl")
    number = "" if control is None else attribute(control, "maxAttempts")
    return int(number) or None if number.isdigit() and len(number) < 7 else None
