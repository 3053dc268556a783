"""`coursewright show`: what it takes."""

from __future__ import annotations

from typing import Annotated

import typer

from coursewright.cli.guard import guarded
from coursewright.cli.look.view_words import (
    Config,
    Isolated,
    Module,
    Starts,
    Today,
    Week,
    view_or_path_words,
)


@guarded
def show(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[VIEW] [PATHS]...",
            help="Which view, by default overview, and of which files or folders, by default the folder you "
            "are in.",
            show_default=False,
            autocompletion=view_or_path_words,
        ),
    ] = None,
    week: Week = "",
    module: Module = "",
    tables: Annotated[
        bool, typer.Option("--tables", help="Also print the tables behind the pictures.")
    ] = False,
    places: Annotated[
        bool, typer.Option("--places", help="Say of each row in which file and line it is written.")
    ] = False,
    width: Annotated[
        int | None,
        typer.Option(
            "--width",
            metavar="COLUMNS",
            min=20,
            max=500,
            help="Draw so many columns wide. By default as wide as the terminal.",
            show_default=False,
        ),
    ] = None,
    starts: Starts = "",
    config: Config = None,
    isolated: Isolated = False,
    today: Today = None,
    listed: Annotated[bool, typer.Option("--list", help="List the views, with what each shows.")] = False,
) -> int:
    """Look at a course in the terminal, one side after another.

    A side is a view: a question that designers ask, its answer, and a picture. A module is shown as the part
    of its course that it is.
    """
    from coursewright.cli.look.looking import Wish  # noqa: PLC0415 - each command loads only what it needs
    from coursewright.cli.look.show import list_views, show_view, split_words  # noqa: PLC0415

    if listed:
        return list_views(width)
    view, paths = split_words(words or [])
    wish = Wish(paths, module, week, starts, today, config, isolated)
    return show_view(view, wish, width, tables=tables, places=places)
