"""Dates as people write them: those that mean one day, and those that their column has to decide."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from coursewright.spec.times import TimeFault, parse_time

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Order", "date_in", "doubt_about", "is_unclear", "order_of"]

Order: TypeAlias = Literal["day-month-year", "month-day-year", ""]

_LONGEST = 80
"""Letters of a date; the longest have a weekday, a month and a time."""
_WEEKDAY = re.compile(
    r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    r"|mo|di|mi|do|fr|sa|so|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|mié|jue|vie|sáb|dom)\.?,? +",
    re.IGNORECASE,
)
_CLOCK = re.compile(r",? +(?:at +)?([01]?[0-9]|2[0-3]):([0-5][0-9])(?: ?Uhr)?\Z")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", re.ASCII)
_DOTS = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})", re.ASCII)
_SIGNS = re.compile(r"([0-9]{1,2})([/ -])([0-9]{1,2})\2([0-9]{4})", re.ASCII)
_NUMBERS = re.compile(r"[0-9]{1,4}(?:[./ -]{1,2}[0-9]{1,4}){1,2}\.?", re.ASCII)
_DAY_NAMED = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|\.|er)?(?: de)? ([^\W\d_]{3,10})\.?,?(?: de)? ([0-9]{4})"
)
_MONTH_NAMED = re.compile(r"([^\W\d_]{3,10})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTHS = [
    "jan january januar jänner janvier enero ene",
    "feb february februar février févr febrero",
    "mar march märz mär mars marzo",
    "apr april avril avr abril abr",
    "may mai mayo",
    "jun june juni juin junio",
    "jul july juli juillet juil julio",
    "aug august août agosto ago",
    "sep sept september septembre septiembre",
    "oct october oktober okt octobre octubre",
    "nov november novembre noviembre",
    "dec december dezember dez décembre déc diciembre dic",
]
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}


def date_in(text: str, order: Order = "") -> str | None:
    """Return a time as a plan has it; None for a text that is none, or that could be two days.

    `order` is for those with slashes, hyphens or spaces. Dots mean that the day comes first.
    """
    if len(text) > _LONGEST:
        return None
    flat = " ".join(text.split())
    try:
        parse_time(flat)
    except TimeFault:
        pass
    else:
        return flat
    day, clock = _apart(flat)
    found = _date(day, order)
    return f"{found.isoformat()}{clock}" if found is not None else None


def order_of(texts: Iterable[str]) -> Order:
    """Return the order that the dates of a column have, if one of them can only be read in one way."""
    seen: set[Order] = set()
    for text in texts:
        found = _SIGNS.fullmatch(_apart(" ".join(text[:_LONGEST].split()))[0])
        if found is None:
            continue
        first, second = int(found[1]), int(found[3])
        if first > 12 >= second:
            seen.add("day-month-year")
        elif second > 12 >= first:
            seen.add("month-day-year")
    return seen.pop() if len(seen) == 1 else ""


def is_unclear(text: str) -> bool:
    """Whether a text is made of numbers as a date is, and says no day for sure."""
    return (
        len(text) <= _LONGEST
        and _NUMBERS.fullmatch(_apart(" ".join(text.split()))[0]) is not None
        and date_in(text) is None
    )


def doubt_about(text: str) -> str:
    """Return why an unclear date is not read: a clause, with what to write."""
    found = _SIGNS.fullmatch(_apart(" ".join(text.split()))[0])
    if found is not None and 1 <= int(found[1]) <= 12 and 1 <= int(found[3]) <= 12:
        day_first, month_first = _ENGLISH[int(found[3]) - 1], _ENGLISH[int(found[1]) - 1]
        return (
            f"{text} could be {day_first} or {month_first}: say `dates: day-month-year` or "
            "`dates: month-day-year` in a map for `--map` (docs/yaml-map.md has one of three lines)"
        )
    return f"{text} cannot be read as a date: write it with its year, such as 2026-09-18"


def _apart(text: str) -> tuple[str, str]:
    """Return a day without its weekday, and the time of the day as it follows a date."""
    clock = _CLOCK.search(text)
    day = text[: clock.start()] if clock else text
    led = None if _MONTH_NAMED.fullmatch(day) else _WEEKDAY.match(day)
    rest = day[led.end() :] if led else day
    day = rest if rest[:1].isdecimal() or rest[:3].casefold() in _MONTH else day
    return day.strip(), f"T{int(clock[1]):02}:{clock[2]}" if clock else ""


def _date(text: str, order: Order) -> dt.date | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _DOTS.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := _DAY_NAMED.fullmatch(text):
        return _day(found[3], _MONTH.get(found[2].casefold(), 0), found[1])
    if found := _MONTH_NAMED.fullmatch(text):
        return _day(found[3], _MONTH.get(found[1].casefold(), 0), found[2])
    if found := _SIGNS.fullmatch(text):
        day_first, month_first = _day(found[4], found[3], found[1]), _day(found[4], found[1], found[3])
        if day_first is None or month_first is None or day_first == month_first:
            return day_first or month_first
        return {"day-month-year": day_first, "month-day-year": month_first, "": None}[order]
    return None


def _day(year: str, month: str | int, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
