"""The words of views: numbers with their nouns, lists, and times as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.workload import in_words
from coursewright.spec.wording import counted, shortened
from coursewright.spec.wording import listed as joined

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from coursewright.design.workload import Effort

__all__ = ["count", "distance", "hours", "listed", "minutes", "of", "quote", "span", "still_to_write"]


def count(number: int, noun: str, plural: str = "") -> str:
    """Return `1 file`, `2 files`, `no file`."""
    return counted(number, noun, plural) if number else f"no {noun}"


def of(part: int, whole: int, noun: str, plural: str = "") -> str:
    """Return how many of a whole: `all 3 tasks`, `both tasks`, `2 of 3 tasks`, `the only task`, `no task`."""
    words = plural or noun + "s"
    if part == whole:
        match whole:
            case 0:
                return f"no {noun}"
            case 1:
                return f"the only {noun}"
            case 2:
                return f"both {words}"
        return f"all {whole:,} {words}"
    if not part:
        return f"no {noun}" if whole == 1 else f"none of {whole:,} {words}"
    return f"{part:,} of {whole:,} {words}"


def listed(words: Sequence[str], most: int = 0) -> str:
    """Join words as in a sentence: `a, b and c`; beyond `most`, `a, b and 4 more`."""
    if most and len(words) > most + 1:
        words = (*words[:most], f"{len(words) - most:,} more")
    return joined(words)


def still_to_write(*texts: tuple[int, str]) -> str:
    """Return how many texts of each noun are open: `1 option and 2 consequences are still to be written`.

    Empty where there are none.
    """
    open_texts = [(number, noun) for number, noun in texts if number]
    if not open_texts:
        return ""
    verb = "is" if [number for number, _ in open_texts] == [1] else "are"
    return f"{listed([count(*one) for one in open_texts])} {verb} still to be written"


def quote(text: str) -> str:
    """Return the author's words as views show them, in quotes and cut where they run on."""
    return f'"{shortened(text).replace(chr(34), chr(39))}"'


def minutes(number: float) -> str:
    """Return minutes as people say them: `2 h 20 min`."""
    return in_words(number)


def hours(number: float) -> str:
    """Return minutes in hours, to a tenth: `2.5 h`."""
    return f"{number / 60:.1f}".removesuffix(".0") + " h"


def span(effort: Effort, unit: str = "h") -> str:
    """Return a range of minutes, in hours to a tenth or in minutes: `4 to 5.5 h`."""
    say = hours if unit == "h" else minutes
    low, high = say(effort[0]), say(effort[1])
    if low == high:
        return low
    return f"{low.removesuffix(' h')} to {high}" if unit == "h" else f"{low} to {high}"


def distance(time: dt.timedelta) -> str:
    """Return how long something takes as people say it: `41 h`, `3 days`, `2 days 5 h`, `30 min`.

    A distance below zero is said without its sign.
    """
    whole = round(abs(time.total_seconds()) / 60)
    days, rest = divmod(whole, 24 * 60)
    if whole < 60:
        return f"{whole} min"
    if days < 3:
        return f"{round(whole / 60)} h"
    near = round(rest / 60)
    if near == 24:
        days, near = days + 1, 0
    return count(days, "day") + (f" {near} h" if near and days < 7 else "")
