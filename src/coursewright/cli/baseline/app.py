"""`coursewright baseline`: what its commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coursewright.cli.guard import guarded
from coursewright.cli.words import Profile  # noqa: TC001 - Typer reads it

baseline = typer.Typer(
    name="baseline",
    help="Freeze what is found, so that only the new is reported.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_Folder = Annotated[
    Path, typer.Argument(metavar="[FOLDER]", help="Without one, the folder you are in.", show_default=False)
]


@baseline.command()
@guarded
def create(
    folder: _Folder = Path(),
    profile: Profile = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the baseline that is there with what is found now.")
    ] = False,
) -> int:
    """Freeze what is found in a folder, in a baseline file there.

    The file is called coursewright-baseline.yaml. From then on, lint leaves out what it lists.
    """
    from coursewright.cli.baseline.freezing import create_baseline  # noqa: PLC0415
    from coursewright.cli.checking import Checks  # noqa: PLC0415

    checks = Checks(tuple(profile or ()))
    return create_baseline(folder, checks, named=checks.named, force=force)


@baseline.command()
@guarded
def update(folder: _Folder = Path()) -> int:
    """Take out what has been mended. New findings are never added."""
    from coursewright.cli.baseline.freezing import update_baseline  # noqa: PLC0415
    from coursewright.cli.checking import Checks  # noqa: PLC0415

    checks = Checks()
    return update_baseline(folder, checks, find=checks.baseline)


@baseline.command()
@guarded
def prune(folder: _Folder = Path()) -> int:
    """Do what update does, and take out files that are gone."""
    from coursewright.cli.baseline.freezing import prune_baseline  # noqa: PLC0415
    from coursewright.cli.checking import Checks  # noqa: PLC0415

    checks = Checks()
    return prune_baseline(folder, checks, find=checks.baseline)
