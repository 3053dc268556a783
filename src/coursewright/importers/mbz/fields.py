"""Columns of Moodle's tables as backups hold them: texts, numbers and moments; NULL is none of them."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from coursewright.packages.reading.xml import local, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.draft import Data

__all__ = [
    "NULL",
    "columns",
    "flag",
    "moment",
    "moment_of",
    "number",
    "present",
    "row_number",
    "said",
    "span",
    "tidy",
    "whole",
    "whole_in",
]

NULL = "$@NULL@$"
"""What Moodle writes where a column holds NULL."""
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,12})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_LAST = 253_402_300_799
"""The last second of the year 9999."""


def said(element: _Element | None, *path: str) -> str:
    """Return the text of a column, without white space around it; empty for NULL, and where there is none."""
    text = text_of(element, *path)
    return "" if text == NULL else text


def columns(row: _Element) -> dict[str, str]:
    """Return the columns of a row that hold plain text, at once; NULL is empty."""
    found = {local(one): (one.text or "").strip() for one in row}
    return {name: "" if text == NULL else text for name, text in found.items()}


def number(element: _Element | None, *path: str) -> float | None:
    """Return the number of a column; None where it holds none."""
    text = said(element, *path)
    return float(text) if _NUMBER.fullmatch(text) else None


def whole(element: _Element | None, *path: str) -> int:
    """Return the whole number of a column; 0 where it holds none, as Moodle reads it."""
    return whole_in(said(element, *path))


def whole_in(text: str | None) -> int:
    """Return the whole number that a text is; 0 where it is none."""
    return int(float(text)) if text and _NUMBER.fullmatch(text) else 0


def row_number(element: _Element | None, name: str = "id") -> int:
    """Return the number of a row, or another one that is an attribute; 0 where it has none."""
    text = (element.get(name) or "") if element is not None else ""
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= 15 else 0


def flag(element: _Element | None, *path: str) -> bool:
    """Say whether a column is switched on."""
    return whole(element, *path) > 0


def moment(element: _Element | None, *path: str) -> str:
    """Return the moment of a column as a plan has it, in UTC; empty for 0, which is never."""
    return moment_of(whole(element, *path))


def moment_of(seconds: int) -> str:
    """Return seconds since 1970 as a plan has a moment: `2026-10-07T11:00:00Z`; empty for none."""
    if not 0 < seconds <= _LAST:
        return ""
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def span(seconds: float) -> str:
    """Return a length of time as a plan has one: `1 h 30 min`; empty where it is none."""
    minutes = Decimal(str(seconds)) / 60
    if minutes <= 0:
        return ""
    hours, rest = divmod(minutes, 60)
    if hours >= 1:
        return f"{hours} h {tidy(float(rest))} min" if rest else f"{hours} h"
    return f"{tidy(float(rest))} min"


def tidy(value: float, places: int = 5) -> int | float:
    """Return a number as people write it: whole if it is, else to so many places."""
    rounded = round(value, places)
    return int(rounded) if rounded == int(rounded) else rounded


def present(data: Data) -> Data:
    """Return what there is of some data: without what is empty, nothing or switched off."""
    return {key: value for key, value in data.items() if value not in ("", None, (), [], {}, False)}
