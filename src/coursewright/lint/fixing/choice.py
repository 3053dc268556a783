"""Which findings can be fixed, and which of them at once."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from coursewright.lint.fixing.texts import Stretch, parses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from coursewright.lint.findings import Finding

READING = frozenset({"SPC001", "SPC002", "SPC003", "SPC008", "SPC009"})
"""Rules about what could not be read as it was meant. Other rules see more once it can."""


class Fix(NamedTuple):
    """A finding, and what all of its edits together write."""

    finding: Finding
    stretches: tuple[Stretch, ...]


def fixes(findings: Iterable[Finding], *, unsafe: bool, may_write: Callable[[Path], bool]) -> tuple[Fix, ...]:
    """Return what can be fixed, in the order of the findings.

    Those of one round: while something is not read as it was meant, only that is fixed, because what other
    rules say of the rest may not hold. A file that is no YAML is left to its author.
    """
    kinds = {"safe", "unsafe"} if unsafe else {"safe"}
    wanted = [
        one
        for one in findings
        if one.fixable in kinds and all(may_write(edit.source.path) for edit in one.edits)
    ]
    files = {edit.source for one in wanted for edit in one.edits}
    broken = {source for source in files if not parses(source.path, source.text)}
    found = [
        Fix(one, tuple(map(Stretch.of, one.edits)))
        for one in wanted
        if not any(edit.source in broken for edit in one.edits)
    ]
    first = [one for one in found if one.finding.code in READING]
    return tuple(first or found)


def apart(found: Sequence[Fix]) -> tuple[Fix, ...]:
    """Return the fixes that can be made at once: of those that meet the first, and each whole."""
    chosen: list[Fix] = []
    taken: defaultdict[Path, list[Stretch]] = defaultdict(list)
    for one in found:
        if not any(_meets_any(mine, taken[mine.file]) for mine in one.stretches):
            chosen.append(one)
            for mine in one.stretches:
                insort(taken[mine.file], mine, key=_start)
    return tuple(chosen)


def _meets_any(stretch: Stretch, taken: Sequence[Stretch]) -> bool:
    """Whether a stretch meets one of others that do not overlap, and come in order: the last that may."""
    after = bisect_right(taken, stretch.end, key=_start)
    return after > 0 and stretch.meets(taken[after - 1])


def _start(stretch: Stretch) -> int:
    return stretch.start
