"""The report for code scanning: SARIF 2.1.0, an OASIS standard, within what GitHub takes of it.

What is left out on purpose, listed in a baseline in vain, or not read stands in the properties of the run:
GitHub shows every result as an alert, whatever its kind.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from coursewright.reporters.json_report import as_json
from coursewright.reporters.sarif.messages import text
from coursewright.reporters.sarif.places import SRCROOT, address, at_line
from coursewright.reporters.sarif.results import result
from coursewright.reporters.sarif.rules import SpokenRules
from coursewright.reporters.shared.measure import flat, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.reporters.record import CourseRecord, Trouble
    from coursewright.reporters.reporter import RunRecord, Setting

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000
"""Results, and rules, from a run that GitHub takes; with more, it takes none."""

_SEMANTIC = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")
_FILE = {"roles": ["analysisTarget"], "sourceLanguage": "yaml"}


class SarifReport:
    """Writes one run, results as courses come, so that a large one needs little memory."""

    def __init__(self, setting: Setting) -> None:
        self._version = setting.version
        self._rules = SpokenRules()
        self._results = 0
        self._files: dict[str, str] = {}
        self._on_purpose: list[dict[str, Any]] = []
        self._stale: list[dict[str, Any]] = []
        self._unread: list[dict[str, Any]] = []

    def start(self) -> str:
        """Return what says how to read the results."""
        root = text("The root of the repository, or else the folder where the command was run.")
        opening = {
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [
                {"columnKind": "unicodeCodePoints", "originalUriBaseIds": {SRCROOT: {"description": root}}}
            ],
        }
        return f'{as_json(opening).removesuffix("}]}")},\n"results": ['

    def course(self, course: CourseRecord) -> str:
        """Return the results of one course: what is told, then what is silenced."""
        self._rules.add(course)
        self._files.update((one.path, one.kind) for one in course.files)
        self._keep(course)
        found = [result(told, self._rules.number(told)) for told in course.findings]
        found += [result(one.told, self._rules.number(one.told), one) for one in course.hushed]
        text_of_all = ""
        for one in found:
            text_of_all += (",\n" if self._results else "\n") + as_json(one)
            self._results += 1
        return text_of_all

    def end(self, run: RunRecord) -> str:
        """Return the rest of the run: its files, how it went, and the rules that spoke."""
        parts = {
            "artifacts": [_artifact(path, kind) for path, kind in self._files.items()],
            "invocations": [self._invocation(run)],
            "tool": {"driver": self._driver()},
            "properties": {
                "summary": [safe(line) for line in run.digest.lines()],
                "minutes": run.tally.minutes,
                "onPurpose": self._on_purpose,
                "stale": self._stale,
                "unread": self._unread,
            },
        }
        return "]" + "".join(f",\n{as_json(name)}: {as_json(part)}" for name, part in parts.items()) + "}]}\n"

    def _keep(self, course: CourseRecord) -> None:
        self._on_purpose += (
            {"location": at_line(one.place.path, one.place.line, one.place.column)}
            | {"node": safe(one.place.node), "reason": flat(one.reason)}
            for one in course.on_purpose
        )
        self._stale += (
            {"artifactLocation": address(one.path), "ruleId": one.code, "hint": flat(one.hint)}
            | {"gone": one.gone, "by": at_line(one.by, one.line)}
            for one in course.gone
        )
        self._unread += (
            {"location": at_line(one.place.path, one.place.line, one.place.column)}
            | {"language": flat(one.language)}
            for one in course.foreign
        )

    def _driver(self) -> dict[str, Any]:
        semantic = {"semanticVersion": self._version} if _SEMANTIC.fullmatch(self._version) else {}
        return {
            "name": "coursewright",
            "version": self._version,
            **semantic,
            "rules": self._rules.every(),
        }

    def _invocation(self, run: RunRecord) -> dict[str, Any]:
        configured = [one for one in run.troubles if one.kind != "path"]
        return {
            "executionSuccessful": run.exit_code != 2,
            "exitCode": run.exit_code,
            "exitCodeDescription": safe(run.digest.verdict),
            "toolConfigurationNotifications": [
                *map(_trouble, configured),
                *({"level": "note", "message": text(flat(note))} for note in run.notes),
            ],
            "toolExecutionNotifications": [
                *(_trouble(one) for one in run.troubles if one.kind == "path"),
                *_too_many({"results": self._results, "rules": len(self._rules)}.items()),
            ],
        }


def _artifact(path: str, kind: str) -> dict[str, Any]:
    return {"location": address(path), **_FILE, "properties": {"kind": kind}}


def _trouble(trouble: Trouble) -> dict[str, Any]:
    where = [] if trouble.path == "." else [at_line(trouble.path, trouble.line, trouble.column)]
    return {"level": "error", "message": text(flat(trouble.said)), **({"locations": where} if where else {})}


def _too_many(counts: Iterable[tuple[str, int]]) -> Iterator[dict[str, Any]]:
    for noun, count in counts:
        if count > MOST:
            said = (
                f"GitHub code scanning refuses files with more than {MOST:,} {noun}; this one has {count:,}. "
                "Check fewer courses at a time, and upload each report under a category of its own."
            )
            yield {"level": "warning", "message": text(said)}
