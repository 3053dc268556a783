"""How the value of each key is read: small functions from a node to a Python value.

A reader takes the node and the reading in progress. What it cannot understand it reports there and returns
`UNREAD`; the key then counts as undecided, and no rule speaks of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from coursewright.spec.calendars import DatedBreak, parse_break
from coursewright.spec.durations import DurationFault, parse_duration
from coursewright.spec.element import Element, Ref, When
from coursewright.spec.faults import Fault, FaultKind, invalid
from coursewright.spec.nodes import Absence, Invalid, Mapping, Node, Scalar, Sequence, Todo
from coursewright.spec.times import Relative, TimeFault, Weeks, parse_date, parse_time, parse_weeks, read_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.spec.build import Reading

    Reader: TypeAlias = Callable[[Node, "Reading"], Any]

__all__ = ["UNREAD", "Weeks"]

UNREAD: Any = object()

ROLES = frozenset({"instructor", "tutor", "designer", "assistant", "peer", "student", "learner", "system"})
"""Who may be named where no member of the team has that id."""

_YES = frozenset({"true", "yes", "on"})
_NO = frozenset({"false", "no", "off"})
_SPELLINGS = {"analyse": "analyze", "visualisation": "visualization"}
_TIMED = ("Session", "Task", "Assessment", "FollowUpActivity")


@dataclass(frozen=True, slots=True)
class LocalFile:
    """Instructions kept in a file of their own, `{file: path}`."""

    path: str


def as_fix(hint: str) -> str:
    """Turn a hint, a sentence, into what stands after "fix:"."""
    return hint[:1].lower() + hint[1:].removesuffix(".")


def text(node: Node, reading: Reading) -> Any:
    """Read a text; of translations, the one in the language in force, else the first."""
    if node.__class__ is Scalar:
        return node.text
    if isinstance(node, Mapping) and node.pairs:
        return _translated(node, reading)
    return UNREAD


def _translated(node: Mapping, reading: Reading) -> Any:
    announced, language = reading.languages()
    if not announced:
        message = "Translations of a text need the course or module to say its `languages`."
        reading.fault(invalid(node, message, "add `languages: [en, es]`, or keep one text"))
        return UNREAD
    main = node.pairs.get(language) or next(iter(node.pairs.values()))
    return main[1].text if isinstance(main[1], Scalar) else UNREAD


def word(node: Node, _reading: Reading) -> Any:
    """Read one of a closed set of words, in its accepted spelling."""
    if not isinstance(node, Scalar):
        return UNREAD
    return _SPELLINGS.get(node.text, node.text)


level = word


def flag(node: Node, _reading: Reading) -> Any:
    """Read a boolean: true, yes or on, false, no or off, in any case."""
    answer = node.text.lower() if isinstance(node, Scalar) else ""
    return True if answer in _YES else False if answer in _NO else UNREAD


def flag_or_text(node: Node, reading: Reading) -> Any:
    """Read a boolean where it is one, else a text such as a path."""
    answer = flag(node, reading)
    return text(node, reading) if answer is UNREAD else answer


def chapters(node: Node, reading: Reading) -> Any:
    """Read whether a recording has chapters; a list of them says so too."""
    return bool(node.items) if isinstance(node, Sequence) else flag_or_text(node, reading)


def whole(node: Node, _reading: Reading) -> Any:
    """Read a whole number."""
    return int(node.text) if isinstance(node, Scalar) and _is_digits(node.text) else UNREAD


def number(node: Node, _reading: Reading) -> Any:
    """Read a decimal number."""
    if not isinstance(node, Scalar):
        return UNREAD
    try:
        value = float(node.text)
    except ValueError:
        return UNREAD
    return value if abs(value) < 1e12 else UNREAD


def percent(node: Node, reading: Reading) -> Any:
    """Read `30` or `30%` as 30.0."""
    if not isinstance(node, Scalar):
        return UNREAD
    try:
        value = float(node.text.strip().removesuffix("%"))
    except ValueError:
        return UNREAD
    if 0 <= value <= 100:
        return value
    reading.fault(
        invalid(node, f"`{node.text}` is not a share of the whole.", "give a percentage from 0 to 100")
    )
    return UNREAD


def minutes(node: Node, reading: Reading) -> Any:
    """Read staff time: a bare number is minutes, anything else a duration."""
    if isinstance(node, Scalar) and _is_digits(node.text):
        return float(node.text)
    length = duration(node, reading)
    return UNREAD if length is UNREAD else length.low


def duration(node: Node, reading: Reading) -> Any:
    """Read a duration; one without a unit, or still open, is a fault of its own kind."""
    if not isinstance(node, Scalar):
        return UNREAD
    try:
        return parse_duration(node.text)
    except DurationFault as fault:
        kind = FaultKind.INVALID if fault.kind == "malformed" else FaultKind.DURATION
        open_yet = fault.kind == "undecided"
        reading.fault(Fault(kind, fault.message, as_fix(fault.hint), node=node, undecided=open_yet))
        return UNREAD


def when(node: Node, reading: Reading) -> Any:
    """Read a time, and note what it counts from."""
    if not isinstance(node, Scalar):
        return UNREAD
    try:
        spec = parse_time(node.text)
    except TimeFault as fault:
        reading.fault(invalid(node, fault.message, as_fix(fault.hint)))
        return UNREAD
    if not isinstance(spec, Relative):
        return When(spec, node)
    named = Scalar(node.source, node.start, node.end, spec.anchor, node.plain)
    return When(spec, node, reading.refer(Ref(named, reading.scope, _TIMED)))


def when_or_weekly(node: Node, reading: Reading) -> Any:
    """Read a time, or the word `weekly`."""
    if isinstance(node, Scalar) and node.text.strip().lower() == "weekly":
        return "weekly"
    return when(node, reading)


def date(node: Node, reading: Reading) -> Any:
    """Read a calendar date."""
    return _parsed(parse_date, node, reading)


def weeks(node: Node, reading: Reading) -> Any:
    """Read `3` or `3-4`."""
    return _parsed(parse_weeks, node, reading)


def pause(node: Node, reading: Reading) -> Any:
    """Read a break: a numbered week, a date, a stretch of dates, or a mapping with `from` and `to`."""
    if not isinstance(node, Mapping):
        return _parsed(parse_break, node, reading)
    ends = [date(pair[1], reading) for name in ("from", "to") if (pair := node.pairs.get(name))]
    if not ends or UNREAD in ends:
        return UNREAD
    if ends[-1] < ends[0]:
        reading.fault(invalid(node, "This break ends before it starts.", "swap `from` and `to`"))
        return UNREAD
    return DatedBreak(ends[0], ends[-1])


def time_zone(node: Node, reading: Reading) -> Any:
    """Read the name of a time zone."""
    from coursewright.spec.calendars import is_zone  # noqa: PLC0415 - zoneinfo is loaded only where a zone is named

    if not isinstance(node, Scalar):
        return UNREAD
    if is_zone(node.text):
        return node.text
    message = f"`{node.text}` is no time zone that we know."
    reading.fault(invalid(node, message, "name one by continent and city, such as `Europe/London`"))
    return UNREAD


def grouping(node: Node, _reading: Reading) -> Any:
    """Read how students work together; `{groups: 4}` reads as groups."""
    if isinstance(node, Mapping):
        return "groups"
    return node.text if isinstance(node, Scalar) else UNREAD


def criterion(node: Node, reading: Reading) -> Any:
    """Read the name of a criterion."""
    named = node.value("name") if isinstance(node, Mapping) else node
    return text(named, reading) if isinstance(named, (Scalar, Mapping)) else UNREAD


def instructions(node: Node, reading: Reading) -> Any:
    """Read Markdown, or the file that holds it."""
    if isinstance(node, Mapping) and isinstance(path := node.value("file"), Scalar):
        return LocalFile(path.text)
    return text(node, reading)


def many(reader: Reader) -> Reader:
    """Read a list; one item may stand without brackets, and items still open leave the key open too."""

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Sequence):
            value = reader(node, reading)
            return UNREAD if value is UNREAD else (value,)
        found = []
        for item in node.items:
            value = UNREAD if isinstance(item, (Todo, Invalid, Absence)) else reader(item, reading)
            if value is UNREAD:
                reading.partial = True
            else:
                found.append(value)
        return tuple(found)

    return read


def element(kind: Callable[[], type[Element]], shorthand: str = "", defaults: str = "") -> Reader:
    """Read a mapping as an element; `shorthand` is the key that a plain string stands for."""

    def read(node: Node, reading: Reading) -> Any:
        if isinstance(node, Mapping) or (shorthand and isinstance(node, Scalar)):
            return reading.build(kind(), node, shorthand, defaults)
        return UNREAD

    return read


def elements(kind: Callable[[], type[Element]], shorthand: str = "", defaults: str = "") -> Reader:
    """Read a list of elements."""
    return many(element(kind, shorthand, defaults))


def scoped(kind: Callable[[], type[Element]]) -> Reader:
    """Read a mapping as a scope of its own, with what it inherits."""

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Mapping):
            return UNREAD
        reading.open_scope("unit", node)
        built = reading.build(kind(), node)
        reading.close_scope(built)
        return built

    return read


def ref(*wants: str, optional: bool = False, course: bool = False) -> Reader:
    """Read a reference to one of the named classes; an `optional` one may turn out to be a mere text."""

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Scalar):
            return UNREAD
        scope = reading.scope.up("course") if course else reading.scope
        return reading.refer(Ref(node, scope or reading.scope, wants, optional=optional or scope is None))

    return read


def person(node: Node, reading: Reading) -> Any:
    """Read a member of the team, or a role."""
    return (
        reading.refer(Ref(node, reading.scope, ("Member",), roles=ROLES))
        if isinstance(node, Scalar)
        else UNREAD
    )


reader = person


def ref_or_inline(*wants: str) -> Reader:
    """Read a reference, or the thing itself where it is written out."""

    def read(node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar):
            return reading.refer(Ref(node, reading.scope, wants))
        if not isinstance(node, Mapping):
            return UNREAD
        built = reading.build_named(wants[0], node)
        head = node.pairs.get("id")
        named = (
            head[1]
            if head and isinstance(head[1], Scalar)
            else Scalar(node.source, node.start, node.end, "", True)
        )
        inline = Ref(named, reading.scope, wants)
        inline.target = built
        return inline

    return read


def session_or_time(node: Node, reading: Reading) -> Any:
    """Read when feedback comes: a time where it is one, else a session."""
    if not isinstance(node, Scalar):
        return UNREAD
    if read_time(node.text) is None:
        return reading.refer(Ref(node, reading.scope, ("Session",)))
    return when(node, reading)


def _parsed(parse: Callable[[str], Any], node: Node, reading: Reading) -> Any:
    if not isinstance(node, Scalar):
        return UNREAD
    try:
        return parse(node.text)
    except TimeFault as fault:
        reading.fault(invalid(node, fault.message, as_fix(fault.hint)))
        return UNREAD


def _is_digits(written: str) -> bool:
    return written.isascii() and written.isdigit() and len(written) <= 9
