"""The named conversions of maps: what is made of a text."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from coursewright.importers.draft import Text
from coursewright.importers.markup.durations import duration_of
from coursewright.importers.prose import markdown_of, plain_of
from coursewright.importers.yaml_map.dates import date_in, is_unclear
from coursewright.importers.yaml_map.records import text_in
from coursewright.spec.slugs import slug
from coursewright.spec.times import parse_time
from coursewright.spec.wording import TimeFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.importers.draft import Value
    from coursewright.importers.source import Plain

__all__ = ["converted"]

_UNITS = {"minutes": "min", "hours": "h", "days": "days", "weeks": "weeks"}
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?")
_DATE = re.compile(r"([0-9]{1,2})[./ -]([0-9]{1,2})[./ -]([0-9]{4})")
_YES = {"yes", "true", "y", "1", "x", "on", "✓", "✔"}
_NO = {"no", "false", "n", "0", "off"}
_WEEK = re.compile(r"(?:[A-Za-z]{2,12}\.? ?#?)?([0-9]{1,3})(?: ?[-–] ?([0-9]{1,3}))?", re.ASCII)
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
_WEB = re.compile(r"https?://[^\s<>()\[\]\"]+")
_FENCE = re.compile(r"`{3,}")


def converted(value: Plain, conversion: str) -> Value | None:
    """Return what a conversion makes of a value; None where it cannot be made."""
    if conversion == "bullets":
        return _bullets(value)
    if conversion == "lines":
        return text_in(value)
    if isinstance(value, list):
        made = [one for part in value if (one := converted(text_in(part), conversion)) is not None]
        return made or None
    text = text_in(value)
    return _of_text(text, conversion) if text else None


def _of_text(text: str, conversion: str) -> Value | None:
    if conversion in _UNITS:
        return duration_of(text, _UNITS[conversion]) or None
    make = _MAKE.get(conversion)
    return make(text) if make is not None else None


def _bullets(value: Plain) -> str:
    texts = value if isinstance(value, list) else text_in(value).split("\n")
    return "\n".join(f"- {line}" for one in texts if (line := " ".join(text_in(one).split())))


def _link(text: str) -> str | None:
    return f"<{text}>" if re.match(r"(?:https?|mailto):[^\s<>]+$", text) else None


def _code(text: str) -> str:
    """Return a block of code; its fence is longer than any in it."""
    longest = max((len(found) for found in _FENCE.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _number(text: str) -> int | float | None:
    if _NUMBER.fullmatch(text) is None:
        return None
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() else value


def _percent(text: str) -> str | None:
    value = _number(text.removesuffix("%").strip())
    return f"{value:g}%" if value is not None else None


def _share(text: str) -> str | None:
    value = _number(text)
    return f"{round(value * 100, 6):g}%" if value is not None else None


def _yes_no(text: str) -> bool | None:
    low = text.lower()
    return True if low in _YES else False if low in _NO else None


def _date(text: str, order: str) -> str | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    day, month = (int(found[1]), int(found[2])) if order == "day" else (int(found[2]), int(found[1]))
    try:
        return dt.date(int(found[3]), month, day).isoformat()
    except ValueError:
        return None


def _time(text: str) -> str | None:
    """Return a time; None for what a plan would not read as one."""
    try:
        parse_time(text)
    except TimeFault:
        return None
    return text


def _week(text: str) -> int | str | None:
    """Return the number of a week, or two with a hyphen, out of `Week 3` or `3-4`."""
    found = _WEEK.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    return f"{int(found[1])}-{int(found[2])}" if found[2] else int(found[1])


def _words(text: str) -> str | None:
    return text if any(map(str.isalpha, text)) and not date_in(text) and not is_unclear(text) else None


def _label(text: str) -> str:
    return " ".join(_MARKDOWN_LINK.sub(lambda found: found[1] or found[2], text).split())


def _address_in(text: str) -> str | None:
    found = _WEB.search(text)
    return found[0].rstrip(".,;") if found else None


def _address(href: str) -> str | None:
    return href if re.match(r"(?:https?|mailto):", href) else None


_MAKE: dict[str, Callable[[str], Value | None]] = {
    "markdown": lambda text: markdown_of(text, _address) or None,
    "plain": lambda text: plain_of(text) or None,
    "page": Text,
    "link": _link,
    "code": _code,
    "first-word": lambda text: text.split()[0],
    "number": _number,
    "percent": _percent,
    "share": _share,
    "yes-no": _yes_no,
    "slug": lambda text: slug(text) or None,
    "lower": str.lower,
    "date": date_in,
    "unclear-date": lambda text: text if is_unclear(text) else None,
    "time": _time,
    "week": _week,
    "words": _words,
    "label": _label,
    "address": _address_in,
    "day-month-year": lambda text: _date(text, "day"),
    "month-day-year": lambda text: _date(text, "month"),
}
