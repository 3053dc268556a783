"""What GitHub can show beside the lines of a file, and which of it: of each level there is room for ten."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from coursewright.lint.telling import NOUNS
from coursewright.reporters.record import Place
from coursewright.reporters.shared.homework import EXPLAIN, HEADING, sheets
from coursewright.reporters.shared.measure import cut, flat
from coursewright.reporters.shared.told_text import one_line, paragraphs, trouble_line
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.reporters.record import CourseRecord, Told, Trouble
    from coursewright.reporters.shared.fold import Entry

GITHUB_SHOWS = 10
"""Annotations of a level that GitHub shows of a step."""
MOST = GITHUB_SHOWS - 1
"""Those that we use, so that what else speaks in the step has room."""
LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_NOUNS = {LEVELS[str(severity)]: noun for severity, noun in NOUNS.items()}
_LONGEST = 600
"""Characters of each part of a message."""
_WHOLE = 3_500
"""Characters of a message below its heading: the runner cuts both together at 4,096."""
_TITLE = 200
_NAME = 60
_NAMED = 40
"""Rules that are named where findings are left out; a message has room for no more."""
_FIRST = 1_000_000_000
"""The worth of what could not be checked, which may hide anything."""


class Annotation(NamedTuple):
    """Something to show beside a line.

    - `worth` says what matters more, the larger the more.
    - `lines` are its findings for the log; the first `told` of them are said whole by the annotation.
    - `heading` belongs above the first that is shown of those with the same `pattern`.
    """

    level: str
    worth: int
    title: str
    text: str
    place: Place | None
    lines: tuple[str, ...]
    codes: tuple[str, ...] = ()
    told: int = 1
    heading: str = ""
    pattern: int = 0


def in_course(course: CourseRecord, pattern: int = 0) -> list[Annotation]:
    """Return what there is to show of a course, file by file; `pattern` is the first number still free."""
    found: list[Annotation] = []
    for number, sheet in enumerate(sheets(course.findings).values(), pattern):
        said = sheet.said(lambda title: cut(flat(title), _NAME))
        heading = f"{said} (more: {EXPLAIN})"
        found += (
            _of_entry(entry, heading if sheet.is_part(entry) else "", number) for entry in sheet.entries
        )
    return found


def _of_entry(entry: Entry[Told], heading: str, pattern: int) -> Annotation:
    first = entry.first
    return Annotation(
        level=LEVELS[first.severity],
        worth=entry.minutes,
        title=cut(flat(f"{first.code} {first.name}"), _TITLE),
        text=cut("\n".join(paragraphs(entry, _LONGEST)), _WHOLE),
        place=first.place,
        lines=tuple(map(one_line, entry.findings)),
        codes=tuple(told.code for told in entry.findings),
        told=0 if len(flat(first.message)) > _LONGEST else 1,
        heading=heading,
        pattern=pattern,
    )


def of_trouble(trouble: Trouble) -> Annotation:
    """Return what to show of something that kept files from being checked."""
    path = "" if trouble.path == "." else trouble.path
    place = Place(path, "", trouble.line, trouble.column, 0, 0) if path else None
    said = flat(trouble.said)
    return Annotation(
        level="error",
        worth=_FIRST,
        title="coursewright",
        text=cut(said, _LONGEST),
        place=place,
        lines=(trouble_line(trouble),),
        codes=("what could not be checked",),
        told=0 if len(said) > _LONGEST else 1,
    )


class Choice(NamedTuple):
    """What is annotated, and the lines of what is not, in the order in which it was found."""

    shown: list[Annotation]
    log: list[str]


def choose(found: Sequence[Annotation], again: str) -> Choice:
    """Choose what to annotate: all of a level where there is room, else what takes longest to mend.

    Where something of a level is left out, the last annotation of it says so, with the command `again` that
    shows all.
    """
    shown = dict(_with_headings(_kept(found)))
    headed = {one.pattern for one in shown.values() if one.heading}
    log: list[str] = []
    for number, one in enumerate(found):
        if one.heading and one.pattern not in headed:
            headed.add(one.pattern)
            log.append(f"{HEADING}: {one.heading}")
        log += one.lines[one.told :] if number in shown else one.lines
    left = [one for number, one in enumerate(found) if number not in shown]
    every: list[Annotation] = []
    for level in LEVELS.values():
        every += (one for one in shown.values() if one.level == level)
        every += _rest([one for one in left if one.level == level], again)
    return Choice(every, log)


def _kept(found: Sequence[Annotation]) -> list[tuple[int, Annotation]]:
    kept: list[tuple[int, Annotation]] = []
    for level in LEVELS.values():
        these = [(number, one) for number, one in enumerate(found) if one.level == level]
        if len(these) > MOST:
            these = sorted(these, key=lambda row: (-row[1].worth, row[0]))[: MOST - 1]
        kept += these
    return sorted(kept, key=lambda row: row[0])


def _with_headings(kept: Iterable[tuple[int, Annotation]]) -> Iterator[tuple[int, Annotation]]:
    """Yield annotations with the heading where it is the first of its pattern."""
    headed: set[int] = set()
    for number, one in kept:
        if not one.heading or one.pattern in headed:
            yield number, one._replace(heading="")
            continue
        headed.add(one.pattern)
        title = cut(f"{HEADING}: {one.title}", _TITLE)
        yield number, one._replace(title=title, text=f"{one.heading}\n{one.text}")


def _rest(left: Sequence[Annotation], again: str) -> list[Annotation]:
    """Return the annotation that says what of a level is not annotated, if anything."""
    if not left:
        return []
    level = left[0].level
    codes = Counter(code for one in left for code in one.codes)
    ranked = sorted(codes.items(), key=lambda row: (-row[1], row[0]))
    rules = [f"{code} ({count:,})" for code, count in ranked]
    if len(rules) > _NAMED:
        rules = [*rules[:_NAMED], f"and {counted(len(rules) - _NAMED, 'more rule')}"]
    noun = _NOUNS[level]
    text = (
        f"GitHub shows at most {GITHUB_SHOWS} annotations of a level. Not shown: {', '.join(rules)}.\n"
        "The log of this step lists each of them" + (f"; `{again}` shows what helps." if again else ".")
    )
    return [Annotation(level, 0, f"{counted(codes.total(), f'more {noun}')}", text, None, ())]
