"""Words on the findings of a record that several reports for people share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.runs.tally import Tally
from coursewright.lint.severity import Severity
from coursewright.reporters.shared import summary
from coursewright.reporters.shared.summary import duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from coursewright.reporters.record import CourseRecord, Hushed, Told
    from coursewright.reporters.shared.fold import Entry, T

LISTS_ALL = "`--format json` lists them all"


def found_in(findings: Iterable[Told]) -> str:
    """Say how many findings of which severity these are and how long mending takes, as summaries do."""
    tally = Tally()
    tally.files = 1
    for told in findings:
        tally.severities[severity_of(told)] += 1
        tally.minutes += told.minutes
    return summary.found(tally)


def severity_of(told: Told) -> Severity:
    """Return the severity of a finding as one that can be compared."""
    return Severity[told.severity.upper()]


def time(entry: Entry[T]) -> str:
    """Say how long mending takes: `about 5 min`, for several `about 5 min each, 15 min in all`."""
    each = f"about {duration(entry.first.minutes)}"
    return each if len(entry.findings) == 1 else f"{each} each, {duration(entry.minutes)} in all"


def explain(code: str) -> str:
    """Return the command that prints the page of a rule."""
    return f"coursewright explain {code}"


def offer(key: str) -> str:
    """Return how a spec says that something is left out on purpose; `key` is where."""
    return f'{key}: {{none: "your reason"}}'


def others(
    entry: Entry[T], called: Callable[[T], str], shown: Callable[[str], str], space: str = " "
) -> Iterator[str]:
    """Say where else in its file the fault of an entry is, unit by unit.

    `called` names a finding and `shown` makes the title of a unit ready to be shown; `space` stands before
    the number of a line. What is noted to be written is a list of its own: see `to_write`.
    """
    if is_to_do_list(entry):
        return
    for unit, findings in entry.others():
        places = ", ".join(f"{called(one)} (line{space}{one.line})" for one in findings)
        yield f"{shown(unit)}: {places}" if unit else places
    if entry.unnamed:
        yield f"and {entry.unnamed} more"


def is_to_do_list(entry: Entry[T]) -> bool:
    """Whether the findings of an entry say, each, what its author has to write."""
    return len(entry.findings) > 1 and any(one.todo for one in entry.findings)


def to_write(entry: Entry[T], called: Callable[[T], str], shown: Callable[[str], str]) -> Iterator[str]:
    """Say of each place of a to-do list where it is and what to write there, all of them."""
    if is_to_do_list(entry):
        for one in entry.findings:
            what = f": {shown(one.todo)}" if one.todo else ""
            yield f"line {one.line}, {called(one)}{what}"


def commented(course: CourseRecord) -> list[Hushed]:
    """Return what comments silence; the rest of what is silenced stands in a baseline."""
    return [one for one in course.hushed if one.kind == "comment"]


def titles(course: CourseRecord) -> dict[str, str]:
    """Return by path what the files of a course call themselves, which may be nothing."""
    return {file.path: file.title for file in course.files}


def key_of(node: str) -> str:
    """Return the key that a node such as `tasks[read].due` ends with."""
    return node.rpartition(".")[2]


def unread(language: str) -> str:
    """Say that no rule reads texts of a language; its tag comes ready to be shown."""
    return f"rules about wording know no words of `{language}`, and keep silent."
