"""The shape of a guide: headings, lists and tables of plain texts, for every form it is written in."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

__all__ = ["Block", "Chapter", "Heading", "Points", "Rows", "Table", "Text"]


class Heading(NamedTuple):
    """A heading within a chapter; `level` 1 is the highest there."""

    text: str
    level: int = 1


class Text(NamedTuple):
    """A paragraph."""

    text: str


class Points(NamedTuple):
    """A list; `ordered` where the order matters, `boxes` where each is to be ticked."""

    points: tuple[str, ...]
    ordered: bool = False
    boxes: bool = False


class Rows(NamedTuple):
    """Names with what belongs to them."""

    rows: tuple[tuple[str, str], ...]


class Table(NamedTuple):
    """A table with a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Text | Points | Rows | Table


class Chapter(NamedTuple):
    """A week or a part of the course, or what belongs to all of it."""

    title: str
    blocks: tuple[Block, ...]
