"""`coursewright diff`: what it takes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - Typer reads it
from typing import Annotated

import typer

from coursewright.cli.guard import guarded
from coursewright.cli.look.view_words import Config, Isolated, Today  # noqa: TC001 - Typer reads them

DIFF_EXITS = (
    "Exit codes: 0, the two were compared; 1, something changed, with --exit-code; 2, something could not be "
    "compared."
)


class DiffFormat(StrEnum):
    """The form of a comparison."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


@guarded
def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help="A file or folder, or a revision as git knows it: main, HEAD~3, v1:courses/ethics.",
            show_default=False,
        ),
    ],
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="[NEW]",
            help="What to compare it with. Without it, what is there now.",
            show_default=False,
        ),
    ] = None,
    path: Annotated[
        Path | None,
        typer.Option(
            "--path",
            metavar="COURSE",
            help="With revisions, the file or folder to compare; by default the folder you are in.",
        ),
    ] = None,
    form: Annotated[
        DiffFormat, typer.Option("--format", metavar="FORM", help="text, markdown or json.")
    ] = DiffFormat.TEXT,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to this file, not to standard output.",
            show_default=False,
        ),
    ] = "",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Make the exit code 1 where something changed.")
    ] = False,
    config: Config = None,
    isolated: Isolated = False,
    today: Today = None,
) -> int:
    """Show what changed in a design, and not in its YAML.

    Lines that moved, comments and the way a text is wrapped change nothing. A revision is read without
    touching the checkout. Findings of both sides are those under the configuration of the new one.
    """
    from coursewright.cli.diff.differing import DiffOptions, run_diff  # noqa: PLC0415 - each command loads only what it needs

    options = DiffOptions(old, new, path, form.value, output, config, isolated, today, exit_code=exit_code)
    return run_diff(options)
