"""Settings as Canvas writes them: one element each, with times in UTC and truths as words."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, TypeAlias

from coursewright.importers.imscc.assignments import number_in
from coursewright.packages.reading.xml import local, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Fields", "fields_of", "instant", "is_true", "moment", "number"]

Fields: TypeAlias = "dict[str, str]"
"""The text of each setting by its name; those without one are not there."""

_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?")


def fields_of(element: _Element | None) -> Fields:
    """Return the settings that stand directly in an element; of several with one name the first."""
    found: Fields = {}
    for child in element if element is not None else ():
        name = local(child)
        if name and not len(child) and (text := text_of(child)):
            found.setdefault(name, text)
    return found


def is_true(fields: Fields, name: str) -> bool:
    """Whether a setting is on."""
    return fields.get(name, "").lower() in {"true", "1"}


def number(fields: Fields, name: str) -> int | float | None:
    """Return a setting that is a number; None where it is not there or is none."""
    return number_in(fields.get(name, ""))


def moment(fields: Fields, name: str) -> str | None:
    """Return a time as plans write it; None where it is not there or is none."""
    found = _TIME.fullmatch(fields.get(name, ""))
    if found is None or instant(fields, name) is None:
        return None
    return f"{found[1]}{found[2] or 'Z'}"


def instant(fields: Fields, name: str) -> dt.datetime | None:
    """Return a time to reckon with, in UTC; None where it is not there or is none."""
    found = _TIME.fullmatch(fields.get(name, ""))
    if found is None:
        return None
    try:
        return dt.datetime.fromisoformat(f"{found[1]}{found[2] or 'Z'}").astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
