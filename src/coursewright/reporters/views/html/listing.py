"""The plan as written: the text of its files by lines, those that marks lead to with an id."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from coursewright.reporters.shared.measure import safe
from coursewright.reporters.views.anchor import anchor
from coursewright.reporters.views.html.texts import written
from coursewright.views.charts import Matrix, Outline
from coursewright.views.model import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.reporters.views.portrait import Portrait
    from coursewright.views.charts import Chart, Mark, Segment
    from coursewright.views.model import View

__all__ = ["Listing", "listings", "spots"]

_BLOCK = 100
"""Lines of a block: a browser draws blocks as they come into view."""
_LONGEST = 2_000
"""Characters up to which a line is shown whole."""


class Listing(NamedTuple):
    """A file as it is written, in blocks of lines."""

    id: str
    path: str
    lines: int
    blocks: Markup


def listings(portrait: Portrait) -> Iterator[Listing]:
    """Yield the files of a course."""
    wanted: dict[int, set[int]] = defaultdict(set)
    for view in portrait.views:
        for spot in spots(view):
            wanted[spot.file].add(spot.line)
    for number, file in enumerate(portrait.files):
        lines = file.text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
        # A mark may stand behind the last line, where something is missing.
        lines += [""] * (max(wanted[number], default=0) - len(lines))
        # Tags of our own around lines that are escaped.
        blocks = Markup("".join(_blocks(number, lines, wanted[number])))  # noqa: S704
        yield Listing(f"file-{number + 1}", file.path, len(lines), blocks)


def spots(view: View) -> Iterator[Spot]:
    """Yield the places that a view leads to."""
    for chart in view.charts:
        yield from filter(None, _places(chart))
    for table in view.tables:
        for row in table.rows:
            yield from (cell.spot for cell in row.cells if cell.spot is not None)


def _places(chart: Chart) -> Iterator[Spot | None]:
    if isinstance(chart, Outline):
        yield from (item.label.spot for item in chart.items)
    elif isinstance(chart, Matrix):
        yield from (label.spot for label in chart.columns)
        for line in chart.rows:
            yield line.label.spot
            for cell in line.cells:
                yield cell.spot
                yield from _parts(cell.signs, cell.segments)
    else:
        for group in chart.groups:
            yield group.title.spot
            for row in group.rows:
                yield row.label.spot
                yield from _parts(row.marks, row.segments)


def _parts(marks: Sequence[Mark], segments: Sequence[Segment]) -> Iterator[Spot | None]:
    yield from (mark.spot for mark in marks)
    yield from (segment.spot for segment in segments)


def _blocks(file: int, lines: list[str], wanted: set[int]) -> Iterator[str]:
    for start in range(1, len(lines) + 1, _BLOCK):
        yield f'<ol start="{start}">'
        for number, line in enumerate(lines[start - 1 : start - 1 + _BLOCK], start):
            # The end tag of an item may be left out, and there are thousands of them.
            yield f"<li id={anchor(Spot(file, number))}>" if number in wanted else "<li>"
            yield _line(line)
        yield "</ol>"


def _line(line: str) -> Markup:
    if len(line) <= _LONGEST:
        return written(safe(line))
    return Markup("{}… <i>and {:,} more characters</i>").format(safe(line[:_LONGEST]), len(line) - _LONGEST)
