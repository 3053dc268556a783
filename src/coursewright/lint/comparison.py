"""Which findings are new and which are mended, from one state of a course to the next.

Both states are checked by one configuration, so that what differs is the course. Findings are matched as in
baselines, by what they are about and not by their lines; what got another id, or went to another file, is
looked for by its title.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from coursewright.lint.silence.identity import identity

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping
    from pathlib import Path

    from coursewright.lint.findings import Finding
    from coursewright.lint.policy import Policy
    from coursewright.spec.source import Source

__all__ = ["FindingsCompared", "compared_findings", "policies_elsewhere"]


class FindingsCompared(NamedTuple):
    """The findings that came, those that went, and how many both states have."""

    new: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    kept: int = 0


def compared_findings(
    old: Iterable[Finding], new: Iterable[Finding], files: Mapping[Source, Source]
) -> FindingsCompared:
    """Compare the findings of two states of a course, while their trees are still there.

    `files` maps files of the new state to those of the old one that they go together with.
    """
    waiting, fresh, kept = list(old), list(new), 0
    for key in _keys(files):
        by_key: dict[Hashable, list[Finding]] = defaultdict(list)
        for finding in waiting:
            if (said := key(finding)) is not None:
                by_key[said].append(finding)
        left: list[Finding] = []
        gone: set[int] = set()
        for finding in fresh:
            said = key(finding)
            if said is not None and by_key[said]:
                gone.add(id(by_key[said].pop(0)))
            else:
                left.append(finding)
        kept += len(gone)
        waiting = [finding for finding in waiting if id(finding) not in gone]
        fresh = left
    return FindingsCompared(tuple(fresh), tuple(waiting), kept)


def _keys(files: Mapping[Source, Source]) -> Iterable[Callable[[Finding], Hashable | None]]:
    """Return what two findings must share to be the same, what says most first."""

    def file(finding: Finding) -> Source:
        return files.get(finding.file, finding.file)

    def print_of(finding: Finding) -> str:
        return identity(finding.mark).fingerprint

    return (
        lambda finding: (finding.code, file(finding), print_of(finding)),
        lambda finding: (finding.code, print_of(finding)),
        lambda finding: (finding.code, file(finding), finding.subject) if finding.subject else None,
        lambda finding: (finding.code, finding.subject) if finding.subject else None,
        lambda finding: (finding.code, file(finding), finding.message),
    )


def policies_elsewhere(
    policy_of: Callable[[Path], Policy], here: Path, there: Path
) -> Callable[[Path], Policy]:
    """Return the policies of a folder `here` for a copy of it `there`, as if its files stood `here`."""
    if here == there:
        return policy_of
    moved: dict[int, Policy] = {}

    def found(path: Path) -> Policy:
        inside = path.is_relative_to(there)
        policy = policy_of(here / path.relative_to(there) if inside else path)
        if id(policy) not in moved:
            moved[id(policy)] = _moved(policy, here, there)
        return moved[id(policy)]

    return found


def _moved(policy: Policy, here: Path, there: Path) -> Policy:
    if not any(one.folder.is_relative_to(here) for one in policy.overrides):
        return policy
    shifted = copy.copy(policy)
    shifted.overrides = tuple(
        one._replace(folder=there / one.folder.relative_to(here)) if one.folder.is_relative_to(here) else one
        for one in policy.overrides
    )
    return shifted
