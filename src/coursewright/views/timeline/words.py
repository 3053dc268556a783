"""When each part of a loop is, who has a part in it, and where it breaks, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import bidirectional

from coursewright.design.analyses.loops import Fault
from coursewright.spec.model import Member
from coursewright.spec.times import DAYS
from coursewright.views.words import distance, quote

if TYPE_CHECKING:
    import datetime as dt

    from coursewright.design.when_words import Exactness
    from coursewright.spec.element import Item, Ref
    from coursewright.spec.moments import Moment

__all__ = ["BROKEN_WHERE", "HOMEWORK", "called", "clock", "day_words", "elapsed", "named", "reader"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_READERS = {
    "peer": "fellow students",
    "student": "a student",
    "learner": "the learner",
    "system": "the system",
    "instructor": "the instructor",
    "tutor": "the tutor",
    "designer": "the designer",
    "assistant": "the assistant",
}

BROKEN_WHERE: dict[Fault, str] = {
    Fault.DUE_TOO_LATE: "the work is due after the session that requires it",
    Fault.INVITATION: "nobody who teaches joins in where students answer each other",
    Fault.NO_READER: "nobody is named to read the work",
    Fault.NO_AIM: "nothing is said of what to look for",
    Fault.GAP_TOO_SHORT: "there is too little time to read the work before it is needed",
    Fault.ANSWER_KEY: "the answers are read out, and no feedback meets a gap",
    Fault.NO_FEEDBACK: "no feedback is planned",
    Fault.MISSES_GAP: "the feedback addresses no gap",
    Fault.NO_ANSWER: "nothing answers the learner",
    Fault.NOT_TAKEN_UP: "nothing takes the work up again",
}
"""What to say of each place where a loop breaks."""

HOMEWORK = (
    "nothing takes the work up again, and nobody is set to read it for something, or no feedback is planned "
    "that meets a gap"
)
"""What is true of each task that shows the homework pattern."""
_LONGEST_NAME = 40
_PARTICLE = 3
"""Letters that a word in the middle of a name has at most where it begins with a small one."""


def day_words(date: dt.date) -> str:
    """Return `Tue 6 Oct`."""
    return f"{DAYS[date.weekday()].capitalize()} {date.day} {_MONTHS[date.month - 1]}"


def clock(
    moment: Moment, exact: Exactness, *, ends: bool, week: int | None = None, home: dt.tzinfo | None = None
) -> str:
    """Return a moment in words, as exactly as its author said it: `Tue 6 Oct 17:00`, `week 3, Tue 17:00`.

    Where something `ends` its day or week, that is said. Of weeks without dates, `week` goes without saying.
    """
    local = moment.in_zone(home)
    end = "the end of " if ends and exact != "minute" else ""
    hour = f" {local.at:%H:%M}" if exact == "minute" else ""
    if moment.scale == "learner":
        return f"{end}week {moment.week}" if exact == "week" else f"{end}day {moment.day}{hour}"
    if moment.scale == "week":
        if exact == "week":
            return f"{end}week {moment.week}"
        other = f"week {moment.week}, " if moment.week != week else ""
        return f"{other}{end}{DAYS[local.at.weekday()].capitalize()}{hour}"
    if exact == "week":
        return f"the week {'to' if ends else 'of'} {day_words(local.at.date())}"
    return f"{end}{day_words(local.at.date())}{hour}"


def elapsed(time: dt.timedelta) -> str:
    """Return how long after a deadline something is: `41 h later`, `2 h earlier`, `at once`."""
    if not time:
        return "at once"
    return f"{distance(time)} {'later' if time.total_seconds() > 0 else 'earlier'}"


def called(item: Item) -> str:
    """Return what to call an item in a sentence: its name in quotes, else what it is."""
    name = item.title or item.id
    return quote(name) if name else f"{'an' if item.noun[0] in 'aeiou' else 'a'} {item.noun} without a title"


def reader(person: Ref) -> str:
    """Return who reads, in words."""
    member = person.target
    if isinstance(member, Member):
        return named(member.name or member.title or member.id or person.text)
    return _READERS.get(person.text) or quote(person.text)


def named(name: str) -> str:
    """Return the name of a person as it is where that is safe, else in quotes, which writers isolate.

    Safe are a few words of letters that run from left to right, as people write their names: `Devika Rao`,
    `J. van der Berg`. Nothing in these can be markup, an address or the end of our sentence.
    """
    words = name.split(" ")
    is_plain = len(name) <= _LONGEST_NAME and all(map(_is_part_of_name, words))
    return name if is_plain and not words[0][0].islower() else quote(name)


def _is_part_of_name(word: str) -> bool:
    letters = word.removesuffix(".").replace("-", "").replace("'", "").replace("\u2019", "")
    if not letters or any(not one.isalpha() or bidirectional(one) != "L" for one in letters):
        return False
    return word[0].isalpha() and (not word[0].islower() or len(word) <= _PARTICLE)
