"""Entries of our own in HTML, as their exporter meant them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lxml import etree

from coursewright.importers.marked.facts import data_of, keys_in, mark
from coursewright.importers.marked.model import Marked, file_name_of
from coursewright.importers.marked.scope import Scope, classes, line, tag_of
from coursewright.importers.marked.texts import texts_of
from coursewright.importers.prose.parsing import parsed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element

    from coursewright.importers.draft import Data, ListKey, Value
    from coursewright.importers.prose import Resolve

__all__ = ["KINDS", "all_marked", "marked", "marked_entry"]

KINDS: Mapping[str, ListKey] = {
    "material": "materials",
    "task": "tasks",
    "session": "sessions",
    "follow-up": "follow_up_activities",
    "reflection": "reflection",
    "assessment": "assessments",
    "announcement": "announcements",
}
_ENTRY = "cw-entry-"


def marked(html: str, resolve: Resolve) -> Marked | None:
    """Return the entry that a page is about, with all that stands around it; None: it is not ours."""
    if _ENTRY not in html:
        return None
    root = parsed(html)
    if root is None:
        return None
    body = root.find("body")
    scope = Scope(root if body is None else body, resolve)
    wrapped = next((one for one in scope.all("entry") if _kind(one)), None)
    return marked_entry(wrapped, scope) if wrapped is not None else None


def all_marked(html: str, resolve: Resolve) -> Sequence[Marked]:
    """Return all entries of a page that holds several, such as a list of materials."""
    if _ENTRY not in html:
        return ()
    root = parsed(html)
    found = Scope(root, resolve).all("entry") if root is not None else ()
    return [marked_entry(one, Scope(one, resolve)) for one in found if _kind(one)]


def marked_entry(element: _Element, scope: Scope) -> Marked:
    """Return the entry whose marks an element bears and whose texts are in a scope."""
    kind = cast("ListKey", _kind(element))
    key = mark(element, "key")
    added = _added(element, scope)
    facts = data_of(element) if key else _told(kind, scope)
    return Marked(
        kind=kind,
        key=key,
        data=_joined(facts, texts_of(kind, scope)),
        untitled=mark(element, "untitled") == "true",
        draft=mark(element, "draft") == "true",
        name=mark(element, "name") or file_name_of(key),
        unit=mark(element, "unit"),
        tool=_tool(element, scope),
        decisions=tuple(keys_in(mark(element, "decisions"))),
        told=tuple(mark(one, "decision") for one in scope.all("decision")),
        added=added,
    )


def _kind(element: _Element) -> ListKey | None:
    found = (KINDS.get(name.removeprefix(_ENTRY)) for name in classes(element) if name.startswith(_ENTRY))
    return next((kind for kind in found if kind is not None), None)


def _joined(facts: Data, texts: Data) -> Data:
    """Return facts and texts together; a fact that is marked goes before what a page says in its place."""
    found: dict[str, Value] = dict(facts)
    for key, value in texts.items():
        known = found.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            found[key] = {**value, **known}
        else:
            found.setdefault(key, value)
    return found


def _tool(element: _Element, scope: Scope) -> Data | None:
    name, value = mark(element, "tool"), scope.value("tool")
    if not name:
        return None
    found: Data = {"id": name}
    if value is not None:
        link = value.find("a")
        found["name"] = line(value if link is None else link)
        there = scope.address(link) if link is not None else None
        if isinstance(there, str):
            found["url"] = there
    if kind := mark(element, "tool-kind"):
        found["kind"] = kind
    if functions := mark(element, "tool-functions").split():
        found["functions"] = functions
    return found


def _told(kind: ListKey, scope: Scope) -> Data:
    """Return what a page without marks still tells in a form that is no sentence: times, and links."""
    found: dict[str, Value | None] = {}
    opens = {"tasks": "release", "sessions": "starts"}.get(kind)
    if opens is not None:
        found[opens] = _time(scope, "opens")
    if kind in {"tasks", "follow_up_activities", "assessments"}:
        found["due"] = _time(scope, "due")
    if kind == "tasks":
        found["materials"] = scope.things(scope.first("material-list"))
        found["counts_towards"] = next(iter(scope.things(scope.value("counts"))), None)
        by = _time(scope, "replies-by")
        found["replies"] = {"by": by} if by else None
    if kind in {"tasks", "sessions"}:
        found["requires"] = scope.things(scope.value("needs"))
        found["optional"] = scope.value("optional") is not None or None
    if kind == "follow_up_activities":
        found["session"] = next(iter(scope.things(scope.value("session"))), None)
    if kind in {"tasks", "follow_up_activities"}:
        found["builds_on"] = scope.things(scope.first("before"))
    if kind == "reflection":
        found["when"] = _time(scope, "due") or ("weekly" if scope.first("when") is not None else None)
    if kind == "materials":
        found["available_until"] = _time(scope, "until")
        found["required"] = False if scope.value("optional") is not None else None
    if kind == "announcements":
        coming = scope.first("coming")
        found["at"] = _moment(coming) if coming is not None else None
    return {key: value for key, value in found.items() if value not in (None, [], "")}


def _time(scope: Scope, name: str) -> str | None:
    value = scope.value(name)
    return _moment(value) if value is not None else None


def _moment(element: _Element) -> str | None:
    found = next((one.get("datetime") for one in element.iter("time")), None)
    return str(found) if found else None


def _added(element: _Element, scope: Scope) -> str:
    """Return Markdown of what is around or in the page of an entry, and bears none of our names."""
    around = [] if scope.element is element else [*_beside(element, scope.element)]
    inside = [one for one in element if tag_of(one) and not _is_ours(one)]
    html = "\n".join(etree.tostring(one, encoding="unicode", method="html") for one in [*around, *inside])
    return scope.markdown(etree.HTML(f"<div>{html}</div>").find("body")) if html.strip() else ""


def _beside(element: _Element, top: _Element) -> Sequence[_Element]:
    """Return what stands beside an element and beside all that hold it, up to the top of the page."""
    found: list[_Element] = []
    one: _Element | None = element
    while one is not None and one is not top:
        parent = one.getparent()
        if parent is not None:
            found += (
                other
                for other in parent
                if other is not one and tag_of(other) and other.tag != "h1" and not _is_ours(other)
            )
        one = parent
    return found


def _is_ours(element: _Element) -> bool:
    return any(name.startswith("cw-") for name in classes(element))
