"""`coursewright import`: what it takes."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads it
from typing import Annotated

import typer

from coursewright.cli.guard import guarded

IMPORT_EXITS = (
    "Exit codes: 0, the course is imported; 1, it was merged, and both sides had changed something; 2, the "
    "source could not be read, or the folder not be written."
)


def _forms(incomplete: str) -> list[tuple[str, str]]:
    from coursewright.importers.formats import FORMATS  # noqa: PLC0415 - only for the shell

    return [(one.name, one.title) for one in FORMATS if one.name.startswith(incomplete)]


@guarded
def import_(
    source: Annotated[
        Path | None,
        typer.Argument(
            metavar="SOURCE",
            help="What is to be imported: an export of a platform, a folder, or a file.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="FORM",
            help="Its form, where that is not seen by itself; `coursewright import --list` names all.",
            autocompletion=_forms,
        ),
    ] = "",
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FOLDER",
            help="The folder to write. Without it, one named after the course, in the folder you are in.",
            show_default=False,
        ),
    ] = "",
    map_file: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="For yaml-map: what the keys of the source mean."),
    ] = None,
    merge: Annotated[
        bool,
        typer.Option("--merge", help="Bring a newer export into an imported folder, and keep your edits."),
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="Import anew over an earlier import that nobody has edited."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; say what would be written.")
    ] = False,
    report: Annotated[
        str,
        typer.Option(
            "--report",
            metavar="FILE",
            help="Write the whole import report, as JSON where the name ends in .json, else as text; - "
            "prints it.",
        ),
    ] = "",
    listing: Annotated[
        bool, typer.Option("--list", help="List the forms that can be read, and end.")
    ] = False,
) -> int:
    """Turn a course that you already teach into a plan.

    What the source does not say stays unsaid, and what has no place in a plan is kept beside it. The report
    says what came in, as what, and what did not.
    """
    from coursewright.cli.import_.importing import ImportWish, list_forms, run_import  # noqa: PLC0415 - each command loads only what it needs

    if listing:
        return list_forms()
    wish = ImportWish(
        source,
        form=form,
        output=output,
        map_file=map_file,
        merge=merge,
        force=force,
        dry_run=dry_run,
        report=report,
    )
    return run_import(wish)
