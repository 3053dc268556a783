"""Pages of our own about modules, units and the course, as their exporter meant them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item
from coursewright.importers.marked.facts import data_of, mark
from coursewright.importers.marked.model import (
    Listed,
    Marked,
    MarkedCourse,
    MarkedModule,
    MarkedUnit,
    file_name_of,
    id_of,
    source_of,
)
from coursewright.importers.marked.reading import KINDS
from coursewright.importers.marked.scope import Scope, classes, is_unsaid, line, lines, plain
from coursewright.importers.prose.parsing import parsed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from coursewright.importers.draft import Data, Value
    from coursewright.importers.prose import Resolve

__all__ = ["marked_course", "marked_module", "marked_outcomes", "marked_unit"]


def marked_module(html: str, resolve: Resolve) -> MarkedModule | None:
    """Return what the page of a module says; None: it is not ours."""
    scope = _scope(html, resolve, "cw-module")
    if scope is None:
        return None
    data = _data(scope, "description")
    section = scope.first("plan")
    listed = section.find("ol") if section is not None else None
    items = [] if listed is None else listed.findall("li")
    return MarkedModule(
        mark(scope.element, "key"),
        data,
        _outcomes(scope),
        tuple(one for one in map(_listed, items) if one is not None),
        _units(items),
        _is_untitled(scope.element),
    )


def marked_unit(html: str, resolve: Resolve) -> MarkedUnit | None:
    """Return what the page of a unit says; None: it is not ours."""
    scope = _scope(html, resolve, "cw-unit")
    if scope is None:
        return None
    data, untitled = _data(scope, "overview"), _is_untitled(scope.element)
    return MarkedUnit(mark(scope.element, "key"), data, _outcomes(scope), untitled)


def marked_course(html: str, resolve: Resolve) -> MarkedCourse | None:
    """Return what one of the pages about the course says; None: it is not ours, or says nothing of the kind.

    Several of them say more than one: their `data` go together.
    """
    if "cw-" not in html or "cw-entry-" in html:
        return None
    root = parsed(html)
    if root is None:
        return None
    whole = Scope(root, resolve)
    around = whole.first("course")
    told = _told(whole)
    if around is None and not told:
        return None
    data: Data = dict(told)
    if around is None:
        return MarkedCourse("", data)
    scope = whole.below(around)
    for key, value in _data(scope, "description").items():
        known = data.get(key)
        data[key] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    own = whole.first("modules")
    listed = own.iterfind("ul/li") if own is not None else ()
    return MarkedCourse(
        key=mark(around, "key"),
        data=data,
        outcomes=_outcomes(scope),
        alone=mark(around, "alone") == "true",
        untitled=_is_untitled(around),
        modules=tuple(line(one) for one in listed),
    )


def marked_outcomes(html: str, resolve: Resolve) -> Sequence[Item]:
    """Return the outcomes that stand on a page or in a text as cards."""
    root = parsed(html) if "cw-outcome" in html else None
    return () if root is None else _outcomes(Scope(root, resolve))


def _is_untitled(element: _Element) -> bool:
    return mark(element, "untitled") == "true"


def _scope(html: str, resolve: Resolve, name: str) -> Scope | None:
    if name not in html:
        return None
    root = parsed(html)
    found = (one for one in root.iter("div") if name in classes(one)) if root is not None else iter(())
    element = next(found, None)
    return Scope(element, resolve) if element is not None else None


def _data(scope: Scope, key: str) -> Data:
    """Return the facts of a page, and the text that it begins with."""
    data = data_of(scope.element)
    about = scope.first("description")
    if about is not None and (text := scope.markdown(about)):
        data[key] = text
    return data


def _listed(item: _Element) -> Listed | None:
    kind = KINDS.get(mark(item, "item"))
    key = mark(item, "key")
    if kind is None or not key:
        return None
    name, unit = mark(item, "name") or file_name_of(key), mark(item, "unit")
    data, untitled = data_of(item), _is_untitled(item)
    draft = mark(item, "draft") == "true"
    entry = Marked(kind, key, data, untitled, draft, name, unit) if data or draft else None
    return Listed(kind, key, name, unit, entry)


def _units(items: Sequence[_Element]) -> tuple[MarkedUnit, ...]:
    """Return the units that the entries of a plan stand in; the first of each bears the marks of its unit."""
    found: dict[str, MarkedUnit] = {}
    for item in items:
        key = mark(item, "unit")
        if key and key not in found:
            data = data_of(item, {"unit-week", "unit-duration"})
            found[key] = MarkedUnit(key, data, (), mark(item, "unit-untitled") == "true")
    return tuple(found.values())


def _outcomes(scope: Scope) -> tuple[Item, ...]:
    return tuple(item for card in scope.all("outcome") if (item := _outcome(card, scope)) is not None)


def _outcome(card: _Element, scope: Scope) -> Item | None:
    inner = scope.below(card)
    key = mark(card, "key")
    heading = next((one for one in card if one.tag in {"h2", "h3", "h4", "h5", "h6"}), None)
    statement = line(heading)
    if not statement:
        return None
    why = inner.first("why")
    found: dict[str, Value | None] = {
        "statement": statement,
        "why": plain([one for one in why if one.find("strong") is None]) if why is not None else None,
        **data_of(card, {"level", "kind", "supports"}),
        "skills": [line(one) for one in inner.all("skill")],
        "assessed_elsewhere": line(inner.first("elsewhere")),
    }
    data: Data = {name: value for name, value in found.items() if value not in (None, "", [])}
    return Item("outcomes", source_of(key) if key else "", data, id_of(key) if key else "")


def _told(scope: Scope) -> Data:
    """Return what the sections of pages about the course say."""
    found: dict[str, Value | None] = {
        "value": _text(scope, "value"),
        "audience": _said(who=line(scope.value("who")), prior=_prior(scope), size=line(scope.value("size"))),
        "study_level": line(scope.value("study-level")),
        "policies": _said(
            extensions=line(scope.value("extensions")),
            late_work=line(scope.value("late")),
            participation=line(scope.first("own-words")),
            lurking=line(scope.value("lurking")),
            expectations=_said(
                learners=_list(scope, "expect-learners"), instructors=_list(scope, "expect-instructors")
            ),
        ),
        "team": _team(scope),
        "ai": _said(text=_text(scope, "ai")),
        "support": _said(
            channels=_channels(scope),
            private_questions=line(scope.value("private")),
            technical_help=line(scope.value("technical")),
        ),
    }
    return {key: value for key, value in found.items() if value not in (None, "", [], {})}


def _said(**some: Value) -> Data:
    return {key: value for key, value in some.items() if value not in ("", [], {})}


def _text(scope: Scope, name: str) -> str:
    section = scope.first(name)
    return plain(one for one in section.iterfind("p") if not is_unsaid(one)) if section is not None else ""


def _list(scope: Scope, name: str) -> list[str]:
    section = scope.first(name)
    return lines(section) if section is not None else []


def _prior(scope: Scope) -> list[str]:
    value = scope.value("prior")
    return [] if value is None else [line(one) for one in value.iterfind("ul/li")] or [line(value)]


def _channels(scope: Scope) -> list[str]:
    value = scope.value("channels")
    if value is None:
        return []
    items = value.findall("ul/li") or [value]
    return [text for one in items if (text := line(one))]


def _team(scope: Scope) -> list[Value]:
    section = scope.first("team")
    found: list[Value] = []
    for item in section.iterfind("ul/li") if section is not None else ():
        inner = scope.below(item)
        found.append(
            _said(
                id=mark(item, "id"),
                name=line(inner.first("name")),
                role=mark(item, "role"),
                contact=line(inner.first("contact")),
            )
        )
    return [one for one in found if one]
