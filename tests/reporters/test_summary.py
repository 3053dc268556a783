"""The last line, for many a run."""

from __future__ import annotations

import pytest

from coursewright.lint.api import Severity
from coursewright.lint.runs.tally import Tally
from coursewright.reporters.shared.digest import digest
from coursewright.reporters.shared.summary import duration, exit_code
from coursewright.spec.wording import counted, listed


def tally(
    errors: int = 0,
    warnings: int = 0,
    infos: int = 0,
    *,
    files: int = 1,
    courses: int = 0,
    modules: int = 1,
    minutes: int | None = None,
    on_purpose: int = 0,
    crashed: bool = False,
) -> Tally:
    made = Tally()
    made.files, made.courses, made.modules = files, courses, modules
    made.on_purpose, made.crashes = on_purpose, int(crashed)
    made.minutes = 5 * (errors + warnings + infos) if minutes is None else minutes
    for severity, count in zip(reversed(Severity), (errors, warnings, infos), strict=True):
        made.severities[severity] = count
    return made


ONE = "1 file, 1 module:"
WARNED = "warnings fail the run (--fail-on warning)"


@pytest.mark.parametrize(
    ("made", "entries", "what"),
    [
        (tally(), 0, f"{ONE} nothing found"),
        (
            tally(files=1500, courses=12, modules=1488),
            0,
            "1,500 files, 12 courses, 1,488 modules: nothing found",
        ),
        (tally(1), 1, f"{ONE} 1 error; about 5 min to mend"),
        (tally(1, modules=0), 1, "1 file: 1 error; about 5 min to mend"),
        (tally(0, 2, 1), 3, f"{ONE} 2 warnings and 1 note; about 15 min to mend"),
        (tally(1, 2, 3), 6, f"{ONE} 1 error, 2 warnings and 3 notes; about 30 min to mend"),
        (tally(0, 200), 1, f"{ONE} 200 warnings, shown as 1 entry; about 17 h to mend"),
        (tally(0, 20), 2, f"{ONE} 20 warnings, shown as 2 entries; about 1 h 40 min to mend"),
        (tally(on_purpose=1), 0, f"{ONE} nothing found; 1 thing left out on purpose"),
        (
            tally(0, 1, on_purpose=3),
            1,
            f"{ONE} 1 warning; about 5 min to mend; 3 things left out on purpose",
        ),
        (tally(1, minutes=0), 1, f"{ONE} 1 error"),
        (tally(1, minutes=40 * 60), 1, f"{ONE} 1 error; about 40 h to mend"),
        (tally(1, minutes=40 * 60 + 1), 1, f"{ONE} 1 error; more than a week's work to mend"),
        (tally(files=0, modules=0), 0, "Nothing was checked"),
    ],
)
def test_what_was_found(made: Tally, entries: int, what: str) -> None:
    said = digest(made, "warning").lines(entries)[-1]
    assert said.startswith(f"{what}. Exit {exit_code(made, 'warning', 0)}")


@pytest.mark.parametrize(
    ("made", "fail_on", "errors", "why"),
    [
        (tally(), "warning", 0, "Exit 0."),
        (tally(), "never", 0, "Exit 0."),
        (tally(1), "warning", 0, "Exit 1: errors fail the run (--fail-on warning)."),
        (tally(1), "error", 0, "Exit 1: errors fail the run (--fail-on error)."),
        (tally(0, 1), "warning", 0, f"Exit 1: {WARNED}."),
        (tally(1, 2, 3), "warning", 0, f"Exit 1: errors and {WARNED}."),
        (tally(1, 2, 3), "info", 0, "Exit 1: errors, warnings and notes fail the run (--fail-on info)."),
        (tally(0, 0, 3), "info", 0, "Exit 1: notes fail the run (--fail-on info)."),
        (tally(0, 2, 1), "error", 0, "Exit 0: nothing at or above --fail-on error."),
        (tally(0, 0, 1), "warning", 0, "Exit 0: nothing at or above --fail-on warning."),
        (tally(3), "never", 0, "Exit 0: whatever was found (--fail-on never)."),
        (tally(files=0, modules=0), "warning", 1, "Exit 2: 1 path could not be checked."),
        (tally(), "never", 2, "Exit 2: 2 paths could not be checked."),
        (tally(3), "warning", 2, "Exit 2: 2 paths could not be checked."),
        (tally(1, crashed=True), "never", 0, "Exit 2: a rule stumbled."),
        (tally(1, crashed=True), "never", 1, "Exit 2: 1 path could not be checked and a rule stumbled."),
    ],
)
def test_why_the_exit_code_is_what_it_is(made: Tally, fail_on: str, errors: int, why: str) -> None:
    (said,) = digest(made, fail_on, errors=errors).lines(made.total)
    assert said.endswith(f". {why}")
    assert why.startswith(f"Exit {exit_code(made, fail_on, errors)}")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 min"),
        (59, "59 min"),
        (60, "1 h"),
        (61, "1 h 1 min"),
        (599, "9 h 59 min"),
        (600, "10 h"),
        (629, "10 h"),
        (630, "11 h"),
        (90_000, "1,500 h"),
    ],
)
def test_duration(minutes: int, said: str) -> None:
    assert duration(minutes) == said


def test_words() -> None:
    assert counted(1, "entry", "entries") == "1 entry"
    assert counted(0, "entry", "entries") == "0 entries"
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"
