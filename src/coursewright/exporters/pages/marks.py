"""Marks for programs that read a page back: facts of a design as attributes, in the words of the spec format.

Pages say the same to people in their own language, which no program can read back. So what is a fact stands
in `data-cw-...` attributes beside it; what is a text does not, for it is read from its element. Everything
here is seen by students: what is for those who teach (what they look for, what feedback addresses, minutes,
keys) is in no mark.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from coursewright.design.contents import as_written
from coursewright.exporters.prose.text import escaped
from coursewright.spec.model import Member
from coursewright.spec.times import DAYS, MOST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coursewright.exporters.edition.model import Edition, Entry, UnitPart
    from coursewright.spec.element import Element, Ref
    from coursewright.spec.moments import Moment

__all__ = [
    "Fact",
    "Facts",
    "attributes",
    "introduced",
    "is_called_by_its_id",
    "is_listed",
    "marked",
    "reader",
    "several",
    "time",
    "unit_of",
]

Fact: TypeAlias = "str | float | bool | None"
Facts: TypeAlias = "Mapping[str, Fact]"
"""Names of marks, as the spec format calls what they say, and what they say; nothing is said of None."""

_APART = re.compile(r"[%\s]")


def attributes(facts: Facts) -> str:
    """Return facts as attributes of HTML, each with a space before it; empty for none."""
    return "".join(
        f' data-cw-{name.replace("_", "-").replace(".", "-")}="{escaped(_said(fact))}"'
        for name, fact in facts.items()
        if fact is not None and fact != ""
    )


def marked(kind: str, facts: Facts, html: str) -> str:
    """Return what a page says about one thing in an element that says which, and what no text tells of it."""
    return f'<div class="{kind}"{attributes(facts)}>\n{html}\n</div>'


def is_called_by_its_id(element: Element | None, key: str) -> bool:
    """Whether an element has no title but an id, which is the last part of its key."""
    identity = getattr(element, "id", None)
    return bool(identity) and key.rpartition("/")[2] == identity and not getattr(element, "title", None)


def is_listed(entry: Entry) -> bool:
    """Whether an entry stands in the plan of its module: not what is for staff, or waits to be said."""
    return not entry.staff_only and entry.kind != "announcement"


def several(words: Iterable[str]) -> str:
    """Return words or keys as one mark; what would part a word in two is written as in web addresses."""
    return " ".join(_APART.sub(lambda found: quote(found[0]), word) for word in words)


def time(moment: Moment | None) -> str:
    """Return a moment as a spec says it: a date with its offset, a day of a week, or a learner's day."""
    if moment is None:
        return ""
    at = moment.at
    match moment.scale:
        case "instant":
            whole = at.utcoffset() is not None and not at.utcoffset().total_seconds() % 60  # type: ignore[union-attr]
            return (at if whole else moment.on_axis).isoformat(timespec="seconds" if at.second else "minutes")
        case "local":
            return at.isoformat(timespec="seconds" if at.second else "minutes")
        case "learner" if moment.day is not None and 0 <= moment.day <= MOST:
            return f"day {moment.day} {at:%H:%M}"
    week = moment.week if moment.week is not None else -1
    return f"week {week} {DAYS[at.weekday()]} {at:%H:%M}" if 0 <= week <= MOST else ""


def introduced(edition: Edition) -> tuple[Member, ...]:
    """Return those of the team whom students are told of: all but designers, unless there is nobody else."""
    team = as_written(edition.course).settings.team
    return tuple(one for one in team if one.role != "designer" or len(team) == 1)


def reader(ref: Ref | None, edition: Edition) -> str:
    """Return the id of one of the team whom students are told of, else a role; empty for nobody."""
    if ref is None:
        return ""
    member = ref.target
    if isinstance(member, Member):
        return member.id if member.id and member in introduced(edition) else member.role or ""
    return ref.text if f"role.{ref.text}" in edition.words else ""


def unit_of(key: str, edition: Edition) -> UnitPart | None:
    """Return a unit of an edition by its key."""
    return _units(edition).get(key)


@lru_cache(maxsize=4)
def _units(edition: Edition) -> Mapping[str, UnitPart]:
    return {unit.key: unit for module in edition.modules for unit in module.units}


def _said(fact: str | float | bool | None) -> str:
    if isinstance(fact, bool):
        return "true" if fact else "false"
    return fact if isinstance(fact, str) else f"{fact:.12g}"
