"""What scripts know of the course: its entries, what there is to answer, and the words they say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coursewright.exporters.packing.member import Member
from coursewright.exporters.packing.xml import clean
from coursewright.exporters.pages.course_bodies import home
from coursewright.exporters.pages.identity import decisions, fingerprint, prompts
from coursewright.exporters.site.self_check import checkable, points
from coursewright.spec.model import Material

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.spec.model import DecisionPoint

__all__ = ["SCRIPTS", "counted_keys", "course_member", "course_of", "keys_with_tasks"]

SCRIPTS = (
    "browser_store.js",
    "common.js",
    "progress.js",
    "field.js",
    "decisions.js",
    "writing.js",
    "checks.js",
    "times.js",
    "search.js",
)
"""The scripts of every page, in the order in which they need each other, after the data of the course."""

_WORDS = (
    "answer-first",
    "check",
    "choose",
    "choose-again",
    "chose",
    "compare",
    "delete",
    "delete-all",
    "delete-really",
    "delete-written",
    "deleted",
    "done",
    "download",
    "earlier",
    "false",
    "found",
    "found-none",
    "found-one",
    "go-on",
    "is-done",
    "keep",
    "keep-answer",
    "kept-browser",
    "kept-elsewhere",
    "kept-nowhere",
    "kept-overflow",
    "kept-platform",
    "marked",
    "model",
    "nothing-written",
    "no-platform",
    "notes",
    "pairs-right",
    "path",
    "platform-refuses",
    "progress",
    "right",
    "rules",
    "rules-pass",
    "rules-score",
    "show-all",
    "true",
    "try-again",
    "wrong",
    "your-time",
)
_BLANKS: dict[str, object] = {
    name: f"{{{name}}}" for name in ("all", "count", "done", "option", "pass", "right", "time")
}
"""Scripts fill in the values of words."""
_SHORT = 5


def course_member(edition: Edition, path: str, address: Callable[[Entry], str], notes: str) -> Member:
    """Return the script that holds the data. See `course_of`."""
    text = json.dumps(course_of(edition, address, notes), ensure_ascii=True, sort_keys=True)
    # A script, since pages opened from a folder may load nothing else.
    return Member(path, f"window.coursewright = {{ course: {text} }};\n".encode("ascii"))


def course_of(edition: Edition, address: Callable[[Entry], str], notes: str) -> dict[str, Any]:
    """Return what scripts know of a course, as JSON has it.

    `id`, `title`, `zone`, `words`, `notes` (where the page of everything written stands, or empty); `entries`
    in teaching order: `key`, `short` (its key in few letters, unique), `title`, `address` (from the top of
    the site; empty for none), `counts` (whether everybody is to do it), `answering` (whether it is done once
    all in it is answered), `items` (names of what there is to answer), `points` by question, `pass` (the pass
    mark of a self-check in per cent, or null); `texts`: of each item answered in writing, what is asked.
    """
    shorts: set[str] = set()
    shown = [entry for entry in edition.entries if not entry.staff_only and entry.kind != "announcement"]
    counted = counted_keys(edition)
    return {
        "id": edition.id,
        "title": clean(edition.title),
        "zone": _zone(edition),
        "notes": notes,
        "words": {key: edition.words(f"play.{key}", None, **_BLANKS) for key in _WORDS},
        "entries": [
            {
                "key": entry.key,
                "short": _short(entry.key, shorts),
                "title": clean(entry.title),
                "address": address(entry),
                "counts": entry.key in counted,
                **_to_answer(entry),
            }
            for entry in shown
        ],
        "texts": {name: clean(text) for entry in shown for name, text in _in_writing(entry).items()},
    }


def counted_keys(edition: Edition) -> frozenset[str]:
    """Return the keys of what everybody is to do, so that progress counts it.

    Materials count where they are required and no task works with them: a task takes its materials along.
    """
    within = keys_with_tasks(edition)
    return frozenset(entry.key for entry in edition.entries if _counts(entry) and entry.key not in within)


def keys_with_tasks(edition: Edition) -> frozenset[str]:
    """Return the keys of the materials that a task works with."""
    return frozenset(key for entry in edition.entries for key in entry.materials)


def _counts(entry: Entry) -> bool:
    required = not isinstance(entry.element, Material) or entry.element.required
    return required and not entry.optional and not entry.staff_only and entry.kind != "announcement"


def _zone(edition: Edition) -> str:
    calendar = home(edition).settings.calendar
    return (calendar.time_zone or "") if calendar is not None else ""


def _short(key: str, taken: set[str]) -> str:
    """Return a few letters for a key; where chance has given them to another one, others."""
    short, again = fingerprint(key)[:_SHORT], 0
    while short in taken:
        again += 1
        short = fingerprint(key, str(again))[:_SHORT]
    taken.add(short)
    return short


def _to_answer(entry: Entry) -> dict[str, Any]:
    asked = checkable(entry)
    worth = {name: value for name, question in asked if (value := points(entry, question))}
    items = [
        *(one for name, point in decisions(entry) for one in _items_of(name, point)),
        *(name for name, _ in asked),
        *(name for name, _ in prompts(entry)),
    ]
    return {
        "items": items,
        "answering": bool(items) and (entry.kind == "reflection" or entry.form in {"quiz", "poll", "survey"}),
        "points": worth,
        "pass": getattr(entry.element, "pass_mark", None) if worth else None,
    }


def _items_of(name: str, point: DecisionPoint) -> tuple[str, ...]:
    """Name what there is to answer: a choice by the name itself, words about an open decision beside it."""
    return (*((name,) if point.options else ()), *((f"{name}-",) if _is_open(point) else ()))


def _is_open(point: DecisionPoint) -> bool:
    return point.open_ended or not point.options


def _in_writing(entry: Entry) -> dict[str, str]:
    return {
        **{f"{name}-": point.prompt or "" for name, point in decisions(entry) if _is_open(point)},
        **{name: question.prompt for name, question in checkable(entry) if question.type == "essay"},
        **{name: prompt.text for name, prompt in prompts(entry)},
    }
