"""Restricted access: what has to be done, from when something is open, and what a plan has no word for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.importers.mbz.fields import flag, moment_of, number, said, tidy, whole
from coursewright.packages.reading.xml import children, first

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element

__all__ = ["Names", "Restriction", "restriction_of"]

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
    """All of it in words: a clause after "open once"; empty where there is none."""
    is_exact: bool = False
    """Whether the first three say all of it."""


class Names(NamedTuple):
    """What things that conditions are about are called, by their numbers."""

    activities: Mapping[int, str]
    marks: Mapping[int, str]
    groupings: Mapping[int, str]

    def activity(self, number: int) -> str:
        """Return the name of an activity in quotation marks, or that it is not there."""
        return _quoted(self.activities, number, "something that is not in the backup")


def _quoted(names: Mapping[int, str], number: int, without: str) -> str:
    name = names.get(number)
    return f'"{name}"' if name else without


def restriction_of(record: _Element | None, column: str, names: Names, previous: int = 0) -> Restriction:
    """Return the restriction of an activity or a section; `names` tell what it is about.

    `previous` is the activity before it, which a condition may name as such.
    """
    if record is None:
        return Restriction()
    text = said(record, column)
    conditions = _read(text) if text else {"op": "&", "c": list(_old(record))}
    if not isinstance(conditions, dict):
        return Restriction(words="what a restriction says that cannot be read is fulfilled")
    return _tree(conditions, names, previous, 0)


def _read(text: str) -> object:
    if len(text) > _LONGEST:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _tree(node: dict[str, Any], names: Names, previous: int, depth: int) -> Restriction:
    listed = node.get("c")
    inner = [
        _one(child, names, previous, depth + 1)
        for child in (listed if isinstance(listed, list) else ())
        if isinstance(child, dict)
    ]
    how = str(node.get("op", "&"))
    if how == "&" or (how == "|" and len(inner) == 1):
        return _all_of(inner)
    if how == "|" and (both := _passed_or_failed(listed)):
        return Restriction((both,), words=f"{names.activity(both)} is marked", is_exact=True)
    words = _joined([one.words for one in inner], "or" if how in {"|", "!&"} else "and")
    return Restriction(words=f"it is not so that {words}" if how.startswith("!") and words else words)


def _all_of(inner: Sequence[Restriction]) -> Restriction:
    return Restriction(
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
    asked = {(str(one.get("type")), _int(one.get("cm")), _int(one.get("e"))) for one in listed}
    named = {cm for _, cm, _ in asked}
    states = {(kind, state) for kind, _, state in asked}
    both = states == {("completion", _PASSED), ("completion", _FAILED)}
    return named.pop() if both and len(named) == 1 else 0


def _one(node: dict[str, Any], names: Names, previous: int, depth: int) -> Restriction:
    if depth > _DEEPEST:
        return Restriction(words="something nested too deeply to be read is fulfilled")
    if "c" in node:
        return _tree(node, names, previous, depth)
    match node.get("type"):
        case "completion":
            return _completion(node, names, previous)
        case "date":
            return _date(node)
        case "grade":
            return Restriction(words=_grade(node, names))
        case "group":
            return Restriction(words="one is in a certain group")  # what it is called may name people
        case "grouping":
            grouping = _quoted(names.groupings, _int(node.get("id")), "a grouping")
            return Restriction(words=f"one is in a group of {grouping}")
        case "profile":
            told = (node.get("sf") or node.get("cf"), node.get("op"), node.get("v"))
            return Restriction(words=f"one's profile says: {' '.join(_words(one) for one in told)}")
        case kind:
            return Restriction(words=f"a condition of the kind {_words(kind)} is fulfilled")


def _completion(node: dict[str, Any], names: Names, previous: int) -> Restriction:
    asked, state = _int(node.get("cm")), _int(node.get("e"))
    activity = previous if asked == _PREVIOUS else asked
    words = f"{names.activity(activity)} {_STATES.get(state, 'is done')}"
    is_exact = state in {1, _PASSED} and activity > 0
    return Restriction((activity,) if is_exact else (), words=words, is_exact=is_exact)


def _date(node: dict[str, Any]) -> Restriction:
    when = _int(node.get("t"))
    if not moment_of(when):
        return Restriction(words="a date is reached that cannot be read")
    if node.get("d") == "<":
        return Restriction(closes=when, words=f"it is not yet {moment_of(when)}", is_exact=True)
    return Restriction(opens=when, words=f"it is {moment_of(when)}", is_exact=True)


def _grade(node: dict[str, Any], names: Names) -> str:
    low, high = node.get("min"), node.get("max")
    said_so = [
        f"{word} {tidy(float(value))}%"
        for word, value in (("at least", low), ("below", high))
        if isinstance(value, int | float)
    ]
    item = _quoted(names.marks, _int(node.get("id")), "something")
    return f"the grade of {item} is {' and '.join(said_so) or 'there'}"


def _int(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return 0
    if isinstance(value, int):
        return value if abs(value) < 10**15 else 0
    return int(value) if value.removeprefix("-").isdecimal() and len(value) <= 15 else 0


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
            grade = {"type": "grade", "id": whole(one, "gradeitemid")}
            yield {**grade, **{key: value for key, value in bounds.items() if value is not None}}
    for one in children(told if told is not None else record, "availability_field"):
        field = said(one, "userfield") or said(one, "customfield")
        yield {"type": "profile", "sf": field, "op": said(one, "operator"), "v": said(one, "value")}
    if flag(record, "groupmembersonly") or (
        told is None and flag(record, "groupingid") and said(record, "number")
    ):
        yield {"type": "grouping", "id": whole(record, "groupingid")}
