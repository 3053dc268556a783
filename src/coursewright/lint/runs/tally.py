"""The sums over a run, kept while courses go by; they travel between processes and rest in the cache."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.lint.findings import CourseReport

_NUMBERS = (
    "files",
    "courses",
    "modules",
    "minutes",
    "on_purpose",
    "ignored",
    "hidden",
    "stale",
    "failing",
    "crashes",
    "unchecked",
    "safe_fixes",
    "unsafe_fixes",
)
_NOTHING: dict[str, Any] = {}
_COUNTERS = ("severities", "codes", "costs", "passes")


def share_of(report: CourseReport) -> dict[str, Any]:
    """Return what one course adds to the sums, as plain data; most have nothing to add to most of them."""
    found: dict[str, Any] = {"files": report.files}
    if report.is_course:
        found["courses"] = 1
    if report.modules:
        found["modules"] = report.modules
    if report.on_purpose:
        found["on_purpose"] = len(report.on_purpose)
    if report.silenced:
        found["ignored"] = sum(1 for one in report.silenced if one.kind == "comment")
        found["hidden"] = sum(1 for one in report.silenced if one.kind == "baseline")
    if report.stale:
        found["stale"] = sum(one.gone for one in report.stale)
    if report.failing:
        found["failing"] = report.failing
    if report.limits:
        found["limits"] = dict(report.limits)
    if report.passes is not None:
        number, name = report.passes
        found["passes"] = {f"{number} {name}".strip(): 1}
    if report.findings:
        found["minutes"] = sum(finding.minutes for finding in report.findings)
        found["crashes"] = sum(finding.crash for finding in report.findings)
        found["severities"] = dict(Counter(int(finding.severity) for finding in report.findings))
        found["codes"] = dict(Counter(finding.code for finding in report.findings))
        costs: Counter[str] = Counter()
        for finding in report.findings:
            costs[finding.code] += finding.minutes
        found["costs"] = dict(costs)
        found["names"] = {finding.code: finding.meta.name for finding in report.findings}
        found |= _fixes(report)
    return found


def _fixes(report: CourseReport) -> dict[str, int]:
    """Count what can be fixed by changing files that were asked for."""
    files = {one.path for one in report.checked}
    kinds = Counter(
        finding.fixable
        for finding in report.findings
        if finding.edits and all(edit.source.path in files for edit in finding.edits)
    )
    return {f"{kind}_fixes": count for kind, count in kinds.items()}


class Tally:
    """What reports come to together. `severities` counts by number: 1 a note, 2 a warning, 3 an error."""

    def __init__(self) -> None:
        self.files = 0
        self.courses = 0
        self.modules = 0
        self.minutes = 0
        self.on_purpose = 0
        self.ignored = 0
        """Findings that a comment silences."""
        self.hidden = 0
        """Findings that a baseline knows."""
        self.stale = 0
        """Findings that a baseline lists although they are gone."""
        self.failing = 0
        self.crashes = 0
        self.unchecked = 0
        """Files that were not looked at because what decides about them cannot be read."""
        self.safe_fixes = 0
        """Findings whose edits are safe."""
        self.unsafe_fixes = 0
        """Findings with edits that somebody should look at."""
        self.severities: Counter[int] = Counter()
        self.codes: Counter[str] = Counter()
        self.costs: Counter[str] = Counter()
        """By the code of a rule, the minutes that mending its findings takes."""
        self.passes: Counter[str] = Counter()
        """By the place on the ladder and the name of the profile, such as `2 recommended`."""
        self.names: dict[str, str] = {}
        self.limits: dict[str, str] = {}
        """From which severities on findings fail, each with where that is said."""
        self.unlisted: dict[str, str] = {}
        """Baselines that list nothing of a file where something is new, each with the folder of its names."""

    @property
    def crashed(self) -> bool:
        """Whether a rule stumbled."""
        return self.crashes > 0

    @property
    def total(self) -> int:
        """How many findings there are."""
        return sum(self.severities.values())

    def at_or_above(self, severity: int) -> int:
        """Count the findings that matter at least that much."""
        return sum(count for known, count in self.severities.items() if known >= severity)

    def data(self) -> dict[str, Any]:
        """Return the sums as plain data."""
        found: dict[str, Any] = {name: value for name in _NUMBERS if (value := getattr(self, name))}
        found |= {name: dict(value) for name in _COUNTERS if (value := getattr(self, name))}
        if self.names:
            found["names"] = self.names
        if self.limits:
            found["limits"] = self.limits
        if self.unlisted:
            found["unlisted"] = self.unlisted
        return found

    def join(self, data: dict[str, Any]) -> None:
        """Add sums, as `share_of` or `data` gives them."""
        for name in _NUMBERS:
            if name in data:
                setattr(self, name, getattr(self, name) + data[name])
        if "severities" in data:
            for number, count in data["severities"].items():
                self.severities[int(number)] += count
            for code, count in data["codes"].items():
                self.codes[code] += count
            for code, minutes in data["costs"].items():
                self.costs[code] += minutes
            self.names.update(data["names"])
        for name, count in data.get("passes", _NOTHING).items():
            self.passes[name] += count
        self.limits.update(data.get("limits", _NOTHING))
        self.unlisted.update(data.get("unlisted", _NOTHING))


def joined(shares: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what several courses add to the sums together."""
    if len(shares) == 1:
        return shares[0]
    tally = Tally()
    for share in shares:
        tally.join(share)
    return tally.data()
