"""The last line of a run: how much was read, what was found, and why the exit code is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.severity import Severity
from coursewright.lint.telling import FRIGHTENING, NOUNS
from coursewright.spec.wording import counted, listed

if TYPE_CHECKING:
    from coursewright.lint.runs.tally import Tally

FAIL_ON = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO, "never": None}
COUNTED = tuple((str(one), rf"\b[\d,]+ {noun}s?\b") for one, noun in NOUNS.items())
"""How findings of a severity are counted in a sentence, as a pattern."""


VARIES = "as configured"
"""The limit where several configurations have different ones: then each finding was held against its own."""


def in_force(tally: Tally, fail_on: str) -> tuple[str, str]:
    """Return the limit that a run was held against, and where it was set."""
    if fail_on:
        return fail_on, f"--fail-on {fail_on}"
    if len(tally.limits) > 1:
        return VARIES, ""
    return next(iter(tally.limits.items()), ("warning", "--fail-on warning"))


def exit_code(tally: Tally, fail_on: str, errors: int) -> int:
    """Return 2 where something could not be checked, 1 for findings at or above the limit, else 0."""
    if errors or tally.crashed:
        return 2
    if fail_on == VARIES:
        return 1 if tally.failing else 0
    limit = FAIL_ON[fail_on]
    return 1 if limit is not None and tally.at_or_above(limit) else 0


def read(tally: Tally) -> str:
    """Say how much was looked at: a clause, or a sentence where that is nothing."""
    if not tally.files:
        return "Nothing was checked."
    parts = [counted(tally.files, "file")]
    parts += [counted(tally.courses, "course")] if tally.courses else []
    parts += [counted(tally.modules, "module")] if tally.modules else []
    return ", ".join(parts)


def verdict(tally: Tally, fail_on: str, errors: int, limit: str = "", unchecked: str = "") -> str:
    """Say what the exit code is, and why."""
    code = exit_code(tally, fail_on, errors)
    if not tally.total and not code:
        return "Exit 0."
    return f"Exit {code}: {_why(tally, fail_on, errors, limit or f'--fail-on {fail_on}', unchecked)}"


def duration(minutes: int) -> str:
    """Say about how long mending takes."""
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours >= 10:
        return f"{(minutes + 30) // 60:,} h"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def found(tally: Tally) -> str:
    """Say how much was found, and about how long mending it takes; empty where nothing was checked."""
    return f"{counts(tally)}{_mend(tally)}"


def counts(tally: Tally) -> str:
    """Say how much was found; empty where nothing was checked."""
    if not tally.files:
        return ""
    if not tally.total:
        return "nothing found"
    severities = tally.severities
    return listed([counted(severities[one], noun) for one, noun in NOUNS.items() if severities[one]])


def _mend(tally: Tally) -> str:
    if tally.minutes > FRIGHTENING:
        return "; more than a week's work to mend"
    return f"; about {duration(tally.minutes)} to mend" if tally.minutes else ""


def known(tally: Tally) -> list[str]:
    """Say what is not counted: left out on purpose, silenced for a reason, or in a baseline; in clauses."""
    parts = [f"{counted(tally.on_purpose, 'thing')} left out on purpose"] if tally.on_purpose else []
    parts += [f"{counted(tally.ignored, 'finding')} silenced by a comment"] if tally.ignored else []
    parts += [f"{counted(tally.hidden, 'finding')} in the baseline"] if tally.hidden else []
    return parts


def mended(tally: Tally) -> str:
    """Say what a baseline lists in vain, or nothing."""
    if not tally.stale:
        return ""
    be, them = ("is", "it") if tally.stale == 1 else ("are", "them")
    what = f"{counted(tally.stale, 'finding')} listed in the baseline {be} no longer there"
    return f"{what}: `coursewright baseline update` takes {them} out."


def fixes(tally: Tally, *, unsafe: bool = False) -> str:
    """Say how many findings can be fixed, and by which option; `unsafe` where unsafe ones are taken, too."""
    safe, more = tally.safe_fixes, tally.unsafe_fixes
    if unsafe or (more and not safe):
        total = safe + more
        said = f"{total:,} of these can be fixed with `--fix --unsafe-fixes`" if total else ""
        return f"{said}; `--diff --unsafe-fixes` shows how." if said else ""
    if not safe:
        return ""
    others = f", {more:,} more with `--fix --unsafe-fixes`" if more else ""
    return f"{safe:,} of these can be fixed with `--fix`{others}; `--diff` shows how."


def passed(tally: Tally) -> str:
    """Say the highest profile that the course passes, or how many pass which; empty where nobody knows."""
    if not tally.passes:
        return ""
    rungs = {
        place.partition(" ")[2] or "none yet": count
        for place, count in sorted(tally.passes.items(), reverse=True)
    }
    if len(rungs) == 1:
        return f"Highest profile passed: {next(iter(rungs))}."
    total = sum(rungs.values())
    said = [f"{name} ({count:,} of {total:,})" for name, count in rungs.items()]
    return f"Highest profile passed: {listed(said)}."


def _why(tally: Tally, fail_on: str, errors: int, said: str, unchecked: str) -> str:
    reasons = [unchecked or f"{counted(errors, 'path')} could not be checked"] if errors else []
    reasons += ["a rule stumbled"] if tally.crashed else []
    if reasons:
        return f"{listed(reasons)}."
    if fail_on == "never":
        return f"whatever was found ({said})."
    if fail_on == VARIES:
        return f"{counted(tally.failing, 'finding')} at or above the `fail_on` of the configurations."
    limit = FAIL_ON[fail_on]
    if limit is None or not tally.at_or_above(limit):
        return f"nothing at or above {said}."
    failing = [f"{noun}s" for one, noun in NOUNS.items() if one >= limit and tally.severities[one]]
    return f"{listed(failing)} fail the run ({said})."
