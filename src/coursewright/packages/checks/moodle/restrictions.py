"""Restricted access: whether students can ever get in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coursewright.packages.checks.moodle.parts import value_of
from coursewright.packages.reading.xml import first, place_of
from coursewright.packages.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coursewright.packages.checks.moodle.backup import Backup
    from coursewright.packages.checks.moodle.parts import Brief
    from coursewright.packages.look import Look
    from coursewright.packages.said import Place, Said

__all__ = ["check_restrictions"]

_OPERATORS = frozenset({"&", "|", "!&", "!|"})
_DEEPEST = 20


class _UnreadableError(Exception):
    """A restriction that Moodle cannot read; the message is why."""


def check_restrictions(look: Look, backup: Backup, briefs: Sequence[Brief]) -> Iterator[Said]:
    """Check the restrictions of activities and sections."""
    by_id = {brief.id: brief for brief in briefs}
    waits: dict[str, list[str]] = {}
    for brief in briefs:
        if not brief.availability:
            continue
        try:
            tree = _tree(brief.availability)
        except _UnreadableError as error:
            yield said("PKG415", brief.restricted, title=brief.title, reason=str(error))
            continue
        yield from _waits_for(brief.title, tree, by_id, brief.restricted)
        waits[brief.id] = list(_always(tree))
    for section in backup.sections:
        file = f"{section.folder}/section.xml"
        root = look.xml(file)
        written, element = value_of(root, "availabilityjson"), first(root, "availabilityjson")
        if not written or element is None:
            continue
        try:
            tree = _tree(written)
        except _UnreadableError as error:
            yield said("PKG415", place_of(element, file), title=section.title, reason=str(error))
            continue
        yield from _waits_for(section.title, tree, by_id, place_of(element, file))
    yield from _circles(waits, by_id)


def _tree(written: str) -> dict[str, Any]:
    try:
        tree = json.loads(written)
    except (ValueError, RecursionError):
        raise _UnreadableError("it is no JSON") from None
    _judge(tree, top=True, depth=0)
    found: dict[str, Any] = tree
    return found


def _judge(tree: Any, *, top: bool, depth: int) -> None:
    """Raise `_UnreadableError` for what the constructor of Moodle's trees refuses."""
    if depth > _DEEPEST:
        raise _UnreadableError("it is nested too deep")
    if not isinstance(tree, dict):
        raise _UnreadableError("it is no object")
    if "type" in tree and not top:
        if tree["type"] == "completion" and not (
            _is_number(tree.get("cm")) and tree.get("e") in {0, 1, 2, 3}
        ):
            raise _UnreadableError("a condition on completion needs a number `cm` and an `e` from 0 to 3")
        return
    if tree.get("op") not in _OPERATORS:
        raise _UnreadableError("`op` is none of `&`, `|`, `!&` and `!|`")
    inner = tree.get("c")
    if not isinstance(inner, list):
        raise _UnreadableError("`c` is no list")
    if top and tree["op"] in {"&", "!|"}:
        shown = tree.get("showc")
        if not isinstance(shown, list) or len(shown) != len(inner):
            raise _UnreadableError("`showc` does not say of each condition whether it is shown")
    elif top and not isinstance(tree.get("show"), bool):
        raise _UnreadableError("`show` is neither true nor false")
    for one in inner:
        _judge(one, top=False, depth=depth + 1)


def _is_number(value: object) -> bool:
    return str(value).removeprefix("-").isdecimal()


def _completions(tree: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for one in tree.get("c", ()):
        if one.get("type") == "completion":
            yield one
        elif "c" in one:
            yield from _completions(one)


def _always(tree: Mapping[str, Any]) -> Iterator[str]:
    """Yield the activities that have to be complete whatever else holds."""
    if tree.get("op") != "&":
        return
    for one in tree.get("c", ()):
        if one.get("type") == "completion" and one.get("e") in {1, 2}:
            yield str(one.get("cm"))
        elif "c" in one:
            yield from _always(one)


def _waits_for(
    title: str, tree: Mapping[str, Any], by_id: Mapping[str, Brief], place: Place
) -> Iterator[Said]:
    for one in _completions(tree):
        cm = str(one.get("cm"))
        if cm == "-1":
            continue  # the one before, which Moodle finds itself
        other = by_id.get(cm)
        if other is None:
            yield said("PKG416", place, title=title, id=cm)
        elif one.get("e") != 0 and other.tracked is False:
            yield said("PKG417", place, title=title, other=other.title)


def _circles(waits: Mapping[str, list[str]], by_id: Mapping[str, Brief]) -> Iterator[Said]:
    settled: set[str] = set()
    for start in waits:
        if start in settled:
            continue
        on_path = {start}
        stack = [(start, iter(waits[start]))]
        while stack:
            name, further = stack[-1]
            onward = next((one for one in further if one not in settled), None)
            if onward is None:
                stack.pop()
                on_path.discard(name)
                settled.add(name)
            elif onward in on_path:
                brief = by_id[onward]
                yield said("PKG418", brief.restricted, title=brief.title)
            else:
                on_path.add(onward)
                stack.append((onward, iter(waits.get(onward, ()))))
