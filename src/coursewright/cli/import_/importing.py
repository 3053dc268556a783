"""`coursewright import`: recognise, read, finish, write, and tell."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.import_.placing import Placing
from coursewright.cli.import_.recognising import form_of, list_forms, troubles_of
from coursewright.cli.import_.refusing import refusal, refuse_no_file
from coursewright.cli.import_.target import Asked, refuse_strangers, target_of
from coursewright.cli.import_.told import Done, tell_done, write_report
from coursewright.cli.lint.outputs import refuse_spec
from coursewright.cli.status_line import StatusLine
from coursewright.importers.bringing import brought
from coursewright.importers.desk import Desk, Wishes
from coursewright.importers.finishing.ids import course_id
from coursewright.importers.finishing.known import NOTHING_KNOWN
from coursewright.importers.merging.changes import merged_changes
from coursewright.importers.merging.merge import merge
from coursewright.importers.merging.ours import ours_in
from coursewright.importers.report.report import report_of
from coursewright.importers.source import open_source
from coursewright.importers.writing.folders import all_of
from coursewright.packages.said import RefusedError
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from coursewright.cli.import_.target import Target
    from coursewright.importers.bringing import Brought
    from coursewright.importers.formats import Format
    from coursewright.importers.merging.ours import Ours
    from coursewright.importers.merging.outcome import Merged
    from coursewright.importers.source import Source
    from coursewright.importers.writing.folders import Changes

__all__ = ["ImportWish", "list_forms", "run_import"]

CONFLICTS = 1


class ImportWish(NamedTuple):
    """What was asked for: the words of the command line, as they were typed."""

    source: Path | None = None
    form: str = ""
    output: str = ""
    map_file: Path | None = None
    merge: bool = False
    force: bool = False
    dry_run: bool = False
    report: str = ""


def run_import(wish: ImportWish) -> int:
    """Import a course; return the exit code."""
    if wish.source is None:
        raise UsageError(
            "There is nothing to import.",
            "Name an export, a folder or a file: `coursewright import course.imscc`. `--list` names forms.",
        )
    if wish.merge and wish.force:
        raise UsageError("--merge keeps your edits, and --force is for folders without any.", "Take one.")
    report_file = _report_file(wish)
    refuse_no_file(wish.source)
    try:
        source = open_source(wish.source)
        try:
            form = form_of(wish.form, source, mapped=wish.map_file is not None)
            return _import(wish, wish.source, source, form, report_file)
        finally:
            source.package.close()
    except RefusedError as error:
        raise refusal(wish.source.as_posix(), error.said) from None


def _import(wish: ImportWish, path: Path, source: Source, form: Format, report_file: Path | None) -> int:
    """Bring a source in, put it in its place, and tell."""
    desk = Desk(Wishes(wish.map_file))
    with StatusLine() as steps:
        steps.say(f"reading {path.name}")
        draft = form.read(source, desk)
        folder = Path(os.path.expanduser(wish.output)) if wish.output else Path(course_id(draft))  # noqa: PTH111
        asked = Asked(force=wish.force, merge=wish.merge, dry_run=wish.dry_run)
        target = target_of(folder, path, asked)
        ours = ours_in(target.path, target.record) if target.mode == "merge" and target.record else None
        known = NOTHING_KNOWN if target.record is None else target.record.known()
        with Placing(target.path) as placing:
            come = brought(
                draft,
                source,
                form,
                desk,
                waiting=None if wish.dry_run else placing.waiting,
                known=known if ours is None else ours.named(known),
                say=steps.say,
            )
            merged = None if ours is None else merge(ours, come)
            changes = _changes(target, come, merged, ours)
            if not wish.dry_run and changes.paths:
                steps.say("writing")
                placing.put(changes)
    report = report_of(come, form, form.called(source), desk.account, [*troubles_of(source)])
    done = Done(target, report, merged, changes, dry_run=wish.dry_run)
    tell_done(done, in_full=wish.report == "-")
    if report_file is not None:
        write_report(report_file, done)
    return CONFLICTS if merged is not None and merged.conflicts else 0


def _changes(target: Target, come: Brought, merged: Merged | None, ours: Ours | None) -> Changes:
    """Return what is done to the folder. Raises `UsageError` where somebody else's file is in the way."""
    if merged is not None and ours is not None:
        return merged_changes(merged, come, ours)
    changes = all_of(come)
    refuse_strangers(target, changes.paths)
    if target.record is None:
        return changes
    gone = [path for path in target.record.sums if path not in come.record.sums]
    return changes._replace(gone=tuple(one for one in gone if os.path.lexists(target.path / one)))


def _report_file(wish: ImportWish) -> Path | None:
    """Return where the report goes, None for standard output.

    Raises `UsageError` where it would take the place of a spec, or of what is read.
    """
    if wish.report in {"", "-"}:
        return None
    path = Path(os.path.expanduser(wish.report))  # noqa: PTH111 - it never fails
    refuse_spec(path)
    if os.path.realpath(path) in {os.path.realpath(one) for one in (wish.source, wish.map_file) if one}:
        raise UsageError(
            f"The report would overwrite `{path.as_posix()}`, which is read.",
            "Give it another name, such as `--report import.json`.",
        )
    return path
