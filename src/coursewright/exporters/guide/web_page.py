"""A guide as one page of HTML that needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.guide.outline import Heading, Points, Rows, Table, Text
from coursewright.exporters.prose.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.guide.outline import Block, Chapter

__all__ = ["web_page"]

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 3rem; border-bottom: 1px solid; }
dt { font-weight: 600; }
dd { margin: 0 0 .5rem 1.5rem; margin-inline-start: 1.5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid; padding: .3rem .6rem; text-align: start; vertical-align: top; }
@media print { body { max-width: none; margin: 0; } h2 { break-before: page; } }
"""


def web_page(title: str, chapters: Iterable[Chapter], edition: Edition) -> str:
    """Return the whole guide."""
    body = "\n".join(
        f"<section>\n<h2>{escaped(chapter.title)}</h2>\n{''.join(map(_block, chapter.blocks))}</section>"
        for chapter in chapters
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(edition.language)}" dir="{edition.direction}">\n<head>\n'
        '<meta charset="utf-8" />\n<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
        f"<title>{escaped(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escaped(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level + 2}>{escaped(text)}</h{level + 2}>\n"
        case Text(text):
            return f"<p>{escaped(text)}</p>\n"
        case Points(points, ordered=ordered):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{escaped(point)}</li>' for point in points)}</{tag}>\n"
        case Rows(rows):
            pairs = "".join(f"<dt>{escaped(name)}</dt><dd>{escaped(value)}</dd>" for name, value in rows)
            return f"<dl>{pairs}</dl>\n"
        case Table(head, rows):
            heads = "".join(f'<th scope="col">{escaped(cell)}</th>' for cell in head)
            lines = "".join(
                f"<tr>{''.join(f'<td>{escaped(cell)}</td>' for cell in row)}</tr>" for row in rows
            )
            return (
                '<div class="scroll" tabindex="0"><table>'
                f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>\n"
            )
