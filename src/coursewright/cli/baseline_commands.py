"""What the commands of `coursewright baseline` take. What they do is imported when they run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coursewright.cli.guard import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.lint.run import Run

app = typer.Typer(
    name="baseline",
    help="Freeze what is found today, so that only new findings are told.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_Folder = Annotated[
    Path, typer.Argument(metavar="[FOLDER]", help="Without any, the folder you are in.", show_default=False)
]


def _check(paths: Sequence[Path]) -> Run:
    """Check what stands in some folders by the configurations there, whatever a baseline says."""
    from coursewright.cli.lint import today  # noqa: PLC0415
    from coursewright.lint.config.policies import Policies  # noqa: PLC0415
    from coursewright.lint.engine import Linter  # noqa: PLC0415
    from coursewright.lint.run import Run  # noqa: PLC0415

    policies = Policies()
    return Run.of_paths(paths, Linter(policies.of, today(None)), policies.excluded)


@app.command()
@guarded
def create(
    folder: _Folder = Path(),
    force: Annotated[
        bool, typer.Option("--force", help="Replace the baseline that is there, new findings included.")
    ] = False,
) -> int:
    """Write coursewright-baseline.yaml with all that is found in a folder."""
    from coursewright.cli.baseline import create_baseline  # noqa: PLC0415

    return create_baseline(folder, _check, force=force)


@app.command()
@guarded
def update(folder: _Folder = Path()) -> int:
    """Take out of the baseline what has been mended; nothing is added."""
    from coursewright.cli.baseline import update_baseline  # noqa: PLC0415

    return update_baseline(folder, _check)


@app.command()
@guarded
def prune(folder: _Folder = Path()) -> int:
    """Update the baseline, and let go of files that are no longer there."""
    from coursewright.cli.baseline import prune_baseline  # noqa: PLC0415

    return prune_baseline(folder, _check)
