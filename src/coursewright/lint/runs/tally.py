"""The sums over a run, kept while courses go by; they travel between processes and rest in the cache."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
)
_NOTHING: dict[str, Any] = {}
_COUNTERS = ("severities", "codes", "passes")


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
        self.severities: Counter[int] = Counter()
        self.codes: Counter[str] = Counter()
        self.passes: Counter[str] = Counter()
        """By the place on the ladder and the name of the profile, such as `2 recommended`."""
        self.names: dict[str, str] = {}
        self.limits: dict[str, str] = {}
        """From which severities on findings fail, each with where that is said."""
        self.unlisted: dict[str, str] = {}
        """Baselines that list nothing of a file where something is new, each with the folder of its names."""

    def add(self, report: CourseReport) -> None:
        """Count one course."""
        self.files += report.files
        self.courses += report.is_course
        self.modules += report.modules
        self.on_purpose += len(report.on_purpose)
        self.ignored += sum(1 for one in report.silenced if one.kind == "comment")
        self.hidden += sum(1 for one in report.silenced if one.kind == "baseline")
        self.stale += sum(one.gone for one in report.stale)
        self.failing += report.failing
        self.limits |= dict(report.limits)
        if report.passes is not None:
            number, name = report.passes
            self.passes[f"{number} {name}".strip()] += 1
        for finding in report.findings:
            self.severities[int(finding.severity)] += 1
            self.codes[finding.code] += 1
            self.names[finding.code] = finding.meta.name
            self.minutes += finding.minutes
            self.crashes += finding.crash

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
        """Add the sums that `data` gave."""
        for name in _NUMBERS:
            if name in data:
                setattr(self, name, getattr(self, name) + data[name])
        if "severities" in data:
            for number, count in data["severities"].items():
                self.severities[int(number)] += count
            for code, count in data["codes"].items():
                self.codes[code] += count
            self.names.update(data["names"])
        for name, count in data.get("passes", _NOTHING).items():
            self.passes[name] += count
        self.limits.update(data.get("limits", _NOTHING))
        self.unlisted.update(data.get("unlisted", _NOTHING))
