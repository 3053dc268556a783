"""The page of several courses: each in miniature, with how its answers stand, one click from its own page."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from coursewright.reporters.views.html.building import asked, assets, charts_beside_answers, template

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.reporters.views.portrait import Portrait
    from coursewright.views.charts import Chart, Key
    from coursewright.views.model import View

__all__ = ["IndexEntry", "index"]


class IndexEntry(NamedTuple):
    """A course with the name of the file of its page, relative to that of the index, with `/`."""

    portrait: Portrait
    file: str


class Miniature(NamedTuple):
    """A course as the index shows it; there is no chart where its overview has none."""

    portrait: Portrait
    href: str
    answers: list[View]
    said: str
    chart: Chart | None


def index(entries: Sequence[IndexEntry]) -> str:
    """Return the page of several courses."""
    courses = [_miniature(entry) for entry in entries]
    return template("index.html.jinja").render(
        courses=courses,
        keys=list(_legend(course.chart for course in courses)),
        assets=assets(),
        version=entries[0].portrait.version if entries else "",
    )


def _miniature(entry: IndexEntry) -> Miniature:
    views = entry.portrait.views
    overview = next((view for view in views if view.name == "overview"), None)
    chart = next(iter(charts_beside_answers(overview)), None) if overview else None
    said = overview.answer[0] if overview and overview.answer else ""
    return Miniature(entry.portrait, quote(os.fsencode(entry.file)), asked(views), said, chart)


def _legend(charts: Iterable[Chart | None]) -> Iterator[Key]:
    """Yield what the charts have in their legends, once."""
    known = set()
    for chart in charts:
        for key in chart.legend if chart is not None else ():
            if key not in known:
                known.add(key)
                yield key
