"""The tables that come with the tool: `data/*.tsv`, with comments and a line that names the columns."""

from __future__ import annotations

from pathlib import Path

__all__ = ["rows_of"]


def rows_of(name: str) -> list[list[str]]:
    """Return the rows of a table, cell by cell, without its head."""
    text = (Path(__file__).parent / "data" / f"{name}.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return lines[1:]
