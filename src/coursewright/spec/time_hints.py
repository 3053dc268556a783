"""What to say to an author whose time cannot be read: what is wrong, and what they probably meant.

Loaded only when there is such a text.
"""

from __future__ import annotations

import re

from coursewright.spec.durations import UNITS, DurationFault, parse_duration
from coursewright.spec.time_mends import NUMBER_WORDS, mend, to_24_hours
from coursewright.spec.times import (
    DAY_NAMES,
    DAYS,
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_TEXT,
    MOST,
    Dated,
    read_time,
)
from coursewright.spec.wording import TimeFault, as_meant, closest, quoted

_FORMS = (
    "Write a date (`2026-10-06T17:00`), a weekday (`tue 17:00`), a week (`week 3` or `week 3 tue 17:00`), "
    "a day of a self-paced course (`day 4`) or a distance (`2 days before seminar-3`)."
)
_CLOCK_REASON = "Times of day are on the 24-hour clock, 00:00 to 23:59."

_NAMES = "|".join(sorted(DAY_NAMES, key=len, reverse=True))
_MONTHS = {
    name: month
    for month, full in enumerate(
        (
            "january", "february", "march", "april", "may", "june",
            "july", "august", "september", "october", "november", "december",
        ),
        start=1,
    )
    for name in (full, full[:3], full[:4])
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))

_REST = r"(?P<rest>[ t].*)?"
_NUMERIC_DATE = re.compile(
    rf"(?P<a>\d{{1,4}})[/. -](?P<b>\d{{1,2}})[/. -](?P<c>\d{{1,4}}),?{_REST}", re.ASCII
)
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\.?,?(?: (?P<year>\d{{4}}),?)?{_REST}",
    re.ASCII,
)
_MONTH_DAY = re.compile(
    rf"(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?(?: (?P<year>\d{{4}}),?)?{_REST}", re.ASCII
)
_STEP = re.compile(r"(?P<amount>.*?) ?\b(?P<direction>before|after)\b ?(?P<anchor>.*)", re.ASCII)


def _plain(text: str) -> str:
    """Return `text` in lower case, evenly spaced, and short enough for any pattern."""
    return " ".join(text.lower().split())[:LONGEST_TEXT]


def explain_time(text: str) -> TimeFault:
    """Say why `text` is no time, and what it may have meant."""
    said, plain = quoted(text), _plain(text)
    if not plain:
        return TimeFault("The time is empty.", _FORMS)
    if len(text) > LONGEST_TEXT:
        return TimeFault(f"{said} is too long for a time.", _FORMS)
    return (
        _explain_step(said, plain, text)
        or _explain_numbers(said, plain)
        or _explain_other_date(said, plain)
        or _explain_vague(said, plain)
        or mend(said, plain)
        or _explain_name(said, plain)
        or TimeFault(f"{said} is not a time that can be read.", _FORMS)
    )


def explain_date(text: str) -> TimeFault:
    """Say why `text` is no date by itself."""
    said, plain = quoted(text), _plain(text)
    found = read_time(text)
    if isinstance(found, Dated):
        return as_meant(f"{said} has a time of day, where only a date belongs.", str(found.date))
    numbers = None if plain.isdigit() and len(plain) != len("20260921") else _explain_numbers(said, plain)
    return (
        numbers
        or _explain_other_date(said, plain)
        or TimeFault(f"{said} is not a date.", "Write it as `2026-09-21`: year, month, day.")
    )


def explain_clock(text: str) -> TimeFault:
    """Say why `text` is no time of day by itself."""
    fault = explain_time(f"mon {text.strip()}")
    hint = fault.hint.replace("mon ", "") if "`mon " in fault.hint else "Write it as `09:30` or `17:00`."
    meant = fault.meant.removeprefix("mon ")
    return TimeFault(f"{quoted(text)} is not a time of day on the 24-hour clock.", hint, meant)


def explain_day(text: str) -> TimeFault:
    """Say why `text` is no weekday by itself."""
    said = quoted(text)
    return _explain_name(said, _plain(text)) or TimeFault(
        f"{said} is not a day of the week.", f"Write one of {', '.join(DAYS)}."
    )


def explain_weeks(text: str) -> TimeFault:
    """Say why `text` is neither a week nor a range of weeks."""
    said, plain = quoted(text), _plain(text)
    found = re.search(r"([0-9]{1,9}) ?(?:[-–—]|to) ?([0-9]{1,9})$", plain)
    if re.search(r"[0-9]{5}", plain) or any(int(n) > MOST for n in re.findall("[0-9]{4}", plain)):
        return TimeFault(
            f"{said} is beyond week {MOST}.", "Weeks are numbered from the first week of teaching, 1."
        )
    if found and int(found[1]) > int(found[2]):
        return as_meant(f"{said} runs backwards.", f"{found[2]}-{found[1]}")
    if re.fullmatch(r"[0-9]{1,4}(?:(?: ?[,&+;] ?| and )[0-9]{1,4})+", plain):
        numbers = sorted(int(number) for number in re.findall("[0-9]+", plain))
        return TimeFault(
            f"{said} is a list.", f"Write one week or a range, such as `{numbers[0]}-{numbers[-1]}`."
        )
    if plain in NUMBER_WORDS or plain.removeprefix("week ") in NUMBER_WORDS:
        number = NUMBER_WORDS.index(plain.removeprefix("week "))
        return as_meant(f"{said} has its number in words.", str(number))
    return TimeFault(f"{said} is not a week.", "Write its number, `3`, or a range, `3-4`.")


