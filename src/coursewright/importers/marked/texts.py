"""From the sections of a page to data: the texts of an entry, by the class names they stand under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Text
from coursewright.importers.marked.facts import data_of, mark
from coursewright.importers.marked.model import ref_to
from coursewright.importers.marked.scope import classes, is_unsaid, line, lines, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.draft import Data, ListKey, Value
    from coursewright.importers.marked.scope import Scope

__all__ = ["texts_of"]

_LESSONS = frozenset({"tasks", "follow_up_activities"})
_WORK = _LESSONS | {"assessments"}


def texts_of(kind: ListKey, scope: Scope) -> Data:
    """Return what the texts of an entry say; nothing of what is empty or was said by the exporter itself."""
    found: dict[str, Value | None] = {}
    if kind in {"tasks", "materials"}:
        found["purpose"] = _paragraphs(scope.first("purpose", without="real-world"))
    if kind in _WORK:
        instructions = scope.markdown(scope.first("instructions"), headed=True)
        found["instructions"] = Text(instructions) if instructions else None
        found["criteria"] = _criteria(scope)
        found["questions"] = [_question(one, scope) for one in scope.all("question")]
    if kind in _LESSONS:
        found["choices"] = [_choice(one) for one in scope.all("choice")]
        found["decision_points"] = [_decision(one, scope) for one in scope.all("decision")]
        found["own_context"] = _section(scope, "own-context")
    match kind:
        case "tasks":
            found |= _of_task(scope)
        case "assessments":
            found["real_world"] = _paragraphs(scope.first("real-world"))
            found["options"] = _listed(scope.first("choices"))
        case "sessions":
            found |= _of_session(scope)
        case "reflection":
            found["prompts"] = _prompts(scope)
            found["feeds"] = line(scope.first("use"))
        case "materials":
            found |= _of_material(scope)
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def _of_task(scope: Scope) -> dict[str, Value | None]:
    protocol, signal = line(scope.first("protocol")), line(scope.first("signal"))
    return {
        "produces": _lines(scope.first("produces")),
        "done_when": _lines(scope.first("done-when")),
        "replies": {"protocol": protocol} if protocol else None,
        "reflection_prompts": _prompts(scope),
        "support": _section(scope, "support"),
        "monitoring": {"signal": signal} if signal else None,
    }


def _of_session(scope: Scope) -> dict[str, Value | None]:
    place = scope.value("place")
    link = place.find("a") if place is not None else None
    there = scope.address(link) if link is not None else None
    if place is not None and link is not None:
        place.remove(link)
    agenda = scope.first("agenda")
    points = [one for part in agenda for one in part.iterfind("li")] if agenda is not None else []
    return {
        "place": line(place).removesuffix("·").strip(),
        "url": there if isinstance(there, str) else None,
        "agenda": [point for one in points if (point := _point(one))],
        "recording": _recording(scope),
        "alternative": scope.referred(scope.value("alternative")),
    }


def _recording(scope: Scope) -> Value | None:
    if scope.first("recorded") is not None:
        return True
    return False if scope.first("not-recorded") is not None else scope.referred(scope.value("recording"))


def _point(item: _Element) -> Data:
    kind, to = mark(item, "point"), mark(item, "to")
    lasts = data_of(item, {"duration"})
    for about in [one for one in item if "cw-about" in classes(one)]:
        item.remove(about)
    if to and kind in {"feedback", "activity", "answer_key"}:
        return {kind: ref_to(to), **lasts}
    text = line(item).removesuffix("·").strip()
    return {kind if kind in {"talk", "other"} else "other": text, **lasts} if text else {}


def _of_material(scope: Scope) -> dict[str, Value | None]:
    found: dict[str, Value | None] = {name: line(scope.value(name)) for name in ("size", "licence")}
    for name in ("captions", "transcript"):
        value = scope.value(name)
        unsaid = value is not None and any(map(is_unsaid, value))
        found[name] = None if unsaid else scope.referred(value)
    found["alternative"] = scope.referred(scope.value("alternative"))
    image = next(
        (one for figure in scope.all("figure") if not is_unsaid(figure) for one in figure.iter("img")), None
    )
    found["alt"] = image.get("alt") if image is not None else None
    page, link = scope.first("page"), scope.first("open-material")
    if page is not None:
        found["path"] = Text(markdown) if (markdown := scope.markdown(page)) else None
    elif link is not None and (anchor := link.find("a")) is not None:
        there = scope.address(anchor)
        found["url" if isinstance(there, str) else "path"] = there
    return found


def _decision(section: _Element, scope: Scope) -> Value:
    inner = scope.below(section)
    prompt = inner.first("prompt", without="unsaid")
    options = [_option(one, scope) for one in inner.all("option")]
    after = inner.first("afterwards")
    found: dict[str, Value | None] = {
        "prompt": line(prompt),
        "options": [one for one in options if one],
        "open": True if "cw-decision-open" in classes(section) else None,
        "feedback": plain(after.iterfind("div")) if after is not None else None,
    }
    said: Data = {key: value for key, value in found.items() if value not in (None, "", [])}
    return said["prompt"] if said.keys() == {"prompt"} else said


def _option(element: _Element, scope: Scope) -> Value:
    inner = scope.below(element)
    summary = element.find("summary") if element.tag == "details" else element
    follows = inner.first("consequence")
    found = {
        "option": "" if is_unsaid(element) else line(summary),
        "consequence": plain([follows]) if follows is not None else "",
    }
    said: Data = {key: value for key, value in found.items() if value}
    return said["option"] if said.keys() == {"option"} else said


def _choice(element: _Element) -> Value:
    found: dict[str, Value | None] = {
        "text": None if is_unsaid(element) else plain(element.iterfind("p")),
        "of": mark(element, "of"),
        "options": _listed(element),
    }
    said: Data = {key: value for key, value in found.items() if value not in (None, "", [])}
    return said["text"] if said.keys() == {"text"} else said


def _criteria(scope: Scope) -> Value | None:
    section = scope.first("criteria")
    if section is None:
        return None
    table = next(section.iter("table"), None)
    if table is None:
        return _listed(section)
    rows = [*table.iterfind("tr"), *table.iterfind("*/tr")]
    return [_criterion(row) for row in rows if row.find("td") is not None]


def _criterion(row: _Element) -> Value:
    cells = row.findall("td")
    points = next((line(cell) for cell in cells if "cw-points" in classes(cell)), "")
    levels = [line(cell) for cell in cells if "cw-points" not in classes(cell)]
    while levels and not levels[-1]:
        levels.pop()
    found: Data = {"name": line(row.find("th"))}
    if levels:
        found["levels"] = levels
    if points:
        found["points"] = float(points) if _is_number(points) else points
    return found


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit()


def _question(item: _Element, scope: Scope) -> Data:
    """Return a question as students see it, who are not told what is right, or which sides go together."""
    inner = scope.below(item)
    found: Data = {}
    if prompt := inner.markdown(inner.first("question-prompt")):
        found["prompt"] = prompt
    found |= data_of(item, {"points"})
    if kind := mark(item, "type"):
        found["type"] = kind
    listed = inner.first("question-options")
    if listed is not None and not is_unsaid(listed):
        found["options"] = [{"text": text} for text in _listed(listed, itself=True)]
    sides = [(side, inner.first(f"question-{side}")) for side in ("left", "right")]
    pairs = [{side: text} for side, some in sides if some is not None for text in _listed(some, itself=True)]
    if pairs:
        found["pairs"] = pairs
    return found


def _prompts(scope: Scope) -> list[Value]:
    listed = scope.first("prompt-list")
    found: list[Value] = []
    for item in listed.iterfind("li") if listed is not None else ():
        role, text = mark(item, "role"), line(item)
        if text:
            found.append({role: text} if role else text)
    return found


def _paragraphs(element: _Element | None) -> str:
    return "" if element is None else plain([element])


def _section(scope: Scope, name: str) -> str:
    section = scope.first(name)
    return "" if section is None else plain(section.iterfind("p"))


def _lines(section: _Element | None) -> str:
    return "" if section is None else "; ".join(lines(section))


def _listed(element: _Element | None, *, itself: bool = False) -> list[str]:
    if element is None:
        return []
    lists = [element] if itself else element.iterfind("ul")
    return [text for one in lists for item in one.iterfind("li") if (text := line(item))]
