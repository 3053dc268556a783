"""Findings that were there before: counted once, then not told again, so that only new ones are.

A baseline says of each file and rule how many findings there were at which places. A place is known by what
it is, not by its line (see `identity`), and equal places are counted together: three findings where there
were two are one new one. What is hidden is never made to look mended, and nothing is ever added but by
`create`.
"""

from __future__ import annotations

import os
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coursewright.lint.silence.identity import identity
from coursewright.lint.silence.suppressions import Silenced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from coursewright.lint.findings import Finding

NEVER = frozenset({"SPC001"})
"""What is never hidden: it keeps the other rules from looking, so nobody could tell what is new."""


class Place(NamedTuple):
    """What findings of one file are counted by: the rule, and what they are about."""

    code: str
    fingerprint: str


class Entry(NamedTuple):
    """How many findings there were at one place, and what to call it.

    `line` is where the baseline says so, 0 if nowhere yet.
    """

    times: int
    hint: str
    line: int = 0


class Baseline(NamedTuple):
    """The findings that are not told again.

    `path` is the file that lists them, or will. `files` are named with `/`, relative to `root`, which is its
    folder unless a configuration elsewhere names it.
    """

    path: Path
    files: dict[str, dict[Place, Entry]]
    root: Path

    @property
    def total(self) -> int:
        """How many findings it stands for."""
        return sum(entry.times for places in self.files.values() for entry in places.values())

    def by_rule(self) -> Counter[str]:
        """Count its findings by the codes of their rules."""
        counts: Counter[str] = Counter()
        for places in self.files.values():
            for place, entry in places.items():
                counts[place.code] += entry.times
        return counts

    def name_of(self, file: Path) -> str | None:
        """Return what a file is called in it; None for one that lies outside of its root."""
        if not file.is_relative_to(self.root):
            return None
        name = file.relative_to(self.root).as_posix()
        # Bytes that are no UTF-8 cannot be written into a file that is.
        encoded = name.encode("utf-8", "surrogateescape")
        return name if name.isascii() else encoded.decode("utf-8", "backslashreplace")


class Stale(NamedTuple):
    """An entry for which fewer findings are left than it counts; `gone` says how many fewer.

    `by` is the baseline, `file` what is listed there, and `path` where that is.
    """

    by: Path
    file: str
    path: Path
    place: Place
    entry: Entry
    gone: int


class Applied(NamedTuple):
    """Findings as a baseline parts them, and what it lists in vain."""

    new: tuple[Finding, ...]
    hidden: tuple[Silenced, ...]
    stale: tuple[Stale, ...]


def may_be_hidden(finding: Finding) -> bool:
    """Whether a baseline may list a finding: not where a rule stumbled, nor where the file cannot be read."""
    return not finding.crash and finding.code not in NEVER


def create(findings: Iterable[Finding], path: Path, root: Path | None = None) -> Baseline:
    """Return the baseline at `path` that hides these findings, as far as they may be hidden.

    Their files are named from `root`, by default the folder of the baseline. The trees of the files must
    still be there, as for `apply`.
    """
    made = Baseline(path, {}, root or path.parent)
    for finding in findings:
        name = made.name_of(finding.mark.path)
        if name is None or not may_be_hidden(finding):
            continue
        fingerprint, hint = identity(finding.mark)
        places = made.files.setdefault(name, {})
        place = Place(finding.code, fingerprint)
        known = places.get(place)
        places[place] = Entry(known.times + 1, known.hint) if known else Entry(1, hint)
    return made


def apply(
    findings: Iterable[Finding],
    baseline: Baseline,
    checked: Mapping[Path, AbstractSet[str]] = MappingProxyType({}),
) -> Applied:
    """Part findings into those that are new and those that the baseline knows.

    `checked` are files with the codes of the rules that had their say there, of which these are all findings:
    only their entries can be stale. A file of which a part could not be read is none of them.
    """
    new: list[Finding] = []
    hidden: list[Silenced] = []
    seen: dict[str, Counter[Place]] = {}
    crashed: set[str] = set()
    for finding in findings:
        name = baseline.name_of(finding.mark.path)
        places = baseline.files.get(name) if name is not None else None
        if finding.crash:
            crashed.add(finding.code)
        if name is None or not places or not may_be_hidden(finding):
            new.append(finding)
            continue
        place = Place(finding.code, identity(finding.mark).fingerprint)
        entry = places.get(place)
        counts = seen.setdefault(name, Counter())
        if entry is None or counts[place] == entry.times:
            new.append(finding)
            continue
        counts[place] += 1
        hidden.append(Silenced(finding, "baseline", "", baseline.path, entry.line))
    stale: list[Stale] = []
    for file, ran in checked.items():
        name = baseline.name_of(file)
        if name in baseline.files:
            places = baseline.files[name]
            for place, entry, gone in _gone(places, seen.get(name, Counter()), ran - crashed):
                stale.append(Stale(baseline.path, name, file, place, entry, gone))
    return Applied(tuple(new), tuple(hidden), tuple(stale))


def _gone(
    places: Mapping[Place, Entry], seen: Counter[Place], ran: AbstractSet[str]
) -> Iterator[tuple[Place, Entry, int]]:
    for place, entry in places.items():
        gone = entry.times - seen[place]
        if gone and place.code in ran:
            yield place, entry, gone


def update(baseline: Baseline, stale: Iterable[Stale]) -> Baseline:
    """Return a baseline without what no longer occurs: counts fall, and nothing is ever added."""
    files = {name: dict(places) for name, places in baseline.files.items()}
    for one in stale:
        entry = files.get(one.file, {}).get(one.place)
        if entry is None:
            continue
        if entry.times > one.gone:
            files[one.file][one.place] = entry._replace(times=entry.times - one.gone)
        else:
            del files[one.file][one.place]
    return baseline._replace(files={name: places for name, places in files.items() if places})


def prune(baseline: Baseline, stale: Iterable[Stale]) -> Baseline:
    """Do what `update` does, and let go of the files that are no longer there."""
    gone = set(missing_files(baseline))
    kept = {name: places for name, places in baseline.files.items() if name not in gone}
    return update(baseline._replace(files=kept), stale)


def missing_files(baseline: Baseline) -> list[str]:
    """Return the files that are listed and no longer there."""
    return [name for name in baseline.files if not os.path.lexists(baseline.root / name)]
