"""`coursewright export`: what it takes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coursewright.cli.guard import guarded
from coursewright.cli.look.view_words import (  # noqa: TC001 - Typer reads them
    Config,
    Isolated,
    Module,
    Today,
    Week,
)

EXPORT_EXITS = (
    "Exit codes: 0, every package is written; 1, a course has errors and was not exported; 2, something "
    "could not be read or written."
)


def _targets(incomplete: str) -> list[tuple[str, str]]:
    from coursewright.exporters.formats import TARGETS  # noqa: PLC0415 - only for the shell

    return [(one.name, one.title) for one in TARGETS if one.name.startswith(incomplete)]


def _formats(incomplete: str) -> list[tuple[str, str]]:
    from coursewright.exporters.formats import FORMATS  # noqa: PLC0415

    return [(one.name, one.title) for one in FORMATS if one.name.startswith(incomplete)]


@guarded
def export(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="[PATH]",
            help="A course or module, or a folder with one. Without any, the folder you are in.",
            show_default=False,
        ),
    ] = Path(),
    target: Annotated[
        str,
        typer.Option(
            "--target",
            "-t",
            metavar="PLATFORM",
            help="For whom: moodle, canvas, brightspace, blackboard, schoology, sakai, openedx, scorm or "
            "site.",
            autocompletion=_targets,
        ),
    ] = "",
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORM",
            help="Or the form itself; `coursewright export --list` names them.",
            autocompletion=_formats,
        ),
    ] = "",
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="PLACE",
            help="The file to write, or a folder for it; of a site, its folder. Without it, the folder you "
            "are in.",
            show_default=False,
        ),
    ] = "",
    starts: Annotated[
        str,
        typer.Option(
            "--starts",
            metavar="DATE",
            help="The first day of this run, such as 2026-09-21: it makes times dates.",
        ),
    ] = "",
    time_zone: Annotated[
        str,
        typer.Option(
            "--time-zone", metavar="ZONE", help="The time zone where the course names none: Europe/Madrid."
        ),
    ] = "",
    language: Annotated[
        str,
        typer.Option("--language", metavar="TAG", help="Which of the course's languages, such as es."),
    ] = "",
    module: Module = "",
    week: Week = "",
    drafts: Annotated[bool, typer.Option("--include-drafts", help="Also what has `status: draft`.")] = False,
    instructor: Annotated[
        bool,
        typer.Option("--instructor", help="The edition for staff: with notes, keys and forms to fill in."),
    ] = False,
    version: Annotated[
        str,
        typer.Option(
            "--format-version", metavar="NUMBER", help="Of a cartridge 1.1, 1.2 or 1.3; of QTI 1.2 or 2.1."
        ),
    ] = "",
    flavour: Annotated[
        str, typer.Option("--flavour", metavar="NAME", help="Of a cartridge: generic, or canvas.")
    ] = "",
    org: Annotated[
        str, typer.Option("--org", metavar="NAME", help="Of an Open edX course: who gives it.")
    ] = "",
    run: Annotated[
        str, typer.Option("--run", metavar="NAME", help="Of an Open edX course: which run it is.")
    ] = "",
    report: Annotated[
        str,
        typer.Option(
            "--report",
            metavar="FILE",
            help="Write the whole fidelity report, as JSON where the name ends in .json, else as text; - "
            "prints it.",
        ),
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Export although the course has errors.")] = False,
    listing: Annotated[bool, typer.Option("--list", help="List platforms and forms, and end.")] = False,
    config: Config = None,
    isolated: Isolated = False,
    today: Today = None,
) -> int:
    """Make a package of a course that a learning platform takes.

    The course is linted first, and not exported while it has errors. What the package keeps, changes and
    drops of the design is said at the end.
    """
    from coursewright.cli.export.exporting import ExportWish, list_formats, run_export  # noqa: PLC0415
    from coursewright.cli.look.looking import Wish  # noqa: PLC0415 - each command loads only what it needs

    if listing:
        return list_formats()
    look = Wish((path,), module, week, starts, today, config, isolated)
    wish = ExportWish(
        look,
        target=target,
        form=form,
        output=output,
        zone=time_zone,
        language=language,
        drafts=drafts,
        instructor=instructor,
        version=version,
        flavour=flavour,
        org=org,
        run=run,
        report=report,
        force=force,
    )
    return run_export(wish)
