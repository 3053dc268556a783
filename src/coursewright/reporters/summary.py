"""The last line of a run: how much was read, what was found, and why the exit code is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import Severity

if TYPE_CHECKING:
    from coursewright.lint.findings import Tally

FAIL_ON = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO, "never": None}


def exit_code(tally: Tally, fail_on: str, errors: int) -> int:
    """Return 2 where something could not be checked, 1 for findings at or above the limit, else 0."""
    if errors or tally.crashed:
        return 2
    limit = FAIL_ON[fail_on]
    return 1 if limit is not None and tally.at_or_above(limit) else 0


def summary(tally: Tally, fail_on: str, errors: int, entries: int) -> str:
    """Say in one or two sentences what a run came to."""
    read = [counted(tally.files, "file")]
    if tally.courses:
        read.append(counted(tally.courses, "course"))
    read.append(counted(tally.modules, "module"))
    return f"{', '.join(read)}: {_found(tally, entries)} {_why(tally, fail_on, errors)}"


def duration(minutes: int) -> str:
    """Say about how long mending takes."""
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours >= 10:
        return f"{(minutes + 30) // 60} h"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def counted(number: int, noun: str) -> str:
    """Return `1 file`, `2 files`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _found(tally: Tally, entries: int) -> str:
    if not tally.total:
        return "nothing found."
    parts = [
        counted(tally.severities[severity], noun)
        for severity, noun in (
            (Severity.ERROR, "error"),
            (Severity.WARNING, "warning"),
            (Severity.INFO, "note"),
        )
        if tally.severities[severity]
    ]
    shown = (
        f" (shown as {counted(entries, 'entry').replace('entrys', 'entries')})"
        if entries < tally.total
        else ""
    )
    return f"{', '.join(parts)}{shown}; about {duration(tally.minutes)} to mend."


def _why(tally: Tally, fail_on: str, errors: int) -> str:
    code = exit_code(tally, fail_on, errors)
    if errors:
        return f"Exit {code}: {counted(errors, 'path')} could not be read."
    if tally.crashed:
        return f"Exit {code}: a rule stumbled."
    if code:
        level = {"error": "errors", "warning": "warnings or errors", "info": "findings"}[fail_on]
        return f"Exit {code}: there are {level} (--fail-on {fail_on})."
    if fail_on == "never":
        return "Exit 0: --fail-on never."
    if tally.total:
        return f"Exit 0: nothing at or above --fail-on {fail_on}."
    return "Exit 0."
