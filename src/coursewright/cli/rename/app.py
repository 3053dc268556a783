"""`coursewright rename`: what it takes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from coursewright.cli.guard import guarded

RENAME_EXITS = (
    "Exit codes: 0, it is renamed, or --dry-run has shown it; 1, it was shown and nothing is written; 2, it "
    "could not be done, and nothing is written."
)


class Kind(StrEnum):
    """What can have an id; a test holds it to the kinds that there are."""

    OUTCOME = "outcome"
    MATERIAL = "material"
    TASK = "task"
    SESSION = "session"
    FOLLOW_UP = "follow-up"
    ASSESSMENT = "assessment"
    ANNOUNCEMENT = "announcement"
    UNIT = "unit"
    MODULE = "module"
    COURSE = "course"
    MEMBER = "member"
    TOOL = "tool"
    SLOT = "slot"


@guarded
def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The id, or `module-id/id`.", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="What it is to be called.", show_default=False)],
    path: Annotated[
        Path,
        typer.Argument(
            metavar="[PATH]",
            help="The file or folder it stands in; without one, the folder you are in.",
            show_default=False,
        ),
    ] = Path(),
    module: Annotated[
        str,
        typer.Option("--in", metavar="ID", help="Only in the module or course with this id."),
    ] = "",
    kind: Annotated[
        Kind | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=f"Only what is of this kind: {', '.join(Kind)}.",
            show_default=False,
        ),
    ] = None,
    files: Annotated[
        bool,
        typer.Option(
            "--files", help="Of a module or course, rename the file, too; a number before it stays."
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and stop.")] = False,
) -> int:
    """Give something another id, there and in all references.

    References are found wherever the course has them, in its other files as well, and all else in the files
    stays as it is. What would change is shown first. On a terminal you are asked then; elsewhere nothing is
    written without --yes.
    """
    from coursewright.cli.rename.renaming import RenameWish, run_rename  # noqa: PLC0415 - each command loads only what it needs

    wish = RenameWish(old, new, path, module, kind.value if kind else "", files, yes, dry_run)
    return run_rename(wish)
