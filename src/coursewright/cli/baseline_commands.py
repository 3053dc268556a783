"""What the commands of `coursewright baseline` take. What they do is imported when they run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coursewright.cli.guard import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.lint.baselines import Found, Hold
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


def _check(paths: Sequence[Path], hold: Hold) -> Run:
    """Check what stands in some folders by the configurations there, and have what is found held."""
    from coursewright.cli.lint import today  # noqa: PLC0415
    from coursewright.lint.config.policies import Policies  # noqa: PLC0415
    from coursewright.lint.engine import Linter  # noqa: PLC0415
    from coursewright.lint.run import Run  # noqa: PLC0415

    policies = Policies()
    linter = Linter(policies.of, today(None), excluded=policies.excluded, hold=hold)
    return Run.of_paths(paths, linter, policies.excluded)


def _named(folder: Path) -> Found | None:
    """Return the baseline that counts for a folder: what its configuration names, else the nearest."""
    from coursewright.lint.baselines import Baselines  # noqa: PLC0415
    from coursewright.lint.config.policies import Policies  # noqa: PLC0415

    return Baselines(Policies().baseline).at(folder)


@app.command()
@guarded
def create(
    folder: _Folder = Path(),
    force: Annotated[
        bool, typer.Option("--force", help="Replace the baseline that is there, new findings included.")
    ] = False,
) -> int:
    """Freeze all that is found in a folder today."""
    from coursewright.cli.baseline import create_baseline  # noqa: PLC0415

    return create_baseline(folder, _check, force=force)


@app.command()
@guarded
def update(folder: _Folder = Path()) -> int:
    """Take out of the baseline what has been mended."""
    from coursewright.cli.baseline import update_baseline  # noqa: PLC0415

    return update_baseline(folder, _check, find=_named)


@app.command()
@guarded
def prune(folder: _Folder = Path()) -> int:
    """Update, and let go of files that are gone."""
    from coursewright.cli.baseline import prune_baseline  # noqa: PLC0415

    return prune_baseline(folder, _check, find=_named)
