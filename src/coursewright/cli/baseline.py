"""`coursewright baseline create`, `update` and `prune`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from coursewright.cli.guard import CANNOT
from coursewright.cli.terminal import tell, tell_error
from coursewright.lint.baseline import (
    NAME,
    Baseline,
    Stale,
    apply,
    create,
    may_be_hidden,
    missing_files,
    prune,
    update,
)
from coursewright.lint.baseline_file import find_baseline, read_baseline, write_baseline
from coursewright.lint.baselines import Found, Hidden, nearest
from coursewright.reporters.paths import from_here
from coursewright.reporters.summary import counted, listed
from coursewright.spec.errors import NothingToCheckError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from coursewright.lint.baselines import Hold
    from coursewright.lint.findings import Finding
    from coursewright.spec.errors import CoursewrightError


class Checking(Protocol):
    """A run over some paths, done by iterating; `errors` fills up meanwhile."""

    @property
    def errors(self) -> list[CoursewrightError]: ...  # noqa: D102
    def __iter__(self) -> Iterator[object]: ...


Check: TypeAlias = "Callable[[Sequence[Path], Hold], Checking]"
"""Checks paths, and has what is found in each course held, before any baseline hides some of it."""


def create_baseline(folder: Path, check: Check, *, force: bool = False) -> int:
    """Freeze what is found in a folder, say what that was and how to go on. Return the exit code."""
    folder = _absolute(folder)
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder.", f"Name the folder that {NAME} is to stand in.")
    path = folder / NAME
    if path.exists() and not force:
        hint = (
            "`coursewright baseline update` takes out what has been mended;"
            " `--force` freezes everything anew, what is new included."
        )
        raise UsageError(f"{_shown(path)} is there already.", hint)
    outer = find_baseline(folder)
    baseline = Baseline(path, {}, folder)
    names: dict[str, str] = {}
    left: Counter[str] = Counter()

    def hold(findings: Sequence[Finding], _ran: Mapping[Path, AbstractSet[str]]) -> Hidden:
        baseline.files.update(create(findings, path).files)
        names.update({one.code: one.meta.name for one in findings})
        left.update(one.code for one in findings if not may_be_hidden(one))
        return Hidden(tuple(findings), (), ())

    run = check([folder], hold)
    for _ in run:
        pass
    if _failed(run.errors, "No baseline was made"):
        return CANNOT
    if baseline.files or path.exists():
        write_baseline(baseline)
    sys.stdout.write(_created(baseline, names, left))
    if baseline.files and outer is not None and outer != path:
        sys.stdout.write(f"It stands in for {_shown(outer)} here.\n")
    return 0


def _created(baseline: Baseline, names: Mapping[str, str], left: Counter[str]) -> str:
    lines = []
    if baseline.files:
        total, files = counted(baseline.total, "finding"), counted(len(baseline.files), "file")
        lines.append(f"Froze {total} in {files}, in {_shown(baseline.path)}:")
        lines += [
            f"{number:7,}  {code} {names.get(code, '')}".rstrip()
            for code, number in sorted(baseline.by_rule().items(), key=lambda one: (-one[1], one[0]))
        ]
        lines.append("From now on `coursewright lint` tells what is new. Keep the file with the courses,")
        lines.append("and run `coursewright baseline update` when something has been mended.")
    else:
        lines.append("There is nothing to freeze.")
    if left:
        what = f"{counted(left.total(), 'finding')} of {listed(sorted(left))}"
        lines.append(f"Not frozen: {what}. Mend these first: they keep other rules from looking,")
        lines.append("and what is behind them will be new.")
    return "\n".join(lines) + "\n"


def update_baseline(
    folder: Path,
    check: Check,
    *,
    find: Callable[[Path], Found | None] = nearest,
    gone_files: bool = False,
) -> int:
    """Take out of a folder's baseline what has been mended in it, and add nothing. Return the exit code.

    With `gone_files` (`prune`), also what is listed of files that are no longer there.
    """
    folder = _absolute(folder)
    at = find(folder)
    if at is None:
        hint = "Make one with `coursewright baseline create`."
        raise UsageError(f"There is no {NAME} in {folder} or above it.", hint)
    before = read_baseline(*at)
    stale: list[Stale] = []
    seen: set[str | None] = set()

    def hold(findings: Sequence[Finding], ran: Mapping[Path, AbstractSet[str]]) -> Hidden:
        stale.extend(apply(findings, before, ran).stale)
        seen.update(before.name_of(file) for file in ran)
        return Hidden(tuple(findings), (), ())

    errors: list[CoursewrightError] = []
    try:
        run = check([folder], hold)
        for _ in run:
            pass
        errors = run.errors
    except NothingToCheckError:
        if not gone_files:
            raise
    if _failed(errors, "The baseline was left as it is"):
        return CANNOT
    after = prune(before, stale) if gone_files else update(before, stale)
    if after.total != before.total:
        write_baseline(after)
    sys.stdout.write(_updated(before, after))
    sys.stdout.write(_left_alone(after, folder, seen))
    return 0


def prune_baseline(folder: Path, check: Check, *, find: Callable[[Path], Found | None] = nearest) -> int:
    """Do what `update_baseline` does, and let go of files that are no longer there. Return the exit code."""
    return update_baseline(folder, check, find=find, gone_files=True)


def _updated(before: Baseline, after: Baseline) -> str:
    shown = _shown(before.path)
    gone = before.total - after.total
    if not gone:
        return f"Nothing to take out: all {counted(before.total, 'finding')} in {shown} may still be there.\n"
    if not after.total:
        return f"Took out {counted(gone, 'finding')}: {shown} is empty, and can be deleted.\n"
    return f"Took out {counted(gone, 'finding')}: {after.total:,} of {before.total:,} are left in {shown}.\n"


def _left_alone(baseline: Baseline, folder: Path, seen: AbstractSet[str | None]) -> str:
    """Say what was not looked at, though it is in the folder."""
    missing = set(missing_files(baseline))
    unread = [
        name
        for name in baseline.files
        if name not in seen and name not in missing and (baseline.root / name).is_relative_to(folder)
    ]
    said = ""
    if unread:
        files = counted(len(unread), "file")
        said += f"Left alone: {files} that cannot be judged, because a part of the course cannot be read.\n"
    if missing:
        files = counted(len(missing), "file")
        said += f"Listed and not there: {files}. `coursewright baseline prune` lets go of what is gone.\n"
    return said


def _failed(errors: Sequence[CoursewrightError], outcome: str) -> bool:
    for error in errors:
        tell_error(error)
    if errors:
        tell(f"{outcome}: {counted(len(errors), 'path')} could not be checked.")
    return bool(errors)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - symbolic links stay as they were named


def _shown(path: Path) -> str:
    return from_here(path, Path.cwd())
