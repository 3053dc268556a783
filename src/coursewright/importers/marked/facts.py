"""From the marks of an element to data: each mark is called after the key of the spec format that it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, cast
from urllib.parse import unquote

from coursewright.importers.marked.model import ref_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element

    from coursewright.importers.draft import Data, Ref, Value

__all__ = ["data_of", "keys_in", "mark"]

_How: TypeAlias = Literal["text", "number", "flag", "words", "ref", "refs", "many"]

_TEXTS = """
    kind learning_type level grouping duration release due starts at when focus ai_use difficulty tool
    available_until read_by language licence mode pacing support_model replies.by replies.protocol
    replies.moderator monitoring.by feedback.at feedback.within policies.participation support.response_time
    workload.credit_scheme calendar.starts calendar.time_zone alt
"""
_NUMBERS = """
    week weight pass_mark attempts pages words points replies.expected workload.hours_per_week
    workload.total_hours workload.credits calendar.weeks calendar.exam_weeks
    monitoring.minutes feedback.minutes
"""
_FLAGS = """
    optional graded required supervised formative timed decorative captions transcript chapters recording
    monitoring.answers policies.participation_graded
"""
_KEYS: Mapping[str, tuple[str, _How]] = {
    **{name: (name, "text") for name in _TEXTS.split()},
    **{name: (name, "number") for name in _NUMBERS.split()},
    **{name: (name, "flag") for name in _FLAGS.split()},
    "stance": ("ai.use", "text"),
    "unit.week": ("week", "number"),
    "unit.duration": ("duration", "text"),
    "for": ("for", "words"),
    "functions": ("functions", "words"),
    "monitoring.evidence": ("monitoring.evidence", "words"),
    "feedback.form": ("feedback.form", "words"),
    "calendar.breaks": ("calendar.breaks", "many"),
    "session": ("session", "ref"),
    "counts_towards": ("counts_towards", "ref"),
    "feeds": ("feeds", "ref"),
    "feedback.session": ("feedback.at", "ref"),
    "outcomes": ("outcomes", "refs"),
    "materials": ("materials", "refs"),
    "requires": ("requires", "refs"),
    "builds_on": ("builds_on", "refs"),
    "follow_up": ("follow_up", "refs"),
    "prerequisites": ("prerequisites", "refs"),
    "supports": ("supports", "refs"),
}
_BY_MARK = {name.replace("_", "-").replace(".", "-"): known for name, known in _KEYS.items()}
_PREFIX = "data-cw-"


def mark(element: _Element, name: str) -> str:
    """Return what a mark says; empty where it is not there."""
    return (element.get(_PREFIX + name) or "").strip()


def keys_in(said: str) -> list[str]:
    """Return the keys or words that one mark holds."""
    return [unquote(word) for word in said.split()]


def data_of(element: _Element, known: Iterable[str] | None = None) -> Data:
    """Return what the marks of an element say, or those that are `known`; what goes together is a mapping."""
    found: Data = {}
    wanted = None if known is None else frozenset(known)
    for name, written in sorted(element.attrib.items()):
        at = str(name).removeprefix(_PREFIX)
        if at == name or at not in _BY_MARK or (at not in wanted if wanted else at.startswith("unit-")):
            continue
        key, how = _BY_MARK[at]
        value = _read(str(written).strip(), how)
        if value is not None:
            _put(found, key, value)
    return found


def _read(said: str, how: _How) -> Value | None:
    if not said:
        return None
    match how:
        case "number":
            return _number(said)
        case "flag":
            return said == "true" if said in {"true", "false"} else None
        case "words":
            words = keys_in(said)
            return words[0] if len(words) == 1 else words
        case "many":
            return [int(one) if one.isascii() and one.isdigit() else one for one in keys_in(said)]
        case "ref":
            return ref_to(said)
        case "refs":
            refs: list[Ref] = [ref_to(key) for key in keys_in(said)]
            return refs[0] if len(refs) == 1 else refs
    return said


def _number(said: str) -> Value:
    """Return a number as a number; weeks from one to another, and what is none, as they are written."""
    try:
        number = float(said)
    except ValueError:
        return said
    if number != number or abs(number) == float("inf"):  # noqa: PLR0124 - no number is unlike itself
        return said
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _put(found: Data, key: str, value: Value) -> None:
    outer, _, inner = key.partition(".")
    if not inner:
        found[outer] = value
        return
    nested = cast("dict[str, Value]", found.setdefault(outer, {}))
    nested[inner] = value
