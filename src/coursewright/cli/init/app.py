"""`coursewright init`: what it takes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from coursewright.cli.guard import guarded
from coursewright.cli.words import profile_words

INIT_EXITS = (
    "Exit codes: 0, the files are written, or there was nothing to write; 1, they were shown and are not "
    "written; 2, it could not be done."
)


class Ci(StrEnum):
    """Where checks run by themselves."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


@guarded
def init(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="[FOLDER]",
            help="The repository; without one, that of the folder you are in.",
            show_default=False,
        ),
    ] = Path(),
    ci: Annotated[
        Ci | None,
        typer.Option(
            "--ci",
            metavar="WHERE",
            help="Where checks are to run by themselves: github, gitlab or none. By default what is found.",
            show_default=False,
        ),
    ] = None,
    pre_commit: Annotated[
        bool,
        typer.Option("--pre-commit/--no-pre-commit", help="Also check before each commit."),
    ] = True,
    profile: Annotated[
        str,
        typer.Option(
            "--profile",
            metavar="NAME",
            help="The set of rules to start from, such as essential or recommended.",
            autocompletion=profile_words,
        ),
    ] = "recommended",
    source: Annotated[
        str,
        typer.Option(
            "--source",
            metavar="URL@REVISION",
            help="Where CI gets coursewright from. By default where this one came from, if that is known.",
            show_default=False,
        ),
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and stop.")] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="Write coursewright.yaml and our workflow anew where they are there."),
    ] = False,
) -> int:
    """Set up checks in a repository of courses.

    That is a configuration, a job for GitHub or GitLab, and a hook for pre-commit. All is shown before it is
    written. What is there already stays: files of others get an entry of ours, and every other byte of them
    is kept.
    """
    from coursewright.cli.init.setting_up import InitWish, run_init  # noqa: PLC0415 - each command loads only what it needs

    wish = InitWish(folder, ci.value if ci else "", pre_commit, profile, source, yes, dry_run, force)
    return run_init(wish)
