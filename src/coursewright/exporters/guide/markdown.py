"""A guide as Markdown, in which the texts of a course stay texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.exporters.guide.outline import Heading, Points, Rows, Table, Text
from coursewright.exporters.prose.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.exporters.guide.outline import Block, Chapter

__all__ = ["markdown"]

_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$#]")
_STARTS = re.compile(r"^(?:[-+=:]|[0-9]+[.)])")


def markdown(title: str, chapters: Iterable[Chapter]) -> str:
    """Return the whole guide."""
    parts = [f"# {_text(title)}"]
    for chapter in chapters:
        parts.append(f"## {_text(chapter.title)}")
        for block in chapter.blocks:
            parts += _block(block)
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * (level + 2)} {_text(text)}"
        case Text(text):
            yield _text(text)
        case Points(points, ordered=ordered):
            yield "\n".join(
                f"{f'{number}.' if ordered else '-'} {_text(point)}" for number, point in enumerate(points, 1)
            )
        case Rows(rows):
            yield "\n".join(f"- **{_text(name)}**: {_text(value)}" for name, value in rows)
        case Table(head, rows):
            lines = [_row(head), _row(["---"] * len(head), plain=True), *map(_row, rows)]
            yield "\n".join(lines)


def _row(cells: Iterable[str], *, plain: bool = False) -> str:
    return "| " + " | ".join(cell if plain else _text(cell) for cell in cells) + " |"


def _text(raw: str) -> str:
    """Return a text on one line, with what could be markup escaped."""
    flat = " ".join(clean(raw).split())
    shown = _MARKUP.sub(lambda found: f"\\{found[0]}", flat)
    return _STARTS.sub(_escaped_start, shown)


def _escaped_start(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}\\{found[0][-1]}"
