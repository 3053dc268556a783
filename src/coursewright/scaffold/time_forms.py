"""The forms of a time that a question may be restricted to, each with what it is called and an example."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from coursewright.spec.times import Dated, LearnerDay, Relative, Weekly, parse_time, read_time
from coursewright.spec.wording import TimeFault, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.times import TimeSpec


class TimeForm(NamedTuple):
    """A form of a time, as one would say it, and an example."""

    called: str
    example: str


FORMS: Final = MappingProxyType(
    {
        "weekday": TimeForm("a weekday and a time", "thu 14:00"),
        "date": TimeForm("a date and a time", "2026-09-24T14:00"),
        "week": TimeForm("a week, a weekday and a time", "week 3 fri 17:00"),
        "day": TimeForm("a day of a self-paced course", "day 4"),
        "distance": TimeForm("a distance from something else", "2 days before seminar-3"),
    }
)
"""All forms, by the words that templates use."""


def form_of(time: TimeSpec) -> str:
    """Return the form that a time has, one of `FORMS`; a day or a week without a time of day has none."""
    match time:
        case Weekly(time=None) | Dated(time=None):
            return ""
        case Weekly(week=None):
            return "weekday"
        case Weekly():
            return "week"
        case Dated():
            return "date"
        case LearnerDay():
            return "day"
        case Relative():
            return "distance"


def check_form(text: str, forms: Sequence[str]) -> None:
    """Raise `TimeFault` for a text that is no time, or none of these forms; without forms, any will do."""
    if not forms:
        parse_time(text)
        return
    try:
        found = parse_time(text)
    except TimeFault as fault:
        meant = read_time(fault.meant) if fault.meant else None
        if meant is not None and form_of(meant) in forms:
            raise
        raise TimeFault(f"{quoted(text)} is not a time that can be read.", _wanted(forms)) from fault
    if form_of(found) not in forms:
        raise TimeFault(f"{quoted(text)} does not fit here.", _wanted(forms))


def _wanted(forms: Sequence[str]) -> str:
    names = ", or ".join(FORMS[one].called for one in forms)
    return f"Write {names}, such as `{FORMS[forms[0]].example}`."
