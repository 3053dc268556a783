"""Fold findings for people: one entry where three or more places of a file share a fault."""

# ruff: noqa: D102 - what a finding answers is said where findings are

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from coursewright.lint.profiles import ALWAYS
from coursewright.lint.telling import FOLD_FROM

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from coursewright.reporters.shared.homework import Task

NAMED = 8
"""Places that a folded entry names beside the first; the rest are counted."""


class Placed(Protocol):
    """What stands in a file."""

    @property
    def file(self) -> Hashable: ...


class Foldable(Placed, Protocol):
    """What folding asks of a finding: those of the engine and those of a record both answer it."""

    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> Hashable: ...
    @property
    def message(self) -> str: ...
    @property
    def fix(self) -> str: ...
    @property
    def minutes(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def task(self) -> Task | None: ...
    @property
    def crash(self) -> bool: ...
    @property
    def todo(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def start(self) -> tuple[int, int]: ...


T = TypeVar("T", bound=Foldable)
P = TypeVar("P", bound=Placed)


class Entry(NamedTuple, Generic[T]):
    """One finding, or several of one rule and severity in one file."""

    findings: tuple[T, ...]

    @property
    def first(self) -> T:
        """The finding that stands for all."""
        return self.findings[0]

    @property
    def minutes(self) -> int:
        """What mending them all takes."""
        return sum(finding.minutes for finding in self.findings)

    def others(self) -> Iterator[tuple[str, list[T]]]:
        """Yield the named ones beside the first, by unit; units themselves stand under none."""
        by_unit: dict[str, list[T]] = {}
        for finding in self.findings[1 : 1 + NAMED]:
            by_unit.setdefault("" if finding.subject == finding.unit else finding.unit, []).append(finding)
        yield from by_unit.items()

    @property
    def unnamed(self) -> int:
        """How many are only counted."""
        return max(len(self.findings) - 1 - NAMED, 0)


def fold(findings: Iterable[T]) -> list[Entry[T]]:
    """Return entries in the order of their first findings."""
    groups: dict[tuple[object, ...], list[T]] = {}
    for finding in findings:
        groups.setdefault(_fault(finding), []).append(finding)
    entries: list[Entry[T]] = []
    for group in groups.values():
        parts: Sequence[Sequence[T]] = [group] if len(group) >= FOLD_FROM else [[one] for one in group]
        entries += [Entry(tuple(part)) for part in parts]
    return sorted(entries, key=lambda entry: (entry.first.start, entry.first.code))


def by_file(findings: Iterable[P]) -> dict[Hashable, list[P]]:
    """Return findings, or what else has a file, by that file, in the order in which the files come."""
    found: dict[Hashable, list[P]] = {}
    for finding in findings:
        found.setdefault(finding.file, []).append(finding)
    return found


def _fault(finding: Foldable) -> tuple[object, ...]:
    """Say which findings share a fault: those of a rule, but what cannot be read goes wrong in many ways."""
    said = (finding.message, finding.fix) if finding.crash or finding.code in ALWAYS else ()
    return finding.file, finding.code, finding.severity, said
