"""Values as Canvas writes them: words, numbers and dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from coursewright.packages.reading.xml import first, place_of, text_of
from coursewright.packages.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from coursewright.packages.said import Said

__all__ = ["among", "check_dates", "check_number"]

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d| UTC)?)?")


def among(words: Iterable[str]) -> str:
    """Return words as a list in a sentence."""
    return ", ".join(f"`{word}`" for word in words)


def check_number(element: _Element, part: str, file: str) -> Iterator[Said]:
    """Check that a part of an element, where it says something, is a number."""
    value = text_of(element, part)
    found = first(element, part)
    if value and found is not None and _number(value) is None:
        yield said("PKG311", place_of(found, file), part=part, value=value)


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def check_dates(element: _Element, parts: Iterable[str], file: str) -> Iterator[Said]:
    """Check the dates of an element, and that they follow each other as the parts do."""
    known: list[tuple[str, str, dt.datetime]] = []
    for part in parts:
        found, value = first(element, part), text_of(element, part)
        if found is None or not value:
            continue
        moment = _moment(value)
        if moment is None:
            yield said("PKG312", place_of(found, file), part=part, value=value)
            continue
        if known and known[-1][2] > moment:
            earlier, first_value, _ = known[-1]
            words = {"earlier": earlier, "first": first_value, "later": part, "second": value}
            yield said("PKG313", place_of(found, file), **words)
        known.append((part, value, moment))


def _moment(value: str) -> dt.datetime | None:
    if not _DATE.fullmatch(value):
        return None
    try:
        moment = dt.datetime.fromisoformat(value.replace(" UTC", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
