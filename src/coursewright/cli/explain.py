"""`coursewright explain`."""

from __future__ import annotations

import sys

from coursewright.cli.terminal import coloured, columns
from coursewright.lint.page import page_markdown
from coursewright.lint.select import find

READABLE = 100
"""Longer lines are hard to read, however wide the terminal."""


def explain_rule(word: str) -> int:
    """Print the page of a rule: drawn on a terminal, as Markdown elsewhere."""
    page = page_markdown(find(word))
    if coloured():
        _draw(page)
    else:
        sys.stdout.write(page)
    return 0


def _draw(page: str) -> None:
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.markdown import Markdown  # noqa: PLC0415

    console = Console(file=sys.stdout, width=min(columns(), READABLE), force_terminal=True, highlight=False)
    console.print(Markdown(page, code_theme="ansi_dark", hyperlinks=False))
