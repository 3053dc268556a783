"""`coursewright report`: what it takes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - Typer reads it
from typing import Annotated

import typer

from coursewright.cli.guard import guarded
from coursewright.cli.look.view_words import Config, Isolated, Module, Starts, Today, Week, view_words

REPORT_EXITS = "Exit codes: 0, the report is written; 2, it is not, or something could not be read."


class ReportFormat(StrEnum):
    """The form of a design report."""

    HTML = "html"
    JSON = "json"
    CSV = "csv"
    SVG = "svg"
    MARKDOWN = "markdown"
    PDF = "pdf"


@guarded
def report(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATHS]...",
            help="Files and folders. Without any, the folder you are in.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to this file, or this folder for csv and svg. Without it, to standard output.",
            show_default=False,
        ),
    ] = "",
    form: Annotated[
        ReportFormat | None,
        typer.Option(
            "--format",
            metavar="FORM",
            help="html, json, csv, svg, markdown or pdf. By default what the ending of the file says, else "
            "html.",
            show_default=False,
        ),
    ] = None,
    views: Annotated[
        list[str] | None,
        typer.Option(
            "--view",
            metavar="NAME",
            help="Only this view; repeat it for several. `coursewright show --list` lists them.",
            autocompletion=view_words,
            show_default=False,
        ),
    ] = None,
    table: Annotated[
        str, typer.Option("--table", metavar="NAME", help="Only this table of the view, as csv.")
    ] = "",
    storyboard: Annotated[
        bool, typer.Option("--storyboard", help="The course on one A3 page, for a meeting.")
    ] = False,
    week: Week = "",
    module: Module = "",
    starts: Starts = "",
    config: Config = None,
    isolated: Isolated = False,
    today: Today = None,
) -> int:
    """Draw what a plan asks of students and staff, on one page.

    The page needs no network, and can be printed. Several courses become a page each, with an index of them
    all. A module is shown as the part of its course that it is.
    """
    from coursewright.cli.look.looking import Wish  # noqa: PLC0415 - each command loads only what it needs
    from coursewright.cli.look.report import ReportOptions, run_report  # noqa: PLC0415

    wish = Wish(tuple(paths or ()), module, week, starts, today, config, isolated)
    return run_report(
        ReportOptions(
            wish, output, form.value if form else "", tuple(views or ()), table, storyboard=storyboard
        )
    )
