"""The report for GitLab code quality: a JSON list. Of an entry GitLab shows its description and its place."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from coursewright.reporters.json_report import as_json
from coursewright.reporters.shared.entry_words import explain
from coursewright.reporters.shared.measure import encodable, flat

if TYPE_CHECKING:
    from coursewright.reporters.record import CourseRecord, Place, Told, Trouble
    from coursewright.reporters.reporter import RunRecord, Setting

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}
_UNCHECKED = "critical"
"""What could not be checked may hide anything."""


class GitLabReport:
    """Writes an entry for each finding as they come."""

    def __init__(self, setting: Setting) -> None:  # noqa: ARG002 - every reporter is made of one
        self._met: Counter[str] = Counter()
        self._any = False

    def start(self) -> str:
        """Return the opening of the list."""
        return "["

    def course(self, course: CourseRecord) -> str:
        """Return the entries of one course."""
        return "".join(map(self._finding, course.findings))

    def end(self, run: RunRecord) -> str:
        """Return what could not be checked, and the end of the list."""
        return "".join(map(self._trouble, run.troubles)) + ("\n]\n" if self._any else "]\n")

    def _finding(self, told: Told) -> str:
        fix = flat(told.fix)
        mend = f" Fix: {fix}{'' if fix.endswith(('.', '?', '!')) else '.'}" if fix else ""
        body = [f"why: {flat(told.why)}"] if told.why else []
        body += [f"fix: {fix}"] if fix else []
        return self._entry(
            {
                "description": f"{flat(told.message)}{mend} ({told.code})",
                "check_name": told.code,
                "fingerprint": self._fingerprint(told.place.path, told.fingerprint),
                "severity": _SEVERITIES[told.severity],
                "location": {"path": _path(told.place.path), "lines": _lines(told.place)},
                "content": {"body": "\n\n".join([*body, f"more: `{explain(told.code)}`"])},
            }
        )

    def _trouble(self, trouble: Trouble) -> str:
        return self._entry(
            {
                "description": flat(trouble.said),
                "check_name": f"unchecked-{trouble.kind}",
                "fingerprint": self._fingerprint(trouble.path, f"{trouble.kind}\0{trouble.message}"),
                "severity": _UNCHECKED,
                "location": {"path": _path(trouble.path), "lines": {"begin": max(trouble.line, 1)}},
            }
        )

    def _entry(self, entry: dict[str, Any]) -> str:
        before = ",\n" if self._any else "\n"
        self._any = True
        return before + as_json(entry)

    def _fingerprint(self, path: str, about: str) -> str:
        """Return what tells a fault from every other: GitLab shows one of those that are alike."""
        met = f"{path}\0{about}"
        self._met[met] += 1
        times = self._met[met]
        said = met if times == 1 else f"{met}\0{times}"
        return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _path(path: str) -> str:
    return encodable(path.removeprefix("./"))


def _lines(place: Place) -> dict[str, int]:
    """Return the first and the last line."""
    return {"begin": max(place.line, 1), "end": max(place.line, place.last_line, 1)}
