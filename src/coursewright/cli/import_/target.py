"""The folder that an import goes to: which it is, and whether it may be written."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.importers.writing.record import RECORD, Record, read_record
from coursewright.spec.discover import COURSE_FILE, MODULE_FILE
from coursewright.spec.errors import UsageError
from coursewright.spec.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Asked", "Mode", "Target", "edited", "named", "refuse_strangers", "target_of"]

Mode: TypeAlias = Literal["new", "force", "merge"]
_SHOWN = 4


class Target(NamedTuple):
    """Where an import goes, and how."""

    path: Path
    mode: Mode
    record: Record | None
    """Of the import that wrote the folder; of a new one None."""
    edited: tuple[str, ...] = ()
    """Of a dry run: what somebody has edited since, which keeps --force from writing."""


class Asked(NamedTuple):
    """What was asked for."""

    force: bool = False
    merge: bool = False
    dry_run: bool = False


def target_of(path: Path, source: Path, asked: Asked) -> Target:
    """Return how a folder is to be written; a dry run into an imported one is of what --force would do.

    Raises `UsageError` where that would overwrite what no import wrote, or what somebody has edited since.
    """
    shown = path.as_posix()
    _refuse_source(path, source)
    if os.path.lexists(path) and not path.is_dir():
        raise UsageError(f"`{shown}` is a file.", "Name a folder with `-o`.")
    if not path.is_dir() or not any(path.iterdir()):
        return Target(path, "new", None)
    record = read_record(path)
    if record is None:
        raise _unrecorded(path, merge=asked.merge)
    if asked.merge:
        return Target(path, "merge", record)
    if not asked.force and not asked.dry_run:
        raise UsageError(
            f"`{shown}` holds an import already.",
            "`--merge` brings in what is new and keeps your edits; `--force` imports anew if there are none.",
        )
    changed = edited(path, record)
    if changed and asked.dry_run:
        return Target(path, "force", record, tuple(changed))
    if changed:
        raise UsageError(
            f"{named(changed)} in `{shown}` {'was' if len(changed) == 1 else 'were'} edited since the "
            "import, and would be lost.",
            "`--merge` keeps your edits. To give them up, delete the folder first.",
        )
    return Target(path, "force", record)


def _unrecorded(path: Path, *, merge: bool) -> UsageError:
    """Return the error for a folder that has no record of an import."""
    shown = path.as_posix()
    if not any(COURSE_FILE.fullmatch(one.name) or MODULE_FILE.fullmatch(one.name) for one in _near(path)):
        return UsageError(
            f"`{shown}` holds files that no import wrote.", "Name a folder of its own, such as `-o imported`."
        )
    if merge:
        return UsageError(
            f"`{shown}` holds a plan, and the record of its import, `{RECORD}`, is missing. Without it, your "
            "edits cannot be told from changes of the source.",
            "Restore it from version control; or import into another folder, such as `-o imported`, and "
            f"compare: `coursewright diff {shlex.quote(shown)} imported`.",
        )
    return UsageError(
        f"`{shown}` holds a plan that no import wrote, or whose record, `{RECORD}`, is missing.",
        "Name a folder of its own, such as `-o imported`.",
    )


def _near(path: Path) -> Iterator[Path]:
    """Yield what lies in a folder, and in the folders in it."""
    for one in path.iterdir():
        yield one
        if one.is_dir() and not one.is_symlink():
            with suppress(OSError):
                yield from one.iterdir()


def named(paths: Sequence[str]) -> str:
    """Return the first of some paths for a sentence, and how many others there are."""
    shown = [f"`{one}`" for one in paths[:_SHOWN]]
    more = len(paths) - len(shown)
    return listed([*shown, counted(more, "other file")] if more else shown)


def edited(folder: Path, record: Record) -> list[str]:
    """Return the files of an import that are no longer as it wrote them; those that are gone lose nothing."""
    return [path for path, sum_ in record.sums.items() if record.sum_at(folder, path) not in {"", sum_}]


def refuse_strangers(target: Target, paths: Sequence[str]) -> None:
    """Raise `UsageError` where a file is in the way that no import wrote."""
    ours = target.record.sums if target.record is not None else {}
    strange = [
        one
        for one in paths
        if one not in ours and os.path.lexists(target.path / one) and ".coursewright/" not in one
    ]
    if strange:
        raise UsageError(
            f"{named(strange)} in `{target.path.as_posix()}` would be overwritten, and no import wrote "
            f"{'it' if len(strange) == 1 else 'them'}.",
            "Move that away, or name another folder with `-o`.",
        )


def _refuse_source(path: Path, source: Path) -> None:
    """Raise `UsageError` where a course would be written into what it is read from."""
    target, read = Path(os.path.realpath(path)), Path(os.path.realpath(source))
    if target == read or (read.is_dir() and target.is_relative_to(read)):
        raise UsageError(
            f"`{path.as_posix()}` lies in what is imported, and a later import would read it along.",
            "Name a folder elsewhere, such as `-o ../plans`.",
        )
