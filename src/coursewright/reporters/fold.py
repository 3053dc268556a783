"""Fold findings for people: one entry where three or more places of a file share a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.lint.profiles import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.lint.findings import Finding, TaskName

FOLD_FROM = 3
NAMED = 8
"""Places that a folded entry names beside the first; the rest are counted."""


class Entry(NamedTuple):
    """One finding, or several of one rule and severity in one file."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that stands for all."""
        return self.findings[0]

    @property
    def minutes(self) -> int:
        """What mending them all takes."""
        return sum(finding.minutes for finding in self.findings)

    def others(self) -> Iterator[tuple[str, list[Finding]]]:
        """Yield the named ones beside the first, by unit; units themselves stand under none."""
        by_unit: dict[str, list[Finding]] = {}
        for finding in self.findings[1 : 1 + NAMED]:
            by_unit.setdefault("" if finding.subject == finding.unit else finding.unit, []).append(finding)
        yield from by_unit.items()

    @property
    def unnamed(self) -> int:
        """How many are only counted."""
        return max(len(self.findings) - 1 - NAMED, 0)


def fold(findings: Iterable[Finding]) -> list[Entry]:
    """Return entries in the order of their first findings."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_fault(finding), []).append(finding)
    entries = []
    for group in groups.values():
        parts: Sequence[Sequence[Finding]] = [group] if len(group) >= FOLD_FROM else [[one] for one in group]
        entries += [Entry(tuple(part)) for part in parts]
    return sorted(entries, key=lambda entry: (entry.first.mark.span.start, entry.first.code))


def _fault(finding: Finding) -> tuple[object, ...]:
    """Say which findings share a fault: those of a rule, but what cannot be read goes wrong in many ways."""
    said = (finding.message, finding.fix) if finding.crash or finding.code in ALWAYS else ()
    return finding.mark.source, finding.code, finding.severity, said


def homework_tasks(findings: Iterable[Finding]) -> list[TaskName]:
    """Return the tasks that go out and never come back.

    That is a task nothing takes up (FUP001) and that nobody reads, or answers, with a plan (FUP002, FUP004).
    """
    codes: dict[TaskName, set[str]] = {}
    for finding in findings:
        if finding.task is not None:
            codes.setdefault(finding.task, set()).add(finding.code)
    return [task for task, found in codes.items() if "FUP001" in found and found & {"FUP002", "FUP004"}]