def _explain_step(said: str, plain: str, text: str) -> TimeFault | None:
    """Speak about a distance: something `before` or `after` something."""
    found = _STEP.fullmatch(re.sub(r"\bprior to\b", "before", plain))
    if found is None:
        return None
    amount, direction = found["amount"], found["direction"]
    # The id keeps the case in which it was written.
    written = " ".join(text.split())[-len(found["anchor"]) :] if found["anchor"] else ""
    anchor = written.rstrip(",;.:")
    if not anchor:
        return TimeFault(
            f"{said} does not say {direction} what.", "Name an item by its id: `2 days before seminar-3`."
        )
    if " " in anchor or read_time(f"1 h before {anchor}") is None:
        return TimeFault(
            f"{said} does not end in an id.", "Name one item by its id: `2 days before seminar-3`."
        )
    if anchor != written and read_time(f"{amount} {direction} {anchor}"):
        return as_meant(f"{said} has punctuation after the id.", f"{amount} {direction} {anchor}")
    if not amount:
        return as_meant(f"{said} does not say how long {direction}.", f"0 min {direction} {anchor}")
    if re.fullmatch("[0-9]+", amount):
        return TimeFault(
            f"{said} has no unit.", f"Say which: `{amount} h {direction} {anchor}` or `{amount} days ...`."
        )
    words = "|".join(NUMBER_WORDS)
    amount = re.sub(rf"^(?:an?|the) (?={'|'.join(UNITS)})|^the ", "1 ", amount)
    amount = re.sub(rf"^(?:{words})\b", lambda word: str(NUMBER_WORDS.index(word[0])), amount)
    amount = amount if re.match("[0-9]", amount) else f"1 {amount}"
    try:
        length = parse_duration(amount)
    except DurationFault:
        length = None
    if length is None and re.fullmatch(r"[0-9]+ ?(?:min|h|hours?|d|days?|w|weeks?)", amount):
        return TimeFault(f"{said} is a distance of more than five years.", "Check the number and its unit.")
    if length is None or length.low % 1:
        hint = f"Write a whole number of min, h, days or weeks: `2 days {direction} {anchor}`."
        return TimeFault(f"{said} has no distance that can be read.", hint)
    if length.low != length.high:
        return TimeFault(f"{said} gives a range, and a time is one moment.", "Choose one of its ends.")
    distance = str(length) if read_time(f"{length} {direction} {anchor}") else f"{length.low:.0f} min"
    return as_meant(f"{said} is not in the form of a distance.", f"{distance} {direction} {anchor}")


def _explain_numbers(said: str, plain: str) -> TimeFault | None:
    """Speak about a text in the right form with a number that cannot be."""
    if re.fullmatch(r"[0-9]+", plain):
        if len(plain) == 8 and read_time(f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"):
            return as_meant(f"{said} has no hyphens.", f"{plain[:4]}-{plain[4:6]}-{plain[6:]}")
        alone = int(plain)
        hint = f"Write `week {alone}`, or `day {alone}` in a self-paced course." if alone <= MOST else _FORMS
        return TimeFault(f"{said} is a number alone.", hint)
    if re.fullmatch(r"(?:at )?\d{1,2}(?:[:.]\d\d(?::\d\d)?)?(?: ?[ap]\.?m\.?)?", plain, re.ASCII):
        return TimeFault(
            f"{said} is a time of day with no day.", "Put the day before it, such as `tue 17:00`."
        )
    clock = re.search(r"(?:[ t]|^)(\d{1,3}):(\d\d)(?![\d])(?! ?[ap]\.?m)", plain, re.ASCII)
    if clock and clock[1] == "24" and clock[2] == "00":
        meant = read_time(plain.replace("24:00", "23:59"))
        hint = f"Write `{meant}`, or 00:00 of the next day." if meant else _CLOCK_REASON
        return TimeFault(f"{said} has a time of day that does not exist: 23:59 is the last.", hint)
    if clock and (int(clock[1]) > 23 or int(clock[2]) > 59):
        return TimeFault(f"{said} has a time of day that does not exist.", _CLOCK_REASON)
    date = re.match(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])", plain)
    if date:
        year, month, day = (int(number) for number in date.groups())
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return TimeFault(f"{said} is in the year {date[1]}.", "Check the year.")
        if read_time(date[0]) is None:
            missing = f"There is no date {quoted(date[0])}."
            if month > 12 >= day:
                swapped = f"{year}-{day:02d}-{month:02d}"
                meant = read_time(plain.replace(date[0], swapped, 1))
                return TimeFault(missing, f"Write `{swapped}`.", str(meant or ""))
            return TimeFault(missing, "Check the month and the day.")
        offset = re.search(r"[t ].*[+-](\d\d):?(\d\d)$", plain, re.ASCII)
        if offset and (int(offset[1]) > 14 or int(offset[2]) > 59):
            return TimeFault(
                f"{said} has an offset from UTC that no place has.", "Offsets run from -12:00 to +14:00."
            )
        if re.search(r"[0-9:] ?\[?[a-z]+/[a-z_]+\]?$|[0-9] ?(?:[ecmp][sd]t|bst|cest|i?st)$", plain):
            return TimeFault(
                f"{said} names a time zone.",
                "Put the zone in `calendar.time_zone`, or write an offset such as `+01:00`.",
            )
    number = re.search(r"\b(week|day) ?(-? ?[0-9]+)", plain)
    if number and "-" in number[2]:
        return TimeFault(f"{said} counts below 0.", f"Numbers begin at 0, the {number[1]} before the first.")
    if number and int(number[2]) > MOST:
        return TimeFault(f"{said} is beyond {number[1]} {MOST}.", "Check the number.")
    week = re.fullmatch(r"(week [0-9]+),? (?:at )?([0-9]{2}:[0-9]{2})", plain)
    if week:
        return TimeFault(f"{said} has no day.", f"Put the day between: `{week[1]} tue {week[2]}`.")
    return None


