"""The options that `show`, `report` and `diff` share, and what the shell is offered for them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer


def view_words(incomplete: str) -> list[tuple[str, str]]:
    """Offer the names of views to the shell, with what they show."""
    from coursewright.views.catalogue import VIEWS  # noqa: PLC0415 - only for the shell

    return [(one.name, one.about) for one in VIEWS if one.name.startswith(incomplete)]


def view_or_path_words(incomplete: str) -> list[tuple[str, str]]:
    """Offer the names of views, and files and folders."""
    folder, slash, start = incomplete.rpartition("/")
    try:
        entries = sorted(Path(folder + slash or ".").iterdir())
    except OSError:
        entries = []
    paths = [
        (f"{folder}{slash}{one.name}{'/' if one.is_dir() else ''}", "")
        for one in entries
        if one.name.startswith(start) and (start or not one.name.startswith("."))
    ]
    return view_words(incomplete) + paths


Week: TypeAlias = Annotated[
    str, typer.Option("--week", metavar="WEEKS", help="Only this week, or these, such as 3 or 3-4.")
]
Module: TypeAlias = Annotated[
    str, typer.Option("--module", metavar="ID", help="Only the module with this id.")
]
Starts: TypeAlias = Annotated[
    str,
    typer.Option(
        "--starts", metavar="DATE", help="The first day, where the calendar does not name it: 2026-09-21."
    ),
]
Today: TypeAlias = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", help="Look as if it were this day.", show_default=False),
]
Config: TypeAlias = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The same as for lint.", show_default=False),
]
Isolated: TypeAlias = Annotated[bool, typer.Option("--isolated", help="The same as for lint.")]
