"""The report as JUnit XML, for the lists of tests that CI systems show.

Each checked file is a suite. In it each finding is a test case, and a file in which nothing was found is one
that passed, so that the number of tests says what was checked.

- Errors and warnings are failures. A rule that stumbled is an error, and so is what kept a file from being
  checked.
- An info finding is advice: its test case passes, with the finding in `system-out`, because systems mark a
  build for any failure, and JUnit knows no lesser one. That is so under `--fail-on info`, too: the exit code
  tells what fails the run.
- What a comment or a baseline silences is skipped, for the reason given there.

The class of a case is `coursewright.FUP001`, which Jenkins shows as a class of the package `coursewright` and
GitLab as the suite. Its name is the place without the line, the same from run to run, and never the same for
two cases: GitLab drops the second. Totals of the whole run may be left out, and are, so that each course is
written as it comes; readers count suites. Times are 0, and there are no stamps or hosts: a report of the same
findings is the same file. What is left out on purpose is in the `json` report.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from coursewright.reporters.shared.entry_words import explain, offer
from coursewright.reporters.shared.fold import by_file
from coursewright.reporters.shared.summary import duration
from coursewright.reporters.xml_text import DECLARATION, element, opening, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.reporters.record import CourseRecord, Hushed, Place, Told, Trouble
    from coursewright.reporters.reporter import RunRecord, Setting

_ATTACHMENT = re.compile(r"\[(?=\[\w+\|)")
"""How a test asks Jenkins, GitLab or Azure to fetch a file; no text of a course may do so."""


class Case(NamedTuple):
    """A test case. The `outcome` is an element (`failure`, `error`, `skipped`), empty where it passed."""

    classname: str
    name: str
    outcome: str = ""
    kind: str = ""
    message: str = ""
    body: str = ""


class JUnitReport:
    """Writes the suites of one course after the other."""

    def __init__(self, setting: Setting) -> None:
        del setting  # nothing of it shows

    def start(self) -> str:
        """Return the opening of the document."""
        return f"{DECLARATION}{opening('testsuites', {'name': 'coursewright'})}\n"

    def course(self, course: CourseRecord) -> str:
        """Return the suites of one course."""
        cases: dict[str, list[Case]] = {one.path: [] for one in course.files}
        for told in course.findings:
            cases.setdefault(told.file, []).append(_finding(told))
        for one in course.files:
            if not cases[one.path]:
                cases[one.path].append(Case(f"coursewright.{one.kind}", one.path))
        for hushed in course.hushed:
            cases.setdefault(hushed.told.file, []).append(_hushed(hushed))
        return "".join(_suite(path, of_file) for path, of_file in cases.items())

    def end(self, run: RunRecord) -> str:
        """Return what could not be checked, and the end of the document."""
        suites = (_suite(str(path), map(_trouble, here)) for path, here in by_file(run.troubles).items())
        return f"{''.join(suites)}</testsuites>\n"


def _finding(told: Told) -> Case:
    outcome = "" if told.severity == "info" else "failure"
    return Case(
        f"coursewright.{told.code}",
        f"{told.file} {told.place.node}".rstrip(),
        "error" if told.crash else outcome,
        told.code,
        told.message,
        "\n".join(_lines(told)),
    )


def _hushed(hushed: Hushed) -> Case:
    """Return a silenced finding. Its text begins with what silences it, as GitLab shows no messages."""
    how = "silenced by a comment" if hushed.kind == "comment" else "in the baseline"
    said = f"{how}, {hushed.path}:{hushed.line}" + (f": {hushed.reason}" if hushed.reason else "")
    case = _finding(hushed.told)
    return case._replace(outcome="skipped", message=hushed.reason or how, body=f"{said}\n{case.body}")


def _trouble(trouble: Trouble) -> Case:
    place = ":".join(str(part) for part in (trouble.path, trouble.line, trouble.column) if part)
    return Case(
        f"coursewright.{trouble.kind}",
        trouble.path,
        "error",
        trouble.kind,
        trouble.message,
        f"{place}\n{trouble.said}",
    )


def _lines(told: Told) -> Iterator[str]:
    yield f"{_where(told.place)}: {told.code} {told.name} [{told.severity}]"
    yield told.message
    yield f"why: {told.why}"
    if told.fix:
        yield f"fix: {told.fix}" + (f" (about {duration(told.minutes)})" if told.minutes else "")
    for place in told.related:
        label = f", {place.label}" if place.label else ""
        yield f"see: {_where(place)}{label}" + (f": {place.written}" if place.written else "")
    if told.on_purpose:
        yield f"on purpose? `{offer(told.on_purpose)}`"
    yield f"more: {explain(told.code)}"


def _where(place: Place) -> str:
    return f"{place.path}:{place.line}:{place.column}"


def _suite(path: str, cases: Iterable[Case]) -> str:
    told = list(_distinct(cases))
    outcomes = Counter(case.outcome for case in told)
    sums = {
        "tests": len(told),
        "failures": outcomes["failure"],
        "errors": outcomes["error"],
        "skipped": outcomes["skipped"],
    }
    lines = "".join(f"  {_case(case)}\n" for case in told)
    return element("testsuite", {"name": path, **sums, "time": 0}, f"\n{lines}") + "\n"


def _distinct(cases: Iterable[Case]) -> Iterator[Case]:
    """Yield cases with names of their own: further ones of a name are numbered."""
    taken: set[tuple[str, str]] = set()
    numbers: Counter[tuple[str, str]] = Counter()
    for case in cases:
        wanted = name = (case.classname, case.name)
        while name in taken:
            numbers[wanted] += 1
            name = (case.classname, f"{case.name} ({numbers[wanted] + 1})")
        taken.add(name)
        yield case._replace(name=name[1])


def _case(case: Case) -> str:
    body = text(_ATTACHMENT.sub("[ ", case.body))
    if case.outcome:
        told = {"type": case.kind, "message": _ATTACHMENT.sub("[ ", case.message)}
        body = element(case.outcome, told, body)
    elif body:
        body = element("system-out", {}, body)
    return element("testcase", {"classname": case.classname, "name": case.name, "time": 0}, body)
