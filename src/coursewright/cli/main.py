"""The command line: what each command takes. What it does is imported when it runs."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from coursewright import __version__

app = typer.Typer(
    name="coursewright",
    help="Check course designs: that students decide, reflect and are answered.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class FailOn(StrEnum):
    """From which severity on findings make the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


class Format(StrEnum):
    """The form of a report."""

    TEXT = "text"
    JSON = "json"


class TableFormat(StrEnum):
    """The form of a list."""

    TABLE = "table"
    JSON = "json"


class SpecKind(StrEnum):
    """The kinds of spec file."""

    COURSE = "course"
    MODULE = "module"


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"coursewright {__version__}")
        raise typer.Exit


@app.callback()
def coursewright(
    _version: Annotated[
        bool,
        typer.Option("--version", "-V", callback=_print_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Check course designs: that students decide, reflect and are answered."""


@app.command()
def lint(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders to check, or `-` for standard input.", show_default="."),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", metavar="RULES", help="Run only these: codes, names or families, with commas."
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", metavar="RULES", help="Leave these out: codes, names or families, with commas."
        ),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="The severity from which on findings make the exit code 1.")
    ] = FailOn.WARNING,
    form: Annotated[Format, typer.Option("--format", help="The form of the report.")] = Format.TEXT,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only, no last line.")] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Print how often each rule fired.")
    ] = False,
    stdin_filename: Annotated[
        Path | None,
        typer.Option("--stdin-filename", metavar="PATH", help="The file that standard input stands for."),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(
            "--today",
            metavar="DATE",
            help="The day to check for, such as 2026-09-21.",
            show_default="the clock",
        ),
    ] = None,
) -> None:
    """Check course and module specs against the rules of good design."""
    from coursewright.cli.lint import LintOptions, run_lint  # noqa: PLC0415 - each command loads only what it needs

    options = LintOptions(
        paths=tuple(paths or ()),
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        fail_on=fail_on.value,
        form=form.value,
        quiet=quiet,
        statistics=statistics,
        stdin_filename=stdin_filename,
        today=today,
    )
    raise typer.Exit(run_lint(options))


@app.command()
def rules(
    form: Annotated[TableFormat, typer.Option("--format", help="The form of the list.")] = TableFormat.TABLE,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", metavar="RULES", help="List only these: codes, names or families, with commas."
        ),
    ] = None,
) -> None:
    """List the rules."""
    from coursewright.cli.rules import list_rules  # noqa: PLC0415

    list_rules(form.value, tuple(select or ()))


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(help="The code or name of a rule.", show_default=False)],
) -> None:
    """Explain a rule: what it says, why, and how to meet it or leave it out on purpose."""
    from coursewright.cli.explain import explain_rule  # noqa: PLC0415

    explain_rule(rule)


@app.command()
def schema(
    kind: Annotated[SpecKind, typer.Argument(help="Which kind of spec.", show_default=False)],
) -> None:
    """Print the JSON Schema of a course or module spec, for editors."""
    from coursewright.cli.schema import print_schema  # noqa: PLC0415

    print_schema(kind.value)


def run() -> None:
    """Run the command line: exit 2 with one paragraph for what cannot be done, never with a traceback."""
    _speak_utf8()
    from coursewright.spec.errors import CoursewrightError  # noqa: PLC0415

    try:
        app()
    except CoursewrightError as error:
        typer.echo(f"coursewright: {error}", err=True)
        sys.exit(2)
    except RecursionError:
        typer.echo("coursewright: the input is nested too deeply to be checked.", err=True)
        sys.exit(2)
    except Exception as error:
        if os.environ.get("COURSEWRIGHT_TRACEBACK"):
            raise
        typer.echo(
            f"coursewright: something went wrong in the tool itself ({type(error).__name__}: {error}). Set "
            "COURSEWRIGHT_TRACEBACK=1 and run the command again to see where, and report it.",
            err=True,
        )
        sys.exit(2)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale, so that reports are the same everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