def _explain_other_date(said: str, plain: str) -> TimeFault | None:
    """Speak about a date in another form than ISO 8601."""
    bare = to_24_hours(re.sub(rf"^(?:{_NAMES})\.?,? (?:the )?", "", plain))
    named = _DAY_MONTH.fullmatch(bare) or _MONTH_DAY.fullmatch(bare)
    if named:
        month, day = _MONTHS[named["month"]], int(named["day"])
        if not named["year"]:
            hint = f"Write year, month and day in figures: `YYYY-{month:02d}-{day:02d}`."
            return TimeFault(f"{said} is not a date in the form YYYY-MM-DD.", hint)
        readings = [(int(named["year"]), month, day)]
        rest = named["rest"]
    else:
        found = _NUMERIC_DATE.fullmatch(bare)
        if found is None or (len(found["a"]) == 4 and re.match(r"\d{4}-\d\d-\d\d", bare, re.ASCII)):
            return None
        a, b, c = int(found["a"]), int(found["b"]), int(found["c"])
        readings = [(a, b, c)] if len(found["a"]) == 4 else [(c, b, a), (c, a, b)]
        rest = found["rest"]
    clock = re.search(r"([01]\d|2[0-3]):[0-5]\d", rest or "", re.ASCII)
    tail = f"T{clock[0]}" if clock else ""
    dates = [f"{year:04d}-{month:02d}-{day:02d}{tail}" for year, month, day in readings]
    possible = list(dict.fromkeys(date for date in dates if read_time(date)))
    choice = " or ".join(f"`{date}`" for date in possible)
    hint = f"Write {choice}." if possible else "Write year, month and day: `2026-03-31`."
    # What stands behind the date has to be in the meaning too.
    meant = possible[0] if len(possible) == 1 and (clock or not (rest or "").strip()) else ""
    return TimeFault(f"{said} is not a date in the form YYYY-MM-DD.", hint, meant)


def _explain_vague(said: str, plain: str) -> TimeFault | None:
    """Speak about a text that names more than one moment, or one that depends on the reader."""
    if re.match(r"(?:next|this|last|coming) \w|(?:today|tomorrow|yesterday|now|asap)\b", plain):
        return TimeFault(
            f"{said} depends on the day it is read.", "Write the week, such as `week 4 mon`, or the date."
        )
    if re.match(r"(?:every|each|weekly|daily)\b", plain):
        return TimeFault(
            f"{said} is more than one moment.", "Write one time; repeat the item for the others."
        )
    if re.search(r"\bmidnight\b", plain):
        return TimeFault(
            f"{said} may be either end of the day.", "Write `tue 23:59` or `wed 00:00`, for example."
        )
    weeks = re.fullmatch(r"weeks? ?([0-9]{1,4}) ?(?:[-–—]|to) ?([0-9]{1,4})", plain)
    if weeks:
        return TimeFault(
            f"{said} is a range, and a time is one moment.", f"Write `week {weeks[1]}` or `week {weeks[2]}`."
        )
    if re.match(rf"(?:{_NAMES}) ?(?:[-–—]|to|or|and|/) ?(?:{_NAMES})\b", plain):
        return TimeFault(f"{said} names two days, and a time is one moment.", "Write one of them.")
    return None


def _explain_name(said: str, plain: str) -> TimeFault | None:
    """Speak about a weekday that is nearly right."""
    words = re.findall(r"[^\W\d_]+", plain)
    for word in words:
        if word in DAY_NAMES or len(word) < 3:
            continue
        near = closest(word.removesuffix("s") if len(word) > 5 else word, DAY_NAMES, cutoff=0.75)
        if near:
            day = DAYS[DAY_NAMES[near]]
            mended = plain.replace(word, day, 1)
            meant = read_time(mended)
            message = f"{said} has {quoted(word)} where the name of a day belongs."
            return TimeFault(message, f"Write `{meant or day}`.", str(meant or ""))
    return None
