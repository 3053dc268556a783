"""Views as Markdown, for notes and merge requests: answers and tables, in which texts stay texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.reporters.markdown.text import prose, text
from coursewright.reporters.views.places import spot_of_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.reporters.views.portrait import Portrait
    from coursewright.views.model import Column, Row, Table, View

__all__ = ["markdown_text"]

_ADDRESS = re.compile(r"(https://[^\s,;()]+(?<!\.))")
"""An address in a reference of ours."""
_RIGHT = frozenset({"number", "minutes", "hours", "percent"})


def markdown_text(portrait: Portrait) -> str:
    """Return all views of a course, one section each."""
    blocks = [f"# {text(portrait.title)}", *([f"Only {text(portrait.part)}."] if portrait.part else [])]
    for view in portrait.views:
        blocks += _view(view, portrait)
    return "\n\n".join(blocks) + "\n"


def _view(view: View, portrait: Portrait) -> Iterator[str]:
    yield f"## {text(view.title)}"
    yield f"_{text(view.question)}_"
    yield _paragraph(view.answer)
    for table in view.tables:
        yield f"### {text(table.title)}"
        yield _table(table, portrait) if table.rows else _paragraph((table.empty,))
    if view.notes:
        yield "\n".join(f"- {_inline(note)}" for note in view.notes)
    if view.sources:
        yield "\n".join(["Sources:", "", *(f"- {_source(source)}" for source in view.sources)])


def _paragraph(sentences: Sequence[str]) -> str:
    return " ".join(map(_inline, sentences))


def _inline(sentence: str) -> str:
    """Return a sentence; one that would begin a list, a heading or a rule begins with a space of no width."""
    shown = prose(sentence)
    return shown if shown[:1].isalpha() or shown[:1] in {'"', "`"} else f"&#8203;{shown}"


def _source(reference: str) -> str:
    """Return a reference of our own, whose address may lead somewhere, unlike those in a spec."""
    words = [
        f"<{word}>" if word.startswith("https://") else prose(word) for word in _ADDRESS.split(reference)
    ]
    return " ".join(word for word in words if word).replace(" )", ")").replace("( ", "(")


def _table(table: Table, portrait: Portrait) -> str:
    placed = any(spot_of_row(row) for row in table.rows)
    heads = [text(column.title) for column in table.columns] + (["Place"] if placed else [])
    lines = [_line(heads), _line([*map(_rule, table.columns), *(["---"] if placed else [])])]
    group = ""
    for row in table.rows:
        if row.group != group:
            group = row.group
            lines.append(_line([f"**{text(group)}**" if group else "", *[""] * (len(heads) - 1)]))
        lines.append(_line([*(text(cell.text) for cell in row.cells), *_place(row, portrait, placed=placed)]))
    return "\n".join(lines)


def _place(row: Row, portrait: Portrait, *, placed: bool) -> list[str]:
    if not placed:
        return []
    spot = spot_of_row(row)
    return [text(portrait.at(spot)) if spot is not None else ""]


def _rule(column: Column) -> str:
    return "---:" if column.kind in _RIGHT else "---"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
