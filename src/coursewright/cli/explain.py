"""`coursewright explain`."""

from __future__ import annotations

import sys

from coursewright.cli.terminal import coloured, columns, drawn
from coursewright.lint.page import page_markdown
from coursewright.lint.select import find

READABLE = 100
"""Longer lines are hard to read, however wide the terminal."""

_STYLES = {
    "markdown.h2": "bold magenta",
    "markdown.code": "cyan",
    "markdown.item.bullet": "magenta",
    "markdown.link": "underline",
    "markdown.link_url": "underline",
    "markdown.table.header": "bold",
    "markdown.table.border": "dim",
}


def explain_rule(word: str) -> int:
    """Print the page of a rule: drawn on a terminal, as Markdown elsewhere."""
    page = page_markdown(find(word))
    if drawn():
        _draw(page)
    else:
        sys.stdout.write(page)
    return 0


def _draw(page: str) -> None:
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.markdown import Markdown  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415
    from rich.theme import Theme  # noqa: PLC0415

    console = Console(
        file=sys.stdout,
        width=min(columns(), READABLE),
        force_terminal=True,
        no_color=not coloured(),
        highlight=False,
        theme=Theme(_STYLES),
    )
    title, _, body = page.partition("\n")
    console.print(Text(title.removeprefix("# "), style="bold"))
    console.print(Markdown(body.replace("```yaml", "```"), code_theme="ansi_dark"))
