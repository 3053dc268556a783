"""What authors commonly write for a time, each with its form in the format and the words for the difference.

Loaded only when a time cannot be read.
"""

from __future__ import annotations

import re

from coursewright.spec.times import DAY_NAMES, read_time
from coursewright.spec.wording import TimeFault, as_meant

NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

_NAMES = "|".join(sorted(DAY_NAMES, key=len, reverse=True))
_TWELVE_HOURS = r"\b(\d{1,2})(?:[:.](\d\d))? ?([ap])\.?m\b\.?"


def mend(said: str, plain: str) -> TimeFault | None:
    """Change what people commonly write, one habit after another, until a time comes out; None if none does.

    `said` is the text as the message shows it, `plain` the text in lower case.
    """
    why, mended = "", plain
    for pattern, replacement, reason in _MENDS:
        changed = " ".join(pattern.sub(replacement, mended).split())
        if changed == mended:
            continue
        why, mended = why or reason, changed
        meant = read_time(mended)
        if meant is None:
            continue
        if why == _TWO_DIGITS:
            late = re.sub(r"\b0(\d):", lambda hour: f"{int(hour[1]) + 12}:", str(meant))
            return TimeFault(f"{said} {why}", f"Write `{meant}`, or `{late}` for the evening.")
        return as_meant(f"{said} {why}", str(meant))
    return None


def to_24_hours(plain: str) -> str:
    """Return `plain` with each time such as `5pm` or `5:30 p.m.` on the 24-hour clock."""
    return re.sub(_TWELVE_HOURS, _twelve_hours, plain, flags=re.ASCII)


def _twelve_hours(found: re.Match[str]) -> str:
    hour = int(found[1])
    if not 1 <= hour <= 12:
        return found[0] if hour > 23 or not hour else f"{hour}:{found[2] or '00'}"
    return f"{hour % 12 + (12 if found[3] == 'p' else 0):02d}:{found[2] or '00'}"


def _number(found: re.Match[str]) -> str:
    return f"{found[1]} {NUMBER_WORDS.index(found[2])}"


_TWO_DIGITS = "needs two digits for the hour, so that morning and evening cannot be mistaken."
_MENDS = tuple(
    (re.compile(pattern, re.ASCII), replacement, reason)
    for pattern, replacement, reason in (
        (r"[,;]+(?= |$)", "", "has punctuation in it."),
        (_TWELVE_HOURS, _twelve_hours, "is on the 12-hour clock."),
        (r"\b(?:noon|midday)\b", "12:00", "names the time of day in words."),
        (r"(?<![\d:+-])(\d):(\d\d)\b", r"0\1:\2", _TWO_DIGITS),
        (rf"\b({_NAMES}|day \d+) (\d\d)[.h](\d\d)\b", r"\1 \2:\3", "writes the time of day without a colon."),
        (r"^(\d{4}-\d\d-\d\d[t ]\d\d)[.h](\d\d)?$", lambda m: f"{m[1]}:{m[2] or '00'}",
         "writes the time of day without a colon."),
        (r"\b(?:at|on|by|due|in|the) ", "", "has words in it that say nothing here."),
        (rf"^(?:{_NAMES}) (?=\d{{4}}-)", "", "names a weekday beside a date, which is enough alone."),
        (r"^(\d{4}-\d\d-\d\d) (?=\d\d:)", r"\1t", "has a space between date and time, where a T belongs."),
        (r"^(\d{4}-\d\d-\d\dt\d\d:\d\d:\d\d)[.,]\d+", r"\1", "counts parts of a second."),
        (r"^(\d{4}-\d\d-\d\dt\S*\d) ?(?:utc|gmt)$", r"\1z", "writes UTC in letters, where a Z belongs."),
        (r"^(\d{4}-\d\d-\d\dt\d\d:\d\d\S*) ?([+-]\d\d):?(\d\d)?$", lambda m: f"{m[1]}{m[2]}:{m[3] or '00'}",
         "has an offset in another form than `+01:00`."),
        (r"^(?!\d{4}-)(.* \d\d:\d\d):\d\d$", r"\1", "counts seconds."),
        (rf"\b(week|day) ({'|'.join(NUMBER_WORDS)})\b", _number, "has its number in words."),
        (r"\b(?:weeks?|wk|w)\.? ?(\d)", r"week \1", "writes the week in another way."),
        (r"\bday(\d)", r"day \1", "has no space after `day`."),
        (rf"^((?:{_NAMES})(?: [\d:]+)?) (week \d+)$", r"\2 \1", "has the day before the week."),
        (rf"^((?:{_NAMES})) (week \d+) (\d\d:\d\d)$", r"\2 \1 \3", "has the day before the week."),
        (rf"^(\d\d:\d\d) ((?:week \d+ )?(?:{_NAMES}))$", r"\2 \1", "has the time of day before the day."),
        (rf"^(\d{{1,4}}) (?=(?:{_NAMES})\b)", r"week \1 ", "has a number that nothing names."),
    )
)  # fmt: skip
