"""What activities of a kind need to work: ways to hand in, options, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.checks.moodle.parts import value_of
from coursewright.packages.reading.xml import children, first, place_of, text_of
from coursewright.packages.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.checks.moodle.parts import Part
    from coursewright.packages.said import Said

__all__ = ["check_module"]

_DATES: dict[str, tuple[str, ...]] = {
    "assign": ("allowsubmissionsfromdate", "duedate", "cutoffdate"),
    "quiz": ("timeopen", "timeclose"),
    "choice": ("timeopen", "timeclose"),
    "feedback": ("timeopen", "timeclose"),
    "forum": ("duedate", "cutoffdate"),
    "lesson": ("available", "deadline"),
}
"""Dates in the order in which they follow each other."""
_FILLED = {"choice": ("options", "option", "options"), "feedback": ("items", "item", "questions")}


def check_module(part: Part) -> Iterator[Said]:
    """Check an activity of a kind that there are such facts about."""
    if part.instance is None:
        return
    yield from _dates(part)
    if part.activity.module == "assign":
        yield from _ways_to_hand_in(part)
    if part.activity.module in _FILLED:
        group, one, what = _FILLED[part.activity.module]
        if first(part.instance, group, one) is None:
            yield said("PKG435", place_of(part.instance, part.file), title=part.title, what=what)


def _dates(part: Part) -> Iterator[Said]:
    known: list[tuple[str, int]] = []
    for name in _DATES.get(part.activity.module, ()):
        element, value = first(part.instance, name), value_of(part.instance, name)
        if element is None or not value:
            continue
        if not value.isdecimal():
            yield said("PKG433", place_of(element, part.file), part=name, title=part.title, value=value)
            continue
        moment = int(value)
        if not moment:
            continue
        if known and known[-1][1] > moment:
            words = {"earlier": known[-1][0], "later": name, "title": part.title}
            yield said("PKG434", place_of(element, part.file), **words)
        known.append((name, moment))


def _ways_to_hand_in(part: Part) -> Iterator[Said]:
    if part.instance is None or value_of(part.instance, "nosubmissions") == "1":
        return
    for config in children(first(part.instance, "plugin_configs"), "plugin_config"):
        said_so = (text_of(config, "subtype"), text_of(config, "name"), text_of(config, "value"))
        if said_so == ("assignsubmission", "enabled", "1"):
            return
    yield said("PKG431", place_of(part.instance, part.file), title=part.title)
