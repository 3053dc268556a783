"""`coursewright baseline create`, `update` and `prune`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from coursewright.cli.guard import CANNOT
from coursewright.cli.terminal import columns, tell, tell_errors
from coursewright.lint.silence.baseline import (
    Baseline,
    Stale,
    apply,
    create,
    may_be_hidden,
    missing_files,
    prune,
    update,
)
from coursewright.lint.silence.baseline_file import write_baseline
from coursewright.lint.silence.baselines import Found, Hidden, nearest, read_found
from coursewright.lint.silence.whereabouts import NAME, find_baseline
from coursewright.reporters.shared.complaint import unchecked
from coursewright.reporters.shared.measure import flat, wrap
from coursewright.reporters.shared.paths import folder_from_here, from_here
from coursewright.spec.discover import absolute
from coursewright.spec.errors import NothingToCheckError, UsageError
from coursewright.spec.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from coursewright.lint.findings import Finding
    from coursewright.lint.silence.baseline import Entry, Place
    from coursewright.lint.silence.baselines import Hold
    from coursewright.spec.errors import CoursewrightError


class Checking(Protocol):
    """A run over some paths, done by iterating; `errors` fills up meanwhile."""

    @property
    def errors(self) -> list[CoursewrightError]: ...  # noqa: D102
    def __iter__(self) -> Iterator[object]: ...


Check: TypeAlias = "Callable[[Sequence[Path], Hold], Checking]"
"""Checks paths, and has what is found in each course held, before any baseline hides some of it."""


Find: TypeAlias = "Callable[[Path], Found | None]"
"""Says which baseline a folder has."""


def create_baseline(
    folder: Path, check: Check, *, named: Find = lambda _folder: None, force: bool = False
) -> int:
    """Freeze what is found in a folder, say what that was and how to go on. Return the exit code.

    `named` is the baseline that a configuration names. It is about all that stands below its root: what it
    lists of other folders stays.
    """
    folder = absolute(folder)
    if not folder.is_dir():
        raise UsageError(f"{_shown(folder)} is no folder.", f"Name the folder that {NAME} is to stand in.")
    at = named(folder) or Found(folder / NAME, folder)
    path = at.path
    if path.exists() and not force:
        hint = (
            "`coursewright baseline update` takes out what has been mended;"
            " `--force` freezes everything anew, what is new included."
        )
        raise UsageError(f"{_shown(path)} is there already.", hint)
    outer = find_baseline(folder)
    others = _of_other_folders(at, folder)
    frozen = Baseline(path, {}, at.root)
    names: dict[str, str] = {}
    left: Counter[str] = Counter()

    def hold(findings: Sequence[Finding], _ran: Mapping[Path, AbstractSet[str]]) -> Hidden:
        frozen.files.update(create(findings, path, at.root).files)
        names.update({one.code: one.meta.name for one in findings})
        left.update(one.code for one in findings if not may_be_hidden(one))
        return Hidden(tuple(findings), (), ())

    run = check([folder], hold)
    for _ in run:
        pass
    if _failed(run.errors, "No baseline was made"):
        return CANNOT
    if frozen.files or path.exists() or at.said is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_baseline(frozen._replace(files={**others, **frozen.files}))
    for line in _created(frozen, names, left, written=path.exists()):
        _say(line)
    if kept := len(others.keys() - frozen.files.keys()):
        _say(f"{_shown(path)} still lists what it did of {counted(kept, 'file')} elsewhere.")
    if frozen.files and outer is not None and outer != path:
        _say(f"It stands in for {_shown(outer)} here.")
    return 0


def _of_other_folders(at: Found, folder: Path) -> dict[str, dict[Place, Entry]]:
    """Return what a baseline lists already of files that are not in a folder."""
    if folder == at.root or not at.path.exists():
        return {}
    before = read_found(at)
    return {
        name: places
        for name, places in before.files.items()
        if not (before.root / name).is_relative_to(folder)
    }


def _created(
    baseline: Baseline, names: Mapping[str, str], left: Counter[str], *, written: bool
) -> Iterator[str]:
    if baseline.files:
        total, files = counted(baseline.total, "finding"), counted(len(baseline.files), "file")
        yield f"Froze {total} in {files}, in {_shown(baseline.path)}:"
        yield from (
            f"{number:7,}  {code} {names.get(code, '')}".rstrip()
            for code, number in sorted(baseline.by_rule().items(), key=lambda one: (-one[1], one[0]))
        )
        yield (
            "From now on `coursewright lint` reports what is new. Keep the file with the courses,"
            " and run `coursewright baseline update` when something has been mended."
        )
    else:
        where = f" in {_shown(baseline.path)}" if written else ""
        yield f"There is nothing to freeze{where}."
    if left:
        what = f"{counted(left.total(), 'finding')} of {listed(sorted(left))}"
        yield (
            f"Not frozen: {what}. Mend these first: they keep other rules from looking,"
            " and what is behind them will be new."
        )


def update_baseline(
    folder: Path,
    check: Check,
    *,
    find: Find = nearest,
    gone_files: bool = False,
) -> int:
    """Take out of a folder's baseline what has been mended in it, and add nothing. Return the exit code.

    With `gone_files` (`prune`), also what is listed of files that are no longer there.
    """
    folder = absolute(folder)
    at = find(folder)
    if at is None:
        hint = "Make one with `coursewright baseline create`."
        where = folder_from_here(folder, Path.cwd())
        raise UsageError(f"There is no {NAME} in {where} or above it.", hint)
    before = read_found(at)
    stale: list[Stale] = []
    seen: set[str | None] = set()
    found: set[str | None] = set()

    def hold(findings: Sequence[Finding], ran: Mapping[Path, AbstractSet[str]]) -> Hidden:
        stale.extend(apply(findings, before, ran).stale)
        seen.update(before.name_of(file) for file in ran)
        found.update(before.name_of(one.mark.path) for one in findings if may_be_hidden(one))
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
    _say(_updated(before, after))
    for line in _left_alone(after, folder, seen, anew=not found <= before.files.keys()):
        _say(line)
    return 0


def prune_baseline(folder: Path, check: Check, *, find: Find = nearest) -> int:
    """Do what `update_baseline` does, and let go of files that are no longer there. Return the exit code."""
    return update_baseline(folder, check, find=find, gone_files=True)


def _updated(before: Baseline, after: Baseline) -> str:
    shown = _shown(before.path)
    gone = before.total - after.total
    if not gone:
        return f"Nothing to take out: all {counted(before.total, 'finding')} in {shown} may still be there."
    if not after.total:
        return f"Took out {counted(gone, 'finding')}: {shown} is empty, and can be deleted."
    return f"Took out {counted(gone, 'finding')}: {after.total:,} of {before.total:,} are left in {shown}."


def renamed(baseline: Baseline) -> str:
    """Ask about the files that a baseline lists and that are gone, or return nothing."""
    missing = missing_files(baseline)
    if not missing:
        return ""
    be = "is" if len(missing) == 1 else "are"
    such = "" if len(missing) == 1 else "such as "
    was = "was it renamed? Then" if len(missing) == 1 else "was one renamed? Then"
    return (
        f"{_shown(baseline.path)} lists {counted(len(missing), 'file')} that {be} no longer there"
        f" ({such}{flat(missing[0])}): {was} rename it in the baseline, too."
    )


def _left_alone(
    baseline: Baseline, folder: Path, seen: AbstractSet[str | None], *, anew: bool
) -> Iterator[str]:
    """Say what was not looked at in the folder; `anew`: something was found in files not listed."""
    missing = set(missing_files(baseline))
    unread = [
        name
        for name in baseline.files
        if name not in seen and name not in missing and (baseline.root / name).is_relative_to(folder)
    ]
    if unread:
        files = counted(len(unread), "file")
        yield f"Left alone: {files} that cannot be judged, because a part of the course cannot be read."
    if missing and anew:
        yield f"{renamed(baseline)} `coursewright baseline prune` lets go of what is gone."
    elif missing:
        files = counted(len(missing), "file")
        yield f"Listed and not there: {files}. `coursewright baseline prune` lets go of what is gone."


def _failed(errors: Sequence[CoursewrightError], outcome: str) -> bool:
    distinct = list({str(error): error for error in errors}.values())
    tell_errors(distinct)
    if errors:
        sys.stderr.write("\n" if hasattr(distinct[-1], "faults") else "")
        tell(f"{outcome}: {unchecked(distinct)}.")
    return bool(errors)


def _say(line: str) -> None:
    """Print a sentence, at the width there is, or a row of a table as it is."""
    parts = [line] if line.startswith(" ") else wrap(line, columns())
    sys.stdout.write("".join(f"{part}\n" for part in parts))


def _shown(path: Path) -> str:
    return from_here(path, Path.cwd())
