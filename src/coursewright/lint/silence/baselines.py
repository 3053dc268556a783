"""Which baseline is about which file, and what they hide of a course."""

from __future__ import annotations

import os
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.lint.config.document import ConfigError
from coursewright.lint.silence.whereabouts import find_baseline
from coursewright.spec.errors import CoursewrightError
from coursewright.spec.file_faults import FileFault
from coursewright.spec.witness import made_of, watched
from coursewright.spec.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from coursewright.lint.findings import Finding
    from coursewright.lint.silence.baseline import Baseline, Stale
    from coursewright.lint.silence.suppressions import Silenced
    from coursewright.spec.nodes import Scalar
    from coursewright.spec.witness import Evidence


class Found(NamedTuple):
    """A baseline, and the folder from which its files are named; `said` is where a configuration names it."""

    path: Path
    root: Path
    said: Scalar | None = None


class Baselines:
    """Finds and keeps the baselines of a run. Each is read once, however many files it is about.

    `named` returns what the configuration of a folder says: a baseline and the folder from which its files
    are named, "off" for none at all, or None where it says nothing and the nearest one counts.
    """

    def __init__(self, named: Callable[[Path], Found | Literal["off"] | None] = lambda _folder: None) -> None:
        self._named = named
        self._at: dict[str, Found | None] = {}
        self._read: dict[Path, tuple[Baseline | CoursewrightError, Evidence]] = {}
        self._evidence: dict[Path, Evidence] = {}

    def of(self, file: Path) -> Baseline | None:
        """Return the baseline that is about a file.

        Raises `BaselineError` for one that is none, and what else `read_found` does.
        """
        at = self._in(os.path.dirname(file))  # noqa: PTH120 - asked for each file of a run, of paths as text
        if at is None:
            return None
        found, _ = self._known(at)
        if isinstance(found, CoursewrightError):
            raise found
        return found

    def _known(self, at: Found) -> tuple[Baseline | CoursewrightError, Evidence]:
        if at.path not in self._read:
            with watched() as evidence:
                found = _read(at)
            self._read[at.path] = found, evidence
        return self._read[at.path]

    def at(self, folder: Path) -> Found | None:
        """Return where the baseline is that is about the files of a folder."""
        return self._in(str(folder))

    def _in(self, name: str) -> Found | None:
        if name not in self._at:
            folder = Path(name)
            named = self._named(folder)
            self._at[name] = nearest(folder) if named is None else None if named == "off" else named
        return self._at[name]

    def without(self, findings: Iterable[Finding]) -> Iterator[Baseline]:
        """Yield the baselines that list nothing of a file where one of these findings is."""
        for path, found in _by_file(findings).items():
            baseline = self.of(path)
            if baseline is None:
                continue
            from coursewright.lint.silence.baseline import may_be_hidden  # noqa: PLC0415 - most have none

            if any(map(may_be_hidden, found)) and baseline.name_of(path) not in baseline.files:
                yield baseline

    def evidence(self, folder: Path) -> Evidence:
        """Return what the baseline of a folder was made of: what was read, and what was looked for."""
        known = self._evidence.get(folder)
        if known is None:
            with watched() as known:
                find_baseline(folder)  # again, for what it looks for: where it is may be known from before
                at = self.at(folder)
                if at is not None:
                    made_of(self._known(at)[1])
            self._evidence[folder] = known
        return known


def nearest(folder: Path) -> Found | None:
    """Return the nearest baseline at or above a folder."""
    path = find_baseline(folder)
    return Found(path, path.parent) if path is not None else None


def read_found(at: Found) -> Baseline:
    """Read a baseline.

    Raises `BaselineError` for one that is none, `ConfigError` where a configuration names one that is not
    there, and `UnreadableInputError` where it does not open.
    """
    if at.said is not None and not os.path.lexists(at.path):
        message = f"There is no baseline {quoted(at.said.text)}."
        hint = "Make it with `coursewright baseline create`, or leave the key out."
        raise ConfigError([FileFault.at(at.said, message, hint)])
    from coursewright.lint.silence.baseline_file import read_baseline  # noqa: PLC0415 - most repositories have none

    return read_baseline(at.path, at.root)


def _read(at: Found) -> Baseline | CoursewrightError:
    try:
        return read_found(at)
    except CoursewrightError as error:
        return error


class Ran(Mapping[Path, AbstractSet[str]]):
    """The rules that had their say in each of some files, worked out only for those that somebody asks about.

    Nearly all files have no baseline, and the answer takes a while.
    """

    def __init__(self, files: Iterable[Path], in_file: Callable[[Path], AbstractSet[str]]) -> None:
        self._files = dict.fromkeys(files)
        self._in_file = in_file

    def __getitem__(self, file: Path) -> AbstractSet[str]:
        """Return the codes of the rules that had their say in a file."""
        if file not in self._files:
            raise KeyError(file)
        return self._in_file(file)

    def __contains__(self, file: object) -> bool:
        return file in self._files

    def __iter__(self) -> Iterator[Path]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class Hidden(NamedTuple):
    """Findings as several baselines part them, and what these list in vain."""

    new: tuple[Finding, ...]
    hidden: tuple[Silenced, ...]
    stale: tuple[Stale, ...]


Hold: TypeAlias = "Callable[[Sequence[Finding], Mapping[Path, AbstractSet[str]]], Hidden]"
"""What is done with the findings of each course while its trees are still there."""


def hide(
    findings: Iterable[Finding],
    ran: Mapping[Path, AbstractSet[str]],
    of: Callable[[Path], Baseline | None],
) -> Hidden:
    """Hold the findings of a course against the baselines of its files, as `apply` does against one.

    `ran` are the files of which these are all findings, with the codes of the rules that had their say there.
    The trees of the files must still be there.
    """
    nothing: dict[Path, list[Finding]] = {file: [] for file in ran}
    by_file = nothing | _by_file(findings)
    new: list[Finding] = []
    hidden: list[Silenced] = []
    stale: list[Stale] = []
    for file, found in by_file.items():
        baseline = of(file)
        if baseline is None:
            new += found
            continue
        from coursewright.lint.silence.baseline import apply  # noqa: PLC0415 - most repositories have none

        parted = apply(found, baseline, {file: ran[file]} if file in ran else {})
        new += parted.new
        hidden += parted.hidden
        stale += parted.stale
    return Hidden(tuple(new), tuple(hidden), tuple(stale))


def _by_file(findings: Iterable[Finding]) -> dict[Path, list[Finding]]:
    by_file: dict[Path, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.mark.path, []).append(finding)
    return by_file
