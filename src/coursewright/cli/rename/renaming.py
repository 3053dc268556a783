"""`coursewright rename`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.asking import consented
from coursewright.cli.fence import Fence
from coursewright.cli.patches import shown_patch
from coursewright.cli.rename.choice import Choice, chosen, courses_sharing, refuse_unfollowed
from coursewright.cli.rename.traces import follow_baselines, traces
from coursewright.cli.terminal import coloured, columns
from coursewright.cli.writing import Move, NewText, unified, write_all
from coursewright.reporters.shared.measure import flat, wrap
from coursewright.reporters.shared.paths import from_here
from coursewright.reporters.shared.style import Paint
from coursewright.spec.broken import broken_files
from coursewright.spec.discover import absolute
from coursewright.spec.errors import CoursewrightError, UsageError
from coursewright.spec.renaming import CannotRenameError, FileMove, moved_with, rename
from coursewright.spec.wording import capital, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.spec.model import Course
    from coursewright.spec.renaming import Renaming, Thing

__all__ = ["NOT_WRITTEN", "RenameWish", "run_rename"]

NOT_WRITTEN = 1
"""The exit code where what would change was shown, and nobody wanted it written."""


class RenameWish(NamedTuple):
    """What somebody wants to rename: the words of the command line, as they were typed."""

    old: str
    new: str
    path: Path = Path()
    module: str = ""
    kind: str = ""
    files: bool = False
    yes: bool = False
    dry_run: bool = False


class Plan(NamedTuple):
    """What is to be done: new texts of files and of baselines, and at most one new name of a file."""

    renaming: Renaming
    files: tuple[NewText, ...]
    baselines: tuple[NewText, ...]
    move: FileMove | None

    @property
    def texts(self) -> tuple[NewText, ...]:
        """All files that get another text."""
        return *self.files, *self.baselines


def run_rename(wish: RenameWish) -> int:
    """Rename a thing and return the exit code. Raise `CoursewrightError` where that cannot be done."""
    found = chosen(wish.old, wish.path, wish.module, wish.kind)
    if not isinstance(found, Choice):
        return found
    if wish.files and found.thing.kind not in {"module", "course"}:
        message = f"--files is for modules and courses, and `{wish.old}` is {found.thing.item.noun}."
        raise UsageError(message, "Leave it out.")
    courses = [found.course, *courses_sharing(found.course)]
    _refuse_broken(courses)
    refuse_unfollowed(found.thing)
    plan = _planned(courses, found.thing, wish)
    fence = _fence(plan, wish.path)
    for text in plan.texts:
        fence.check(text.path)
    _show(courses, plan, wish)
    if wish.dry_run:
        _say("Nothing was written: this was --dry-run.")
        return 0
    if not wish.yes and not consented("Write this?"):
        return NOT_WRITTEN
    move = Move(plan.move.old, plan.move.new) if plan.move is not None else None
    write_all(plan.texts, fence, move)
    _say(f"Renamed: {_extent(plan)}.")
    return 0


def _planned(courses: Sequence[Course], thing: Thing, wish: RenameWish) -> Plan:
    try:
        renaming = rename(courses, thing, wish.new)
        move = _move(courses, thing, wish.new) if wish.files else None
    except CannotRenameError as error:
        where = ", ".join(f"{_shown(spot.source.path)}:{spot.line}" for spot in error.spots)
        raise CoursewrightError(
            f"{where}: {error.message}" if where else error.message, error.hint
        ) from error
    more = move.edits if move is not None else ()
    sources = renaming.sources | {edit.source.path: edit.source for edit in more}
    texts = renaming.texts(more)
    files = tuple(NewText(path, texts[path], sources[path].text) for path in texts)
    return Plan(renaming, files, follow_baselines(courses, renaming, move), move)


def _move(courses: Sequence[Course], thing: Thing, new: str) -> FileMove | None:
    path = thing.item.node.source.path
    move = moved_with(courses, path, thing.id, new)
    if move is not None and not Move(move.old, move.new).is_free:
        raise CoursewrightError(
            f"{_shown(move.new)} is there already.", "Leave --files out, or move it away."
        )
    return move


def _fence(plan: Plan, asked: Path) -> Fence:
    """Return where may be written: in what was asked for, and beside files of the folders around it."""
    place = absolute(asked)
    around = [one.path.parent for one in plan.texts if place.is_relative_to(one.path.parent)]
    return Fence((asked, *around))


def _refuse_broken(courses: Sequence[Course]) -> None:
    """Raise `CoursewrightError` where a file cannot be read, in which there may be references."""
    for course in courses:
        for one in broken_files(course):
            message = f"{_shown(one.source.path)}:{one.line}: {one.message}"
            raise CoursewrightError(message, "Mend this first: what it refers to cannot be seen.")


def _show(courses: Sequence[Course], plan: Plan, wish: RenameWish) -> None:
    """Print what would change, and what stays though it may be meant."""
    paint = Paint(coloured())
    thing = plan.renaming.thing
    label = flat(thing.item.label)
    _say(f"{capital(label)}: `{thing.id}` becomes `{wish.new}` in {_extent(plan)}.")
    sys.stdout.write(f"\n{shown_patch(unified(plan.texts, Path.cwd()), paint)}\n")
    for note in (*_about_files(plan, wish), *traces(courses, plan.renaming, plan.move)):
        _say(note)
    sys.stdout.flush()


def _about_files(plan: Plan, wish: RenameWish) -> Iterator[str]:
    """Say what becomes of the name of the file."""
    thing, move = plan.renaming.thing, plan.move
    path = thing.item.node.source.path
    if move is not None:
        yield f"The file {_shown(move.old)} becomes {_shown(move.new)}."
        for entry, order in move.order:
            names = ", ".join(one.name for one in order)
            yield f"The pattern `{flat(entry.text)}` then finds the modules in another order: {flat(names)}."
    elif thing.kind in {"module", "course"} and thing.id in path.name and not wish.files:
        yield f"The file {_shown(path)} keeps its name; --files renames it, too."
    elif wish.files:
        yield f"The file {_shown(path)} keeps its name, which does not come from the id."
    if thing.kind in {"module", "course"} and thing.id in path.parent.name:
        yield f"The folder {_shown(path.parent)} is named after it, and keeps its name."


def _extent(plan: Plan) -> str:
    places = len(plan.renaming.edits) + (len(plan.move.edits) if plan.move is not None else 0)
    return f"{counted(places, 'place')} in {counted(len(plan.files), 'file')}"


def _say(line: str) -> None:
    sys.stdout.write("".join(f"{part}\n" for part in wrap(line, columns())))


def _shown(path: Path) -> str:
    return from_here(path, Path.cwd())
