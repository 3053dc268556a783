"""What came of checking one package."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coursewright.packages.catalogue import Check, Severity
    from coursewright.packages.kinds import Kind
    from coursewright.packages.said import Place

__all__ = ["Fault", "Report"]


class Fault(NamedTuple):
    """One thing that is wrong at one place."""

    check: Check
    severity: Severity
    place: Place
    says: str
    """What is wrong, as sentences."""
    why: str
    do: str


class Report(NamedTuple):
    """All that is wrong with a package, the gravest first, then in the order of the package."""

    path: Path
    kind: Kind
    faults: tuple[Fault, ...]
    more: Mapping[str, int]
    """By code: how many further places there are, of checks that speak of very many."""
    files: int
    size: int
    """Bytes, packed; of a folder, of its files."""
    looked_into: bool
    """Whether there are checks for what this package is, beyond those of its archive."""

    @property
    def refused(self) -> bool:
        """Whether a platform that it is meant for refuses it, or loses something."""
        return any(fault.severity == "error" for fault in self.faults)

    def count(self, severity: Severity) -> int:
        """Return how many faults weigh so much, those that are only counted included."""
        shown = [fault for fault in self.faults if fault.severity == severity]
        return len(shown) + sum(self.more.get(code, 0) for code in {fault.check.code for fault in shown})
