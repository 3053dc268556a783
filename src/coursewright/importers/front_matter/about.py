"""What front matter says of a lesson, as keys of a module or a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Ref
from coursewright.importers.front_matter.keys import snake
from coursewright.importers.markup.front import texts, word
from coursewright.importers.markup.wording import plain
from coursewright.spec.durations import parse_duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.account import Account
    from coursewright.importers.draft import Data, Value
    from coursewright.importers.front_matter.site import Lesson
    from coursewright.importers.source import Plain

__all__ = ["module_keys", "named_by", "unit_keys"]

_DRAFT = frozenset({"draft", "enable"})
"""Keys that are said by a unit's `status`."""


def module_keys(
    lesson: Lesson, others: Mapping[str, str], own: str, account: Account, names: Mapping[str, str]
) -> Data:
    """Return the keys of a module for a lesson; `own` is the `x-` key for what has no other place.

    `others` are the sources of other modules, by what lessons call them; `names` those of people.
    """
    head = lesson.head
    before, prior = _before(head.before, others)
    hours = _hours(head.duration)
    data: Data = {
        "title": lesson.title,
        "language": head.language,
        "licence": head.licence,
        "authors": [names.get(one, one) for one in head.authors],
        "prerequisites": [Ref(one) for one in before],
    }
    if prior:
        data["audience"] = {"prior": prior}
    if hours:
        data["workload"] = {"total_hours": hours}
        account.imported("time", f"{lesson.name}#time", head.duration, "as the hours of the module")
    rest: dict[str, Value] = dict(head.rest)
    if head.duration and not hours:
        rest["time"] = head.duration
        account.partly("lesson", lesson.name, lesson.title, f"its time is a range, and kept in `{own}`")
    elif hours and hours * 60 != parse_duration(head.duration).low:
        rest["time"] = head.duration
    data[own] = rest
    return {key: value for key, value in data.items() if value}


def unit_keys(lesson: Lesson, own: str, account: Account) -> Data:
    """Return the keys of a unit for a lesson."""
    head = lesson.head
    prior = _before(head.before, {})[1]
    data: Data = {
        "title": lesson.title,
        "status": "draft" if head.draft else "",
        "duration": head.duration,
        "language": head.language,
        "licence": head.licence,
    }
    if prior:
        data["audience"] = {"prior": prior}
    if head.duration:
        account.imported("time", f"{lesson.name}#time", head.duration, "as the duration of the unit")
    rest = {key: said for key, said in head.rest.items() if snake(key) not in _DRAFT}
    if head.authors:
        rest["authors"] = head.authors
    data[own] = rest
    return {key: value for key, value in data.items() if value}


def named_by(topic: str, tutorial: str) -> str:
    """Return what lessons call another one, in one word."""
    return f"{topic}/{tutorial}"


def _hours(duration: str) -> float:
    """Return exact hours; 0 for none, for a range, and for days."""
    if not duration:
        return 0
    found = parse_duration(duration)
    if found.wall_clock or found.low != found.high:
        return 0
    hours = round(found.low / 60, 2)
    return int(hours) if hours == int(hours) else hours


def _before(said: list[Plain], others: Mapping[str, str]) -> tuple[list[str], str]:
    """Return the modules that come first, and what else learners should know, in words."""
    modules: list[str] = []
    words: list[str] = []
    for one in said:
        if not isinstance(one, dict):
            text = plain(word(one))
            if text in others:
                modules.append(others[text])
            elif text:
                words.append(text)
            continue
        topic = word(one.get("topic_name"))
        for tutorial in texts(one.get("tutorials")):
            found = others.get(named_by(topic, tutorial))
            if found:
                modules.append(found)
            else:
                words.append(f"{tutorial} ({topic})" if topic else tutorial)
        if topic and not texts(one.get("tutorials")):
            words.append(topic)
        title, link = plain(word(one.get("title"))), word(one.get("link"))
        if title or link:
            words.append(f"{title} ({link})" if title and link else title or link)
    return list(dict.fromkeys(modules)), "; ".join(dict.fromkeys(words))
