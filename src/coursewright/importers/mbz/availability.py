"""Restricted access: what has to be done, from when something is open, and what a plan has no word for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.importers.mbz.fields import flag, moment_of, number, said, tidy, whole
from coursewright.packages.reading.xml import children, first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element

__all__ = ["Restriction", "restriction_of"]

_LONGEST = 100_000
_DEEPEST = 20
_STATES = {0: "is not done", 1: "is done", 2: "is passed", 3: "is failed"}
_PASSED, _FAILED = 2, 3
_PREVIOUS = -1


class Restriction(NamedTuple):
    """What keeps something closed."""

    needs: tuple[int, ...] = ()
    """The activities that have to be done or passed first, by their numbers."""
    opens: int = 0
    """From when it is open, in seconds since 1970; 0 where that is not said."""
    closes: int = 0
    """Until when it is open; 0 where that is not said."""
    words: str = ""
    """All of it in words, where a part of it is nothing of the above: a clause after "open once"."""


class _Found(NamedTuple):
    needs: tuple[int, ...] = ()
    opens: int = 0
    closes: int = 0
    words: str = ""
    is_exact: bool = False
    """Whether the first three say all of it."""


def restriction_of(
    record: _Element | None, column: str, name_of: Callable[[int], str], previous: int = 0
) -> Restriction:
    """Return the restriction of an activity or a section; `name_of` tells what an activity is called.

    `previous` is the activity before it, which a condition may name as such.
    """
    if record is None:
        return Restriction()
    text = said(record, column)
    conditions = _read(text) if text else {"op": "&", "c": list(_old(record))}
    if not isinstance(conditions, dict):
        return Restriction(words="what a restriction says that cannot be read is fulfilled")
    found = _tree(conditions, name_of, previous, 0)
    return Restriction(found.needs, found.opens, found.closes, "" if found.is_exact else found.words)


def _read(text: str) -> object:
    if len(text) > _LONGEST:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _tree(node: dict[str, Any], name_of: Callable[[int], str], previous: int, depth: int) -> _Found:
    listed = node.get("c")
    inner = [
        _one(child, name_of, previous, depth + 1)
        for child in (listed if isinstance(listed, list) else ())
        if isinstance(child, dict)
    ]
    how = str(node.get("op", "&"))
    if how == "&" or (how == "|" and len(inner) == 1):
        return _all_of(inner)
    if how == "|" and (both := _passed_or_failed(listed)):
        return _Found((both,), words=f"{name_of(both)} is marked", is_exact=True)
    words = _joined([one.words for one in inner], "or" if how in {"|", "!&"} else "and")
    return _Found(words=f"it is not so that {words}" if how.startswith("!") and words else words)


def _all_of(inner: Sequence[_Found]) -> _Found:
    return _Found(
        tuple(dict.fromkeys(number for one in inner for number in one.needs)),
        max((one.opens for one in inner), default=0),
        min((one.closes for one in inner if one.closes), default=0),
        _joined([one.words for one in inner], "and"),
        all(one.is_exact for one in inner),
    )


def _passed_or_failed(listed: object) -> int:
    """Return the activity that two alternatives ask to be passed or failed, which is to be marked at all."""
    if not isinstance(listed, list) or len(listed) != 2 or not all(isinstance(one, dict) for one in listed):
        return 0
    asked = {(one.get("type"), _int(one.get("cm")), _int(one.get("e"))) for one in listed}
    named = {cm for _, cm, _ in asked}
    states = {(kind, state) for kind, _, state in asked}
    both = states == {("completion", _PASSED), ("completion", _FAILED)}
    return named.pop() if both and len(named) == 1 else 0


def _one(node: dict[str, Any], name_of: Callable[[int], str], previous: int, depth: int) -> _Found:
    if depth > _DEEPEST:
        return _Found(words="something nested too deeply to be read is fulfilled")
    if "c" in node:
        return _tree(node, name_of, previous, depth)
    match node.get("type"):
        case "completion":
            return _completion(node, name_of, previous)
        case "date":
            return _date(node)
        case "grade":
            return _Found(words=_grade(node))
        case "group":
            return _Found(
                words="one is in a group" if not node.get("id") else f"one is in group {_int(node.get('id'))}"
            )
        case "grouping":
            return _Found(words="one is in a group of a grouping")
        case "profile":
            field = node.get("sf") or node.get("cf") or "field"
            return _Found(
                words=f"one's profile says so ({_words(field)} {_words(node.get('op'))} {_words(node.get('v'))})"
            )
        case kind:
            return _Found(words=f"a condition of the kind {_words(kind)} is fulfilled")


def _completion(node: dict[str, Any], name_of: Callable[[int], str], previous: int) -> _Found:
    asked, state = _int(node.get("cm")), _int(node.get("e"))
    activity = previous if asked == _PREVIOUS else asked
    words = f"{name_of(activity)} {_STATES.get(state, 'is done')}"
    is_exact = state in {1, _PASSED} and activity > 0
    return _Found((activity,) if is_exact else (), words=words, is_exact=is_exact)


def _date(node: dict[str, Any]) -> _Found:
    when = _int(node.get("t"))
    if not moment_of(when):
        return _Found(words="a date is reached that cannot be read")
    if node.get("d") == "<":
        return _Found(closes=when, words=f"it is not yet {moment_of(when)}", is_exact=True)
    return _Found(opens=when, words=f"it is {moment_of(when)}", is_exact=True)


def _grade(node: dict[str, Any]) -> str:
    low, high = node.get("min"), node.get("max")
    said_so = [
        f"{word} {tidy(float(value))}%"
        for word, value in (("at least", low), ("below", high))
        if isinstance(value, int | float)
    ]
    return f"a grade is {' and '.join(said_so)}" if said_so else "there is a grade"


def _int(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return 0
    if isinstance(value, int):
        return value if abs(value) < 10**15 else 0
    return int(value) if value.lstrip("-").isdecimal() and len(value) <= 15 else 0


def _words(value: object) -> str:
    return " ".join(str(value if value is not None else "").split())[:80]


def _joined(words: Sequence[str], by: str) -> str:
    told = [one for one in words if one]
    return told[0] if len(told) == 1 else f" {by} ".join(f"({one})" if " or " in one else one for one in told)


def _old(record: _Element) -> Iterator[dict[str, Any]]:
    """Yield the conditions of a backup before Moodle 2.7, in the form of later ones."""
    if flag(record, "availablefrom"):
        yield {"type": "date", "d": ">=", "t": whole(record, "availablefrom")}
    if flag(record, "availableuntil"):
        yield {"type": "date", "d": "<", "t": whole(record, "availableuntil")}
    told = first(record, "availability_info")
    for one in children(told if told is not None else record, "availability"):
        if said(one, "sourcecmid"):
            state = whole(one, "requiredcompletion")
            yield {"type": "completion", "cm": whole(one, "sourcecmid"), "e": state}
        elif said(one, "gradeitemid"):
            bounds = {"min": number(one, "grademin"), "max": number(one, "grademax")}
            yield {"type": "grade", **{key: value for key, value in bounds.items() if value is not None}}
    for one in children(told if told is not None else record, "availability_field"):
        field = said(one, "userfield") or said(one, "customfield")
        yield {"type": "profile", "sf": field, "op": said(one, "operator"), "v": said(one, "value")}
    if flag(record, "groupmembersonly") or (
        told is None and flag(record, "groupingid") and said(record, "number")
    ):
        yield {"type": "grouping", "id": whole(record, "groupingid")}
