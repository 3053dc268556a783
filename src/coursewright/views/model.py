"""A view: a question about a course, its answer in words, charts, and every chart once more as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from coursewright.views.charts import Chart

__all__ = ["Cell", "Column", "Kind", "Row", "Spot", "Table", "Tone", "Value", "View"]

Tone: TypeAlias = Literal["", "good", "gap", "purpose", "unknown"]
"""How a thing stands: as it should be, missing, left out on purpose, or not known. A sign or a word always
says the same: colour never says it alone."""

Value: TypeAlias = str | float | int | bool | None
"""What a program reads in a cell; None for what is not known, which is never 0."""

Kind: TypeAlias = Literal["text", "number", "minutes", "hours", "percent", "time"]


class Spot(NamedTuple):
    """Where something is written: the number of the file in `Course.sources`, the line from 1, and the node.

    `node` is as in findings, such as `units[2].tasks[read]`.
    """

    file: int
    line: int
    node: str = ""


class Cell(NamedTuple):
    """A cell of a table: what people read and what programs read (the text itself where that is not said).

    `language` is that of a text from the spec, as a BCP 47 tag, empty for our own words; `quoted` says that
    the text is from the spec.
    """

    text: str
    value: Value = ""
    spot: Spot | None = None
    tone: Tone = ""
    quoted: bool = False
    language: str = ""

    @property
    def data(self) -> Value:
        """What programs read."""
        return self.text if self.value == "" else self.value


class Column(NamedTuple):
    """A column: its name for programs, its title for people, and what its values are."""

    key: str
    title: str
    kind: Kind = "text"


class Row(NamedTuple):
    """A row, with as many cells as the table has columns; rows of one `group` stand under its heading."""

    cells: tuple[Cell, ...]
    group: str = ""


class Table(NamedTuple):
    """A table; `name` is a slug, unique in its view, which names the CSV file.

    `empty` is what to say where there are no rows.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str = "There is none."


class View(NamedTuple):
    """One side of a course.

    - `name` (a slug, the word for `--view` and `show`), `title` and `question` come from the catalogue.
    - `answer` is one sentence or more, the first of which can stand alone. Names in backticks are code, texts
      from the spec stand in double quotes.
    - `tone` says how the answer stands: `gap` where there is something to do.
    - `notes` say what is not known, what was assumed and how to read it; `sources` what it rests on.
    """

    name: str = ""
    title: str = ""
    question: str = ""
    answer: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    tone: Tone = ""
