"""One item of a list: its title, what else it says, and the times, links and marks that stand in it."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from coursewright.importers.markup.durations import duration_of
from coursewright.importers.markup.wording import plain

__all__ = ["Entry", "day_of", "due_of", "entry_of", "without_duration"]

_LONGEST_TITLE = 120
_LONGEST_LINE = 4000
"""Letters of a line in which times and links are looked for."""
_SPACES = re.compile(r"[ \t]{2,}")
_UNIT = r"(?:min(?:ute)?s?|hours?|hrs?|h|minuten|stunden?|std|minutos?|horas?|heures?|ore|minuti|uur)\b\.?"
_AMOUNT = (
    r"(?:about|approx\.?|ca\.?|~)?\s?\d{1,3}(?:[.,]\d)?(?:\s?[-\N{EN DASH}]\s?\d{1,3})?\s?"
    rf"{_UNIT}(?:\s?\d{{1,2}}\s?min\w*)?"
)
_BRACKETED = re.compile(rf"\s*[(\[]\s*({_AMOUNT})\s*(?:,\s*(?P<rest>[^()\[\]]{{1,80}}))?[)\]]", re.IGNORECASE)
_LEADING = re.compile(rf"({_AMOUNT})\s*(?::|\N{{EN DASH}}|-)\s+", re.IGNORECASE)
_TRAILING = re.compile(rf"\s*(?:,|\N{{EN DASH}}|\N{{EM DASH}}|\s-)\s*({_AMOUNT})\s*$", re.IGNORECASE)
_LINK = re.compile(
    r"(?<!!)\[((?:[^\[\]\\]|\\.){1,400})\]\(\s*<?([^\s()<>]{1,2000}(?:\([^\s()]{0,300}\)[^\s()<>]{0,300})?)>?(?:\s+[^()]{0,300})?\)"
)
_BARE = re.compile(r"<?(https?://[^\s<>)\]]{3,2000})>?")
_POINTS = re.compile(
    r"\s*[(\[]\s*(\d{1,4}(?:\.\d{1,2})?)\s*(?:points?|pts?|marks?|punkte|puntos|pontos)\.?\s*[)\]]",
    re.IGNORECASE,
)
_WEIGHT = re.compile(
    r"\s*(?:[(\[]\s*(?P<inside>\d{1,3}(?:\.\d{1,2})?)\s?%\s*[)\]]"
    r"|(?:(?<=^)|(?<=[,;:\N{EN DASH}\N{EM DASH}|-]\s))(?P<apart>\d{1,3}(?:\.\d{1,2})?)\s?%"
    r"(?=\s*(?:$|[,;:.(\N{EN DASH}\N{EM DASH}|]|-\s)))"
)
"""A share that stands apart: `Read 50% of it` says none."""
_PAGES = re.compile(r"\((\d{1,4})\s+(?:pages|pp\.?|seiten|páginas)\)", re.IGNORECASE)
_DAY = (
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})|(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})|"
    r"(?P<month2>[A-Za-z]{3,9})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4})))"
    r"(?:(?:T|,?\s+(?:(?:at|by)\s+)?)(?P<clock>\d{1,2}:\d{2})(?!\d|\s?[ap]\.?m))?"
)
_DUE = re.compile(
    r"\s*[(\[]?\s*\b(?:due|deadline|abgabe(?:\s+bis)?|fällig(?:\s+am)?|entrega|à rendre)\b"
    rf"(?:\s+date)?\s*(?:on|by|:|le)?\s*{_DAY}\s*[)\]]?",
    re.IGNORECASE,
)
_WHOLE_DAY = re.compile(rf"(?:(?:due|on|by)\s*:?\s+)?{_DAY}\.?", re.IGNORECASE)
_WHOLE_WEEK = re.compile(
    r"(?:end of )?(?:week|wk|woche|semana|semaine|settimana)\s+#?(\d{1,2})", re.IGNORECASE
)
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_BOLD_START = re.compile(r"(?:\*\*|__)(.{1,200}?)(?:\*\*|__)\s*[:.\N{EN DASH}-]?\s*", re.DOTALL)
_HEAD = re.compile(r"([^:.?!\n]{3,80}):\s+(?=\S)")
_SENTENCE = re.compile(r"(.{10,120}?[.?!])\s+(?=\S)")


class Entry(NamedTuple):
    """What an item says."""

    title: str
    """Plain text."""
    rest: str
    """Markdown: what it says beyond the title, empty where that is all."""
    url: str
    duration: str
    due: str
    points: float | None
    weight: str
    pages: int | None
    links: int
    """How many links it holds."""
    line: str
    """Its first line as Markdown, without durations, dates and points."""
    text: str
    """All of it on one line as plain text, without durations, dates and points; empty where the title and
    the rest say it."""
    criteria: tuple[str, ...] = ()
    """What it is judged by."""
    code: str = ""
    """What its maker calls it, such as `LO2`."""


def entry_of(markdown: str) -> Entry:
    """Return what an item says. Dates are read where they are ISO, or have a month in letters."""
    first, _, more = markdown.partition("\n")
    more = more.strip("\n")
    if len(first) > _LONGEST_LINE:
        title = _cut(plain(first[: 2 * _LONGEST_TITLE]))
        return Entry(title, markdown, "", "", "", None, "", None, 0, first, title)
    first = _SPACES.sub(" ", first)
    first, duration = without_duration(first.strip())
    points = _POINTS.search(first)
    first = _POINTS.sub("", first, count=1)
    weight = _WEIGHT.search(first) if not points else None
    if weight:
        first = (first[: weight.start()] + " " + first[weight.end() :]).strip(" :,;|-\N{EN DASH}") or first
    first, due = due_of(first)
    due = due or next((said for line in more.split("\n")[:20] if (said := _due_line(line))), "")
    pages = _PAGES.search(first)
    link = _LINK.search(first) or _LINK.search(more)
    bare = _BARE.search(first)
    url = link[2] if link else bare[1].rstrip(".,;") if bare else ""
    head, tail = _split(first, more)
    rest = "\n\n".join(part for part in (tail, _dedented(more)) if part)
    return Entry(
        plain(head),
        rest,
        url,
        duration,
        due,
        float(points[1]) if points else None,
        f"{weight['inside'] or weight['apart']}%" if weight else "",
        int(pages[1]) if pages else None,
        len(_LINK.findall(first)),
        first,
        plain("\n".join(part for part in (first, more) if part)),
    )


def without_duration(text: str) -> tuple[str, str]:
    """Return a text without the duration in its brackets, at its start or its end, and the duration."""
    for pattern in (_BRACKETED, _LEADING, _TRAILING):
        found = pattern.match(text) if pattern is _LEADING else pattern.search(text)
        if found and (duration := duration_of(_known_units(found[1]))):
            rest = found.groupdict().get("rest")
            middle = f" ({rest.strip()})" if rest else ""
            return (text[: found.start()] + middle + text[found.end() :]).strip(), duration
    return text, ""


def _known_units(said: str) -> str:
    """Return an amount with units that the format knows."""
    text = re.sub(r"(?:minuten|minutos?|minuti)\b", "min", said, flags=re.IGNORECASE)
    return re.sub(r"(?:stunden?|std|horas?|heures?|ore|uur)\b", "h", text, flags=re.IGNORECASE)


def due_of(text: str) -> tuple[str, str]:
    """Return a text without its due date, and the date as the format writes it.

    Where the date stands within a sentence, the text stays whole.
    """
    found = _DUE.search(text)
    made = _date(found) if found else ""
    if not found or not made:
        return text, ""
    before, after = text[: found.start()].rstrip(" ,;:-"), text[found.end() :]
    if not before:
        return after.lstrip(" .,;:-") or text, made
    behind = after.lstrip(" .,;-" if before[-1] in ".!?" else " ,;-")
    if behind in {"", "."}:
        return before, made
    is_apart = before[-1] in ".!?" and after.lstrip()[:1] in {".", ""}
    if is_apart or after.lstrip()[:1] in {"(", "["} or found[0].rstrip()[-1:] in {")", "]"}:
        return f"{before} {behind}", made
    return text, made


def day_of(text: str) -> str:
    """Return a text that is a day or a week, and nothing else, as the format writes it; else nothing."""
    said = text.strip()[:80]
    if found := _WHOLE_DAY.fullmatch(said):
        return _date(found)
    week = _WHOLE_WEEK.fullmatch(said)
    return f"week {int(week[1])}" if week else ""


def _due_line(line: str) -> str:
    found = _DUE.fullmatch(line.strip(" .*_-")[:200])
    return _date(found) if found else ""


def _date(found: re.Match[str]) -> str:
    clock = f"T{found['clock']:0>5}" if found["clock"] else ""
    if iso := found["iso"]:
        return f"{iso}{clock}" if _is_date(*map(int, iso.split("-"))) and _is_clock(clock[1:]) else ""
    name = (found["month"] or found["month2"]).lower()
    month = next((at for at, one in enumerate(_MONTH_NAMES, 1) if name in {one, one[:3], one[:4]}), 0)
    day, year = int(found["day"] or found["day2"]), int(found["year"] or found["year2"])
    if not month or not _is_date(year, month, day) or not _is_clock(clock[1:]):
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}{clock}"


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1970 <= year <= 2200


def _is_clock(text: str) -> bool:
    return not text or (int(text[:2]) < 24 and int(text[3:5]) < 60)


def _split(first: str, more: str) -> tuple[str, str]:
    """Return the title of an item and the rest of its first line, both Markdown."""
    bold = _BOLD_START.match(first)
    if bold and first[bold.end() :].strip():
        return bold[1].rstrip(" :."), first[bold.end() :].strip()
    flat = plain(first)
    head = _HEAD.match(first)
    if head and "[" not in head[1] and "://" not in head[0] and "`" not in head[1]:
        return head[1], first[head.end() :].strip()
    if len(flat) <= _LONGEST_TITLE:
        return first, first if _LINK.search(first) and more else ""
    sentence = _SENTENCE.match(flat)
    return (sentence[1] if sentence else _cut(flat)), first


def _cut(text: str) -> str:
    return f"{text[:_LONGEST_TITLE].rpartition(' ')[0].rstrip(' ,;:')} ..."


def _dedented(text: str) -> str:
    lines = text.split("\n")
    widths = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    width = min(widths, default=0)
    return "\n".join(line[width:] for line in lines).strip("\n")
