"""A portrait as a terminal shows it: the question, its answer, the pictures, and how to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.reporters.shared.measure import flat
from coursewright.reporters.views.terminal.bars import filling
from coursewright.reporters.views.terminal.ink import Span, painted, plain, split
from coursewright.reporters.views.terminal.matrix import drawn_matrix
from coursewright.reporters.views.terminal.outline import drawn_outline
from coursewright.reporters.views.terminal.table import drawn_table
from coursewright.reporters.views.terminal.tracks import drawn_tracks
from coursewright.views.charts import Matrix, Outline, Tracks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coursewright.reporters.views.portrait import Portrait
    from coursewright.reporters.views.terminal.ink import Line
    from coursewright.views.charts import Chart, Key, Label
    from coursewright.views.model import Spot, View

__all__ = ["Setting", "drawn", "lines"]

_READABLE = 100
"""The most columns that running text takes."""
_FEWEST = 20
"""The fewest columns that anything is drawn in."""


class Setting(NamedTuple):
    """How to draw: in so many columns, in colour or not, with the tables behind the charts, with places."""

    columns: int
    coloured: bool = False
    tables: bool = False
    places: bool = False


def drawn(portrait: Portrait, setting: Setting) -> str:
    """Return all views of a portrait as text for a terminal."""
    written = lines(portrait, setting)
    return painted(written) if setting.coloured else plain(written)


def lines(portrait: Portrait, setting: Setting) -> Iterator[Line]:
    """Yield the lines of all views of a portrait, none of them wider than the setting has columns."""
    setting = setting._replace(columns=max(setting.columns, _FEWEST))

    def at(spot: Spot | None) -> str:
        return portrait.at(spot) if spot is not None and setting.places else ""

    name = f"{portrait.title} ({portrait.part})" if portrait.part else portrait.title
    yield from split(name, setting.columns, "title")
    for view in portrait.views:
        yield from _view(view, setting, at)


def _view(view: View, setting: Setting, at: Callable[[Spot | None], str]) -> Iterator[Line]:
    text = min(setting.columns, _READABLE)
    yield from split(view.title, text, "heading")
    yield ()
    yield from split(view.question, text, "quiet")
    for number, sentence in enumerate(view.answer):
        yield from split(sentence, text, ("strong" if number == 0 else ""))
    for chart in view.charts:
        yield ()
        yield from split(chart.title, setting.columns, "heading") if chart.title else ()
        yield from _chart(chart, setting.columns, lambda label: at(label.spot))
        yield from _legend(chart.legend, setting.columns)
    for table in view.tables if setting.tables or not view.charts else ():
        yield ()
        yield from drawn_table(table, setting.columns, at if setting.places else None)
    if view.charts and view.tables and not setting.tables:
        yield ()
        number = len(view.tables)
        said = "a table" if number == 1 else f"{number} tables"
        yield from split(f"`--tables` prints the same as {said}, in words and numbers.", text, "quiet")
    if view.notes:
        yield ()
        for note in view.notes:
            yield from split(note, text, "quiet")
    if view.sources and setting.tables:
        yield ()
        for source in view.sources:
            yield from split(f"Source: {source}", text, "quiet")


def _chart(chart: Chart, room: int, where: Callable[[Label], str]) -> Iterator[Line]:
    match chart:
        case Tracks():
            yield from drawn_tracks(chart, room, where)
        case Matrix():
            yield from drawn_matrix(chart, room, where)
        case Outline():
            yield from drawn_outline(chart, room, where)


def _legend(keys: Sequence[Key], room: int) -> Iterator[Line]:
    """Yield what the signs and fillings mean, as many beside each other as there is room for."""
    if not keys:
        return
    yield ()
    row: Line = ()
    used = 0
    for key in keys:
        sample = _sample(key)
        size = len(flat(key.words)) + len(sample.text)
        if row and used + 3 + size > room:
            yield row
            row, used = (), 0
        if size > room:
            first, *rest = split(key.words, room - len(sample.text), "quiet")
            yield (sample, *first)
            yield from ((Span(" " * len(sample.text)), *one) for one in rest)
            continue
        row += (*((Span("   "),) if row else ()), sample, Span(flat(key.words), "quiet"))
        used += size + (3 if used else 0)
    if row:
        yield row


def _sample(key: Key) -> Span:
    if key.sign is not None:
        return Span(f"{key.sign.character} ", "strong")
    if key.hue is not None:
        return Span(f"{filling(key.hue, key.fill) * 2} ", f"hue{key.hue}")
    return Span("")
