"""How durations, times and what calendars are made of are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from coursewright.spec.calendars import DatedBreak, is_zone, parse_break
from coursewright.spec.durations import DurationFault, parse_duration
from coursewright.spec.element import Ref, When
from coursewright.spec.faults import Fault, FaultKind, Mend, invalid
from coursewright.spec.nodes import Mapping, Node, Part, Scalar
from coursewright.spec.times import (
    MOST,
    Relative,
    TimeFault,
    Weeks,
    parse_clock,
    parse_date,
    parse_day,
    parse_time,
    parse_weeks,
    read_time,
)
from coursewright.spec.values import UNREAD, whole
from coursewright.spec.wording import WordingFault, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.spec.build import Reading

__all__ = ["Weeks"]

_TIMED = ("Session", "Task", "Assessment", "FollowUpActivity")
_LIKE_A_TIME = re.compile(r"\s*([0-9]{4}[-/.]|[0-9]{1,2}[/.]|(?:week|day)[0-9])")
_TIME_WORDS = ("week", "day", "mon", "tue", "wed", "thu", "fri", "sat", "sun")


def as_fix(hint: str) -> str:
    """Turn a hint, a sentence, into what stands after "fix:"."""
    return hint[:1].lower() + hint[1:].removesuffix(".")


def duration(node: Node, reading: Reading) -> Any:
    """Read a duration; one without a unit, or still open, is a fault of its own kind."""
    if not isinstance(node, Scalar):
        return UNREAD
    try:
        return parse_duration(node.text)
    except DurationFault as fault:
        kind = FaultKind.INVALID if fault.kind == "malformed" else FaultKind.DURATION
        open_yet = fault.kind == "undecided"
        mend = _mend(parse_duration, node, fault, safe=fault.kind == "malformed")
        reading.fault(
            Fault(kind, fault.message, as_fix(fault.hint), node=node, undecided=open_yet, mend=mend)
        )
        return UNREAD


def when(node: Node, reading: Reading) -> Any:
    """Read a time, and note what it counts from."""
    spec = _parsed(parse_time, node, reading)
    if spec is UNREAD or not isinstance(spec, Relative):
        return spec if spec is UNREAD else When(spec, node)
    at = max(node.source.text.rfind(spec.anchor, node.start, node.end), node.start)
    named = Part(node, spec.anchor, at, at + len(spec.anchor))
    return When(spec, node, reading.refer(Ref(named, reading.scope, _TIMED)))


def when_or_weekly(node: Node, reading: Reading) -> Any:
    """Read a time, or the word `weekly`."""
    if isinstance(node, Scalar) and node.text.strip().lower() == "weekly":
        return "weekly"
    return when(node, reading)


def session_or_time(node: Node, reading: Reading) -> Any:
    """Read when feedback comes: a time where it is one, or was meant as one, else a session."""
    if not isinstance(node, Scalar):
        return UNREAD
    if read_time(node.text) is not None or _meant_as_time(node.text):
        return when(node, reading)
    return reading.refer(Ref(node, reading.scope, ("Session",)))


def _meant_as_time(text: str) -> bool:
    words = text.lower().split()
    if len(words) > 1:
        return words[0][:1].isdigit() or words[0].startswith(_TIME_WORDS)
    return ":" in text or _LIKE_A_TIME.match(text) is not None


def date(node: Node, reading: Reading) -> Any:
    """Read a calendar date."""
    return _parsed(parse_date, node, reading)


def weeks(node: Node, reading: Reading) -> Any:
    """Read `3` or `3-4`."""
    return _parsed(parse_weeks, node, reading)


def day(node: Node, reading: Reading) -> Any:
    """Read the name of a weekday, as it is written."""
    read = _parsed(parse_day, node, reading)
    return read if read is UNREAD else node.text  # type: ignore[attr-defined]


def clock(node: Node, reading: Reading) -> Any:
    """Read a time of day, as it is written."""
    read = _parsed(parse_clock, node, reading)
    return read if read is UNREAD else node.text  # type: ignore[attr-defined]


def number_of_weeks(node: Node, reading: Reading) -> Any:
    """Read how many weeks there are."""
    count = whole(node, reading)
    if count is UNREAD or count <= MOST:
        return count
    message = f"{quoted(node.written)} weeks are more than a century."
    reading.fault(invalid(node, message, "check the number"))
    return UNREAD


def pause(node: Node, reading: Reading) -> Any:
    """Read a break: a numbered week, a date, a stretch of dates, or a mapping with `from` and `to`."""
    if not isinstance(node, Mapping):
        return _parsed(parse_break, node, reading)
    if "from" not in node.pairs:
        message = "This break does not say when it starts."
        reading.fault(invalid(node, message, "add `from:` with its first day"))
        return UNREAD
    ends = [date(node.pairs[key][1], reading) for key in ("from", "to") if key in node.pairs]
    if any(end is UNREAD for end in ends):
        return UNREAD
    if ends[-1] < ends[0]:
        reading.fault(invalid(node, "This break ends before it starts.", "swap `from` and `to`"))
        return UNREAD
    return DatedBreak(ends[0], ends[-1])


def time_zone(node: Node, reading: Reading) -> Any:
    """Read the name of a time zone."""
    if not isinstance(node, Scalar):
        return UNREAD
    if is_zone(node.text):
        return node.text
    message = f"{quoted(node.text)} is no time zone that we know."
    reading.fault(invalid(node, message, "name one by continent and city, such as `Europe/London`"))
    return UNREAD


def _parsed(parse: Callable[[str], Any], node: Node, reading: Reading) -> Any:
    if not isinstance(node, Scalar):
        return UNREAD
    try:
        return parse(node.text)
    except TimeFault as fault:
        mend = _mend(parse, node, fault)
        reading.fault(invalid(node, fault.message, as_fix(fault.hint), mend=mend))
        return UNREAD


def _mend(
    parse: Callable[[str], Any], node: Scalar, fault: WordingFault, *, safe: bool = False
) -> Mend | None:
    """Return what is to be written instead, if that is one text; of when something is, somebody decides."""
    if not fault.meant:
        return None
    try:
        parse(fault.meant)
    except WordingFault:
        return None
    return Mend(node, fault.meant, safe)
