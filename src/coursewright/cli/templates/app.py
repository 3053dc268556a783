"""`coursewright templates`: what its commands take."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - Typer reads it
from typing import Annotated, TypeAlias

import typer

from coursewright.cli.guard import guarded
from coursewright.cli.words import TableFormat

templates = typer.Typer(
    name="templates",
    help="List, show, preview and check templates.\n\nNew courses, modules and their parts start from these.",
    rich_markup_mode=None,
)
CHECK_EXITS = (
    "Exit codes: 0, nothing is wrong; 1, something is; 2, a template could not be found or opened. Without a "
    "path, all templates are checked that `coursewright templates` lists."
)


class Makes(StrEnum):
    """What a template makes."""

    COURSE = "course"
    MODULE = "module"
    UNIT = "unit"
    TASK = "task"
    DECISION_POINT = "decision-point"
    FOLLOW_UP = "follow-up"
    REFLECTION = "reflection"
    SESSION = "session"
    ASSESSMENT = "assessment"
    OUTCOME = "outcome"


def _template_words(incomplete: str) -> list[tuple[str, str]]:
    """Offer the names of templates to the shell, with what they are."""
    from coursewright.scaffold.gallery import parts, templates  # noqa: PLC0415 - only for the shell

    return [(one.name, one.title) for one in (*templates(), *parts()) if one.name.startswith(incomplete)]


_Form = Annotated[
    TableFormat, typer.Option("--format", metavar="FORM", help="Write a table, or json with all there is.")
]
_Name = Annotated[
    str,
    typer.Argument(
        metavar="TEMPLATE",
        help="A template, by its name or its folder.",
        show_default=False,
        autocompletion=_template_words,
    ),
]


_Makes: TypeAlias = Annotated[
    Makes | None,
    typer.Option(
        "--makes",
        metavar="KIND",
        help="List only what makes this: course, module, unit, task, decision-point, follow-up, reflection, "
        "session, assessment or outcome.",
        show_default=False,
    ),
]


@guarded
def _list(form: str, makes: str) -> int:
    from coursewright.cli.templates.showing import list_templates  # noqa: PLC0415 - each command loads only what it needs

    return list_templates(form, makes)


@templates.callback(invoke_without_command=True)
def every(
    context: typer.Context,
    makes: _Makes = None,
    form: _Form = TableFormat.TABLE,
) -> None:
    """List, show, preview and check templates.

    New courses, modules and parts of them start from these.
    """
    if context.invoked_subcommand is None:
        _list(form.value, makes.value if makes else "")


@templates.command("list", hidden=True)
def listed(makes: _Makes = None, form: _Form = TableFormat.TABLE) -> None:
    """List the templates, as the command without a word does."""
    _list(form.value, makes.value if makes else "")


@templates.command()
@guarded
def show(
    name: _Name,
    example: Annotated[
        bool, typer.Option("--example", help="Print the worked example that comes with it.")
    ] = False,
    form: _Form = TableFormat.TABLE,
) -> int:
    """Show what a template builds, and what it asks."""
    from coursewright.cli.templates.showing import show_example, show_template  # noqa: PLC0415

    return show_example(name) if example else show_template(name, form.value)


@templates.command()
@guarded
def preview(
    name: _Name,
    answers: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="KEY=VALUE", help="An answer; repeat it for several.", show_default=False
        ),
    ] = None,
) -> int:
    """Print what a template makes.

    It is made with the default answers, or with others. Nothing is written.
    """
    from coursewright.cli.templates.showing import preview_template  # noqa: PLC0415

    return preview_template(name, tuple(answers or ()))


@templates.command(epilog=CHECK_EXITS)
@guarded
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATHS]...",
            help="Folders of templates, or folders that hold some.",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Check templates, and what they make.

    Their descriptions, words and questions are looked at, and what comes of each answer is linted.
    """
    from coursewright.cli.templates.check import check_templates  # noqa: PLC0415

    return check_templates(tuple(paths or ()))
